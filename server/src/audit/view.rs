use wire::audit::AuditView;

use super::AuditEvent;
use crate::act::Place;
use crate::store::rows::AuditRow;
use crate::store::{Rows, Stored};

/// An event as `reader` sees it. Who works at another organisation is that organisation's matter: its name alone is said.
pub(crate) fn view(rows: &dyn Rows, row: &AuditRow, reader: &Place) -> Stored<AuditView> {
    let event: AuditEvent = serde_json::from_str(&row.doc)?;
    let is_own = *reader == Place::Operator || crate::act::recipient(reader) == event.place;
    let name = match is_own {
        true => name(rows, &event.who)?,
        false => String::new(),
    };
    Ok(AuditView {
        number: event.number,
        at: event.at,
        who: event.who,
        name,
        place_name: place_name(rows, &event.place)?,
        place: event.place,
        terminal_id: Some(event.terminal).filter(|id| is_own && !id.is_empty()),
        action: event.action,
        subject: event.subject,
        people: event.people.into_iter().map(|seen| seen.person_id).collect(),
        because: event.because,
        refused: Some(event.refused).filter(|code| !code.is_empty()),
    })
}

fn name(rows: &dyn Rows, who: &str) -> Stored<String> {
    if let Some(user) = rows.user(who)? {
        return Ok(user.name);
    }
    Ok(rows.program(who)?.map(|program| program.name).unwrap_or_default())
}

fn place_name(rows: &dyn Rows, place: &str) -> Stored<String> {
    Ok(match place.split_once(':') {
        Some(("facility", id)) => rows.facility(id)?.map(|row| row.name),
        Some(("insurer", insurer_no)) => rows.insurer(insurer_no)?.map(|row| row.name),
        _ => None,
    }
    .unwrap_or_default())
}
