use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use access::Action;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use wire::page::Page;
use wire::terminals::{EnrolPost, Enrolled, EnrolmentCodePost, EnrolmentCodeView, RenewPost};

use super::call::{Call, Giving, answer, json};
use super::codes::Code;
use super::problem::Problem;
use crate::act::Place;
use crate::ca::{Authority, CaError, Issued, Key, P12, Public, Subject, p12};
use crate::store::rows::{EnrolmentCodeRow, TerminalRow};
use crate::store::{self, StoreError};
use crate::terminals::{self, CODE_MINUTES, Doer, EnrolError, Enrolment, NewCode, RenewError};

/// `GET /terminals`: those of the caller's organisation, every one for an operator.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (place, current) = (call.actor()?.place, call.terminal()?.clone());
    let rows = call.read(move |rows| match place {
        Place::Operator => rows.terminals(None),
        place => rows.terminals(Some(&place)),
    });
    let rows = rows.await?;
    let items = rows.iter().map(|row| terminals::view(row, Some(&current))).collect();
    answer(&Page { items, next: None })
}

/// `POST /terminals/{id}/revoke`.
pub(super) async fn revoke(mut call: Call) -> Result<Response, Problem> {
    let (id, current) = (call.id.clone(), call.terminal()?.clone());
    let asked = id.clone();
    let row = call.read(move |rows| rows.terminal(&asked)).await?;
    let row = row.ok_or(Code::TerminalUnknown)?;
    // Of another place, it is not there.
    let allowed = call.allow(Action::TerminalRevoke, &access::Subject::Place(row.place.scope()));
    allowed.map_err(|_| Code::TerminalUnknown)?;
    call.once(Giving::OK, move |act| {
        let row = act.tx.terminal(&id)?.ok_or_else(|| Problem::from(Code::TerminalUnknown))?;
        let by = Doer::person(act);
        let row = terminals::revoke(act.tx, act.now, &by, row)?;
        Ok::<_, Problem>(terminals::view(&row, Some(&current)))
    })
    .await
}

/// `GET /terminals/codes`: those that are still good.
pub(super) async fn codes(call: Call) -> Result<Response, Problem> {
    let (place, now) = (call.actor()?.place, (call.app.clock)().text());
    let rows = call.read(move |rows| rows.enrolment_codes(&place, &now)).await?;
    answer(&Page { items: rows.iter().map(|row| code_view(row, None)).collect(), next: None })
}

/// `POST /terminals/codes`. The code is in this answer alone, so that it is never kept: asked again under the same
/// operation id, the answer leaves it out.
pub(super) async fn make_code(call: Call) -> Result<Response, Problem> {
    let post = call.json::<EnrolmentCodePost>()?;
    let name = terminals::name(&post.name).ok_or(Code::EnrolmentName)?.to_owned();
    let (code, id) = (terminals::Code::generate().map_err(|_| Code::ServerBusy)?, call.key.clone());
    let view = call.look(move |act| {
        let (place, now) = (act.actor.place.clone(), act.now);
        let known = act.tx.enrolment_codes(&place, &now.text())?;
        if let Some(row) = known.iter().find(|row| row.id == id) {
            return Ok::<_, Problem>(code_view(row, None));
        }
        let by = Doer::person(act);
        let new = NewCode { id, place, name: &name, code: &code, by: &by, minutes: CODE_MINUTES };
        let row = terminals::make_code(act.tx, now, new)?;
        Ok(code_view(&row, Some(&code)))
    });
    let body = serde_json::to_string(&view.await?).map_err(StoreError::from)?;
    Ok(json(StatusCode::CREATED, None, body))
}

fn code_view(row: &EnrolmentCodeRow, code: Option<&terminals::Code>) -> EnrolmentCodeView {
    EnrolmentCodeView {
        id: row.id.clone(),
        name: row.name.clone(),
        code: code.map(terminals::Code::text),
        expires_at: row.expires_at.clone(),
        terminal_id: row.terminal_id.clone(),
    }
}

/// `POST /terminals/enrol`, for everybody who has a code.
pub(super) async fn enrol(call: Call) -> Result<Response, Problem> {
    let post = call.json::<EnrolPost>()?;
    let authority = authority(&call)?;
    let (now, address) = ((call.app.clock)(), call.visit.remote.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)));
    call.app.attempts.begin(address, now).map_err(|seconds| {
        Problem::from(Code::EnrolmentWait).detail(format!("あと{seconds}秒お待ちください。"))
    })?;
    let code = terminals::Code::read(&post.code).ok_or(Code::EnrolmentCodeUnknown)?;
    let wish = Wish::of(post.csr.as_deref())?;
    let (public, theirs, id) = (wish.public.clone(), Arc::clone(&authority), (call.app.ids)());
    let enrolment = store::read(Arc::clone(&call.app.store), move |rows| {
        terminals::look_up(rows, now, id, &code, &public, &theirs)
    });
    let enrolled = match enrolment.await? {
        Enrolment::Again(row, issuer) => wish.enrolled(&row, &issuer, None),
        Enrolment::New(code, subject) => {
            let (wish, issued, p12) = wish.certified(&authority, &subject, now).await?;
            let row = terminals::terminal_row(&subject, &issued, now, &code.made_by, None);
            let kept = row.clone();
            store::write(&*call.app.store, move |tx| terminals::use_up(tx, now, &code, &kept)).await?;
            wish.enrolled(&row, &issued.issuer, p12.as_ref())
        }
    };
    call.app.attempts.right(address);
    answer(&enrolled)
}

/// `POST /terminals/renew`, from the terminal whose certificate comes to its end.
pub(super) async fn renew(call: Call) -> Result<Response, Problem> {
    let post = call.json::<RenewPost>()?;
    let authority = authority(&call)?;
    let (terminal, now, id) = (call.terminal()?.clone(), (call.app.clock)(), (call.app.ids)());
    let wish = Wish::of(post.csr.as_deref())?;
    let (old, by) = (terminal.id.clone(), Doer::terminal(&terminal, call.actor().ok().as_ref()));
    let subject =
        store::read(Arc::clone(&call.app.store), move |rows| terminals::renewal(rows, now, &terminal, id));
    let subject = subject.await?;
    let (wish, issued, p12) = wish.certified(&authority, &subject, now).await?;
    let issuer = issued.issuer.clone();
    let row = store::write(&*call.app.store, move |tx| {
        terminals::keep_renewal(tx, now, &by, &old, &subject, &issued).map_err(Problem::from)
    });
    answer(&wish.enrolled(&row.await?, &issuer, p12.as_ref()))
}

fn authority(call: &Call) -> Result<Arc<Authority>, Problem> {
    call.app.door.as_ref().map(|door| door.authority()).ok_or_else(|| Code::EnrolmentClosed.into())
}

/// The key a terminal wants certified: its own, or a new one that travels to it.
struct Wish {
    public: Public,
    key: Option<Key>,
}

impl Wish {
    fn of(csr: Option<&str>) -> Result<Wish, Problem> {
        if let Some(csr) = csr {
            let public = Public::requested(csr).filter(terminals::is_strong);
            return Ok(Wish { public: public.ok_or(Code::EnrolmentCsr)?, key: None });
        }
        let key = Key::generate()?;
        Ok(Wish { public: key.public(), key: Some(key) })
    }

    /// Certifies and packs, beside the threads that serve: passphrases are made slow on purpose.
    async fn certified(
        self,
        authority: &Arc<Authority>,
        subject: &Subject,
        now: crate::moment::Moment,
    ) -> Result<(Wish, Issued, Option<P12>), Problem> {
        let (authority, subject) = (Arc::clone(authority), subject.clone());
        let work = tokio::task::spawn_blocking(move || {
            let issued = authority.issue(&subject, &self.public, now)?;
            let packed = self.key.as_ref().map(|key| p12(&issued, key, &subject.name)).transpose()?;
            Ok::<_, CaError>((self, issued, packed))
        });
        Ok(work.await.map_err(|_| Code::ServerBusy)??)
    }

    fn enrolled(&self, row: &TerminalRow, issuer: &str, p12: Option<&P12>) -> Enrolled {
        Enrolled {
            terminal: terminals::view(row, None),
            certificate: [&*row.certificate, issuer].concat(),
            p12: p12.map(|p12| STANDARD.encode(&*p12.bytes)),
            passphrase: p12.map(|p12| p12.passphrase.to_string()),
        }
    }
}

impl From<CaError> for Problem {
    fn from(error: CaError) -> Problem {
        tracing::error!(%error, "a certificate was not issued");
        Code::ServerBusy.into()
    }
}

impl From<EnrolError> for Problem {
    fn from(error: EnrolError) -> Problem {
        match error {
            EnrolError::Unknown => Code::EnrolmentCodeUnknown.into(),
            EnrolError::Used => Code::EnrolmentCodeUsed.into(),
            EnrolError::Gone => Code::TerminalUnmapped.into(),
            EnrolError::Store(error) => error.into(),
        }
    }
}

impl From<RenewError> for Problem {
    fn from(error: RenewError) -> Problem {
        match error {
            RenewError::Early => Code::TerminalRenewalEarly.into(),
            RenewError::Elsewhere => Code::TerminalRenewalElsewhere.into(),
            RenewError::Unknown => Code::TerminalUnknown.into(),
            RenewError::Store(error) => error.into(),
        }
    }
}
