use axum::response::Response;
use wire::audit::AuditView;
use wire::page::Page;

use super::call::{Call, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::act::{Act, Place, recipient};
use crate::audit::{self, Seen};
use crate::cursor::{self, Cursor};
use crate::store::{AuditOf, Stored};

/// `GET /audit`: what was done at the caller's own place; an operator reads all of it, or a place's.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let place = match (call.actor()?.place, call.parameter("place")) {
        (Place::Operator, None) => None,
        (_, named) => Some(recipient(&call.place(named).await?)),
    };
    let cursor = call.cursor()?;
    let page = call.look(move |act| {
        let of = place.as_deref().map_or(AuditOf::Everybody, AuditOf::Place);
        let page = page(act, of, &cursor)?;
        // Looking at the log is a look, too.
        act.audit("audit.look", place.as_deref().unwrap_or("*"), Vec::new())?;
        Ok::<_, Problem>(page)
    });
    answer(&page.await?)
}

/// `GET /people/{id}/looks`: a clinic learns of its own doings, an insurer of everybody's in its own matters.
pub(super) async fn looks(call: Call) -> Result<Response, Problem> {
    let (id, cursor) = (call.id.clone(), call.cursor()?);
    let page = call.look(move |act| {
        let person_id = person(act, id)?;
        let actor = act.actor;
        let own = recipient(&actor.place);
        let (of, insurer_no) = match &actor.place {
            Place::Operator => (AuditOf::Person(&person_id), ""),
            Place::Facility(_) => (AuditOf::PersonAt { place: &own, person_id: &person_id }, ""),
            Place::Insurer(insurer_no) => {
                (AuditOf::Insured { insurer_no, person_id: &person_id }, insurer_no.as_str())
            }
        };
        let page = page(act, of, &cursor)?;
        act.audit("audit.person", &person_id, vec![Seen::new(&person_id, insurer_no)])?;
        Ok::<_, Problem>(page)
    });
    answer(&page.await?)
}

/// The person an id stands for: that of a request or a letter of the caller's place, or a person's own.
fn person(act: &Act<'_>, id: String) -> Stored<String> {
    let Some(owner) = act.actor.place.owner() else { return Ok(id) };
    if let Some(row) = act.tx.request(owner, &id)? {
        return Ok(row.person_id);
    }
    Ok(act.tx.letter(owner, &id)?.map_or(id, |row| row.person_id))
}

fn page(act: &mut Act<'_>, of: AuditOf<'_>, cursor: &Cursor) -> Result<Page<AuditView>, Problem> {
    let slice = cursor.slice();
    let before = match slice.after {
        Some((number, _)) => number.parse().map_err(|_| Code::QueryInvalid)?,
        None => u64::MAX,
    };
    let rows = act.tx.audit_of(of, before, slice.limit)?;
    let rows: Vec<_> = rows.into_iter().map(|row| (row.number.to_string(), row)).collect();
    let (rows, next) = cursor::cut(rows, cursor, |(number, _)| (number, number));
    let place = &act.actor.place;
    let items = rows.iter().map(|(_, row)| audit::view(act.tx, row, place)).collect::<Stored<_>>()?;
    Ok(Page { items, next })
}
