use axum::http::header;
use axum::response::Response;
use wire::ceremonies::{CeremonyBegun, CeremonyPost};

use super::call::{Call, answer};
use super::codes::Code;
use super::me;
use super::problem::Problem;
use crate::act::recipient;
use crate::moment::Moment;
use crate::passkeys::{self, Begun, Ceremony, Fault, Seat};
use crate::sessions::{self, Token};
use crate::store::rows::UserRow;
use crate::store::{self, StoreError, Tx};
use crate::terminals::Terminal;
use crate::{audit, store::accounts::PasskeyRow};

/// `POST /sign-in/begin`: no user name, so that nobody learns who has an account.
pub(super) async fn begin(call: Call) -> Result<Response, Problem> {
    let now = (call.app.clock)();
    let seat = call.seat()?;
    locked(&call, &[&terminal_name(&seat)], now)?;
    let (options, state) = passkeys::begin_sign_in(&call.app.passkeys)?;
    let begun = call.app.passkeys.ceremonies.begin((call.app.ids)(), seat, Ceremony::SignIn(state), now);
    answer(&begun.wire(options))
}

/// `POST /sign-in`.
pub(super) async fn finish(call: Call) -> Result<Response, Problem> {
    let (post, seat, now) = (call.json::<CeremonyPost>()?, call.seat()?, (call.app.clock)());
    let here = terminal_name(&seat);
    locked(&call, &[&here], now)?;
    let ceremony = call.app.passkeys.ceremonies.take(&post.id, &seat, now)?;
    let Ceremony::SignIn(state) = ceremony else { return Err(Fault::Ceremony.into()) };
    let (credential_id, user_id) = passkeys::named(&call.app.passkeys, &post.credential)?;
    let account = account_name(&user_id);
    locked(&call, &[&account], now)?;
    let place = call.terminal()?.place.clone();
    let found = call
        .read(move |rows| {
            let row = rows.passkey_with(&credential_id)?.filter(|row| row.user_id == user_id);
            let user = row.as_ref().map(|row| rows.user(&row.user_id)).transpose()?.flatten();
            Ok(row.zip(user))
        })
        .await?;
    let outcome = match found {
        None => Err((Fault::Unknown, None)),
        Some((row, user)) => {
            let finished = passkeys::finish_sign_in(&call.app.passkeys, state, &post.credential, &row, now);
            finished.map(|row| (row, user)).map_err(|fault| (fault, Some(row)))
        }
    };
    let (row, user) = match outcome {
        Ok(known) => known,
        Err((fault, row)) => {
            call.app.passkeys.attempts.failed(&[&here, &account], now);
            let named = row.as_ref().map(|row| row.user_id.clone()).unwrap_or_default();
            if fault == Fault::Cloned
                && let Some(row) = row
            {
                block(&call, row).await?;
            }
            return Err(Problem::from(fault).about(named));
        }
    };
    call.app.passkeys.attempts.succeeded(&[&here, &account]);
    if user.place() != place {
        return Err(Problem::from(Code::AccountElsewhere).about(user.id));
    }
    open(&call, user.id, "sign_in", move |tx| keep(tx, &row).map(|()| Vec::new())).await
}

/// Keeps a passkey as it is after its use, unless it was removed or blocked meanwhile.
pub(super) fn keep(tx: &mut dyn Tx, row: &PasskeyRow) -> Result<(), Problem> {
    match tx.passkey(&row.id)? {
        Some(kept) if !kept.blocked => Ok(tx.put_passkey(row)?),
        _ => Err(Fault::Unknown.into()),
    }
}

/// Begins a session for a person whose passkey has just answered, and gives the browser its cookie. `prepare` belongs to
/// the same transaction; it gives the ids of sessions that ended with it.
pub(super) async fn open(
    call: &Call,
    user_id: String,
    action: &'static str,
    prepare: impl FnOnce(&mut dyn Tx) -> Result<Vec<String>, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let token = Token::generate().map_err(|_| Code::ServerBusy)?;
    let cookie = sessions::cookie(&token).ok_or(Code::ServerBusy)?;
    let (terminal, id, now) = (call.terminal()?.clone(), (call.app.ids)(), (call.app.clock)());
    let (ended, user) = store::write(&*call.app.store, move |tx| {
        let mut ended = prepare(tx)?;
        let (more, user) = begin_session(tx, (&user_id, &terminal), (id, &token), (now, action))?;
        ended.extend(more);
        Ok::<_, Problem>((ended, user))
    })
    .await?;
    call.app.sessions.ended(&ended);
    let view = me::signed_in(call, user).await?;
    let mut response = answer(&view)?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

fn begin_session(
    tx: &mut dyn Tx,
    (user_id, terminal): (&str, &Terminal),
    (id, token): (String, &Token),
    (now, action): (Moment, &str),
) -> Result<(Vec<String>, UserRow), Problem> {
    let user = tx.user_at(&terminal.place, user_id)?.ok_or(Code::AccountElsewhere)?;
    if user.state != wire::users::AccountState::Active {
        return Err(Problem::from(Code::AccountSuspended).about(user.id));
    }
    audit::append(
        tx,
        audit::Entry {
            at: now,
            who: &user.id,
            place: &recipient(&terminal.place),
            terminal: &terminal.id,
            because: "",
            refused: "",
            action,
            subject: &id,
            people: Vec::new(),
        },
    )?;
    let ended = sessions::begin(tx, (&user, terminal), (id, token), now)?;
    Ok((ended, user))
}

/// A copy of the passkey was seen: it opens nothing any more, and the log says so.
pub(super) async fn block(call: &Call, row: PasskeyRow) -> Result<(), Problem> {
    let (terminal, now) = (call.terminal()?.clone(), (call.app.clock)());
    let blocked = store::write(&*call.app.store, move |tx| {
        audit::append(
            tx,
            audit::Entry {
                at: now,
                who: &row.user_id,
                place: &recipient(&terminal.place),
                terminal: &terminal.id,
                because: "",
                refused: Code::PasskeyCloned.text(),
                action: "passkey.block",
                subject: &row.id,
                people: Vec::new(),
            },
        )?;
        tx.put_passkey(&PasskeyRow { blocked: true, ..row })
    });
    blocked.await.map_err(|error: StoreError| error.into())
}

/// Refuses whoever failed too often, and says until when.
pub(super) fn locked(call: &Call, names: &[&str], now: Moment) -> Result<(), Problem> {
    match call.app.passkeys.attempts.locked(names, now) {
        None => Ok(()),
        Some(until) => {
            let seconds = (until.0 - now.0 + 999) / 1000;
            let minutes = (seconds + 59) / 60;
            let problem = Problem::from(Code::AttemptsLocked).wait(seconds);
            Err(problem.detail(format!("あと{minutes}分お待ちください。")))
        }
    }
}

/// What failures of a terminal are counted under.
pub(super) fn terminal_name(seat: &Seat) -> String {
    format!("terminal:{}", seat.fingerprint.hex())
}

fn account_name(user_id: &str) -> String {
    format!("account:{user_id}")
}

impl Call {
    /// Where a ceremony takes place.
    pub(super) fn seat(&self) -> Result<Seat, Problem> {
        let session = self.who.as_ref().ok().and_then(|actor| actor.session()).map(str::to_owned);
        Ok(Seat { fingerprint: self.terminal()?.fingerprint, session })
    }
}

impl Begun {
    /// As it crosses the network.
    pub(super) fn wire(self, options: serde_json::Value) -> CeremonyBegun {
        CeremonyBegun { id: self.id, options, expires_at: self.until.text() }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        match fault {
            Fault::Ceremony => Code::PasskeyCeremony,
            Fault::Malformed => Code::PasskeyMalformed,
            Fault::Secret => Code::PasskeySecret,
            Fault::Challenge => Code::PasskeyChallenge,
            Fault::Origin => Code::PasskeyOrigin,
            Fault::Rp => Code::PasskeyRp,
            Fault::NotPresent => Code::PasskeyNotPresent,
            Fault::NotVerified => Code::PasskeyNotVerified,
            Fault::Unknown => Code::PasskeyUnknown,
            Fault::OtherPerson => Code::PasskeyOtherPerson,
            Fault::Signature => Code::PasskeySignature,
            Fault::Cloned => Code::PasskeyCloned,
            Fault::Blocked => Code::PasskeyBlocked,
            Fault::Exists => Code::PasskeyExists,
            Fault::Algorithm => Code::PasskeyAlgorithm,
            Fault::NotDiscoverable => Code::PasskeyNotDiscoverable,
        }
        .into()
    }
}
