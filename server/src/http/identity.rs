//! Who asks: by the demonstration's host, by a session's cookie, or by a program's token.

use std::sync::Arc;

use access::{Because, Kind, Party};
use axum::http::{HeaderMap, header};

use super::App;
use super::codes::Code;
use super::gate::text;
use super::problem::Problem;
use super::visit::{At, Visit};
use crate::act::{Actor, By, Place};
use crate::programs::{self, FoundProgram, TokenError};
use crate::sessions::{self, Found, SessionError};
use crate::store::{self, Stored};
use crate::terminals::Terminal;
use crate::{audit, users};

/// Whoever asks, or the reason why it is nobody.
pub(super) struct Identity {
    pub(super) who: Result<Actor, Problem>,
    /// The place of the terminal, for whoever has not signed in.
    kind: Kind,
    place: String,
}

impl Identity {
    /// The actor as the matrix sees it.
    pub(super) fn as_party(&self) -> access::Actor<'_> {
        match &self.who {
            Ok(actor) => actor.as_party(),
            Err(_) => access::Actor { kind: self.kind, place: &self.place, party: Party::Nobody },
        }
    }

    /// Why a denial is one, in the words of whoever asks.
    pub(super) fn why_denied(&self, because: Because) -> Problem {
        match &self.who {
            Ok(_) => because.into(),
            Err(problem) => problem.clone(),
        }
    }
}

/// Why somebody known may not.
impl From<Because> for Problem {
    fn from(because: Because) -> Problem {
        match because {
            // Nobody at such a place does this: there is nothing here.
            Because::Kind | Because::Relation => Code::PathUnknown,
            Because::Profession => Code::AccessProfession,
            Because::Consent => Code::AccessConsent,
            Because::From(_) | Because::Until(_) => Code::AccessDate,
            Because::Role | Because::Row { .. } => Code::AccessRole,
        }
        .into()
    }
}

/// Finds out who asks. `is_active` says whether somebody does, or something that is open only looks whether it may go on.
pub(super) async fn identify(
    app: &Arc<App>,
    visit: &Visit,
    headers: &HeaderMap,
    is_active: bool,
) -> Result<Identity, Problem> {
    match &visit.at {
        At::Person(actor) => {
            return Ok(Identity {
                kind: actor.kind,
                place: actor.scope().to_owned(),
                who: Ok(actor.clone()),
            });
        }
        At::Start => {
            let who = Err(Code::IdentityMissing.into());
            return Ok(Identity { who, kind: Kind::Demo, place: String::new() });
        }
        At::Certified | At::Operator | At::Elsewhere => {}
    }
    let terminal = match visit.standing.terminal() {
        Ok(terminal) => terminal.clone(),
        Err(refusal) => {
            return Ok(Identity { who: Err(refusal.into()), kind: Kind::Nowhere, place: String::new() });
        }
    };
    let (kind, place) = (kind_of(&terminal.place), terminal.place.scope().to_owned());
    let who = match shown(headers) {
        Shown::Nothing => Err(Code::SessionMissing.into()),
        Shown::Cookie(cookie) => by_session(app, terminal, cookie, is_active).await?,
        Shown::Token(token) => by_token(app, terminal, token, is_active).await?,
    };
    Ok(Identity { who, kind, place })
}

enum Shown {
    Nothing,
    Cookie(String),
    Token(String),
}

/// A program's token goes before a browser's cookie: a program that sends both means the token.
fn shown(headers: &HeaderMap) -> Shown {
    let bearer = text(headers, &header::AUTHORIZATION).and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
    });
    match (bearer, sessions::value(headers)) {
        (Some(token), _) => Shown::Token(token),
        (None, Some(cookie)) => Shown::Cookie(cookie.to_owned()),
        (None, None) => Shown::Nothing,
    }
}

async fn by_session(
    app: &Arc<App>,
    terminal: Terminal,
    cookie: String,
    is_active: bool,
) -> Result<Result<Actor, Problem>, Problem> {
    let now = (app.clock)();
    let found = store::read(Arc::clone(&app.store), move |rows| {
        let found = sessions::find(rows, &cookie, &terminal, now)?;
        let kind = users::kind(rows, &terminal.place)?.unwrap_or(Kind::Nowhere);
        Stored::Ok(found.map(|found| (found, kind)).map_err(|error| (error, cookie, terminal)))
    });
    let (found, kind) = match found.await? {
        Ok(found) => found,
        Err((error, cookie, terminal)) => {
            let is_written =
                error == SessionError::OtherTerminal && carried_off(app, &cookie, &terminal).await?;
            return Ok(Err(Problem { is_written, ..error.into() }));
        }
    };
    let Found { session, user, is_stale } = found;
    if is_stale && is_active {
        let hash = session.hash.clone();
        store::write(&*app.store, move |tx| match tx.session_with(&hash)? {
            // Ended meanwhile, it stays ended.
            None => Stored::Ok(()),
            Some(row) => tx.put_session(&store::accounts::SessionRow { seen_at: now.text(), ..row }),
        })
        .await?;
    }
    Ok(Ok(Actor {
        place: user.place(),
        user_id: user.id,
        name: user.name,
        roles: user.roles,
        profession: user.profession,
        kind,
        by: By::Session(session.id, session.expires_at),
    }))
}

/// A cookie came from another terminal than its own: the session ends, for somebody has its cookie. Whether there still
/// was one, and its end is written down.
async fn carried_off(app: &Arc<App>, cookie: &str, terminal: &Terminal) -> Result<bool, Problem> {
    let Some(token) = sessions::Token::read(cookie) else { return Ok(false) };
    let (now, terminal_id) = ((app.clock)(), terminal.id.clone());
    let ended = store::write(&*app.store, move |tx| {
        let Some(row) = tx.session_with(&token.hash())? else { return Stored::Ok(None) };
        tx.remove_session(&row.user_id, &row.id)?;
        let user = tx.user(&row.user_id)?;
        let place = user.map(|user| crate::act::recipient(&user.place())).unwrap_or_default();
        audit::append(
            tx,
            audit::Entry {
                at: now,
                who: &row.user_id,
                place: &place,
                terminal: &terminal_id,
                because: "",
                refused: Code::SessionOtherTerminal.text(),
                action: "session.carried_off",
                subject: &format!("{} {}", row.id, row.terminal_id),
                people: Vec::new(),
            },
        )?;
        Ok(Some(row.id))
    })
    .await?;
    app.sessions.ended(ended.as_slice());
    Ok(ended.is_some())
}

async fn by_token(
    app: &Arc<App>,
    terminal: Terminal,
    token: String,
    is_active: bool,
) -> Result<Result<Actor, Problem>, Problem> {
    let now = (app.clock)();
    let found = store::read(Arc::clone(&app.store), move |rows| {
        let found = programs::find(rows, &token, &terminal, now)?;
        let kind = users::kind(rows, &terminal.place)?.unwrap_or(Kind::Nowhere);
        Stored::Ok(found.map(|found| (found, kind)))
    });
    let (FoundProgram { program, is_stale }, kind) = match found.await? {
        Ok(found) => found,
        Err(error) => return Ok(Err(error.into())),
    };
    if is_stale && is_active {
        let id = program.id.clone();
        store::write(&*app.store, move |tx| match tx.program(&id)? {
            None => Stored::Ok(()),
            Some(row) => tx.put_program(&store::accounts::ProgramRow { used_at: Some(now.text()), ..row }),
        })
        .await?;
    }
    Ok(Ok(Actor {
        user_id: program.id,
        name: program.name,
        roles: Vec::new(),
        profession: None,
        place: Place::Facility(program.facility_id),
        kind,
        by: By::Token,
    }))
}

/// Of a terminal at which nobody has signed in: what is allowed there depends on no finer kind.
fn kind_of(place: &Place) -> Kind {
    match place {
        Place::Facility(_) => Kind::Clinic,
        Place::Insurer(_) => Kind::Insurer,
        Place::Operator => Kind::Operator,
    }
}

impl From<SessionError> for Problem {
    fn from(error: SessionError) -> Problem {
        match error {
            SessionError::Unknown => Code::SessionUnknown,
            SessionError::Idle => Code::SessionIdle,
            SessionError::Expired => Code::SessionExpired,
            SessionError::OtherTerminal => Code::SessionOtherTerminal,
            SessionError::Suspended => Code::AccountSuspended,
        }
        .into()
    }
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Problem {
        match error {
            TokenError::Unknown => Code::TokenUnknown,
            TokenError::Revoked => Code::TokenRevoked,
            TokenError::Expired => Code::TokenExpired,
            TokenError::OtherTerminal => Code::TokenOtherTerminal,
        }
        .into()
    }
}
