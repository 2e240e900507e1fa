use letters::form::cell;
use letters::{Letter, hash, json};
use wire::letters::{Approval, LetterPost, LetterPosted, LetterState};
use wire::people::Role;

use super::incoming::{Incoming, IncomingError};
use super::receive::{ReceiveError, receive};
use crate::act::Act;
use crate::audit::sha256;
use crate::store::rows::{AnswerRow, SourceRow};
use crate::store::{StoreError, Stored};

/// A letter as another program wrote it.
#[derive(Debug)]
pub(crate) struct FromProgram {
    pub(crate) letter: Letter,
    /// Of the bytes, with the character set.
    pub(crate) media_type: String,
    /// The program as its file names it; empty when it does not.
    pub(crate) software: String,
    /// The letter's own bytes in the file.
    pub(crate) bytes: Vec<u8>,
}

/// Why a program's letter was not taken. Nothing was recorded.
#[derive(Debug)]
pub(crate) enum ProgramError {
    /// It does not say where it belongs.
    Incoming(IncomingError),
    /// It was not received.
    Receive(ReceiveError),
}

impl From<StoreError> for ProgramError {
    fn from(error: StoreError) -> ProgramError {
        ProgramError::Receive(error.into())
    }
}

/// Receives a program's letter once, however often it is sent: the operation is named by the clinic and the letter's own
/// content. A refusal is not kept, since the same letter may be right another day (the insurer begins to take 電送).
///
/// The doctor whom the letter names has approved it in the program. A letter for an application whose newest one was
/// returned takes its place; a program has no other way to say so.
pub(crate) fn receive_from_program(
    act: &mut Act<'_>,
    facility: &str,
    program: &FromProgram,
) -> Result<LetterPosted, ProgramError> {
    let bytes = json::write(&program.letter);
    let digest = hash::text(&bytes);
    let key = sha256([facility, &*bytes].concat());
    if let Some(row) = act.tx.answer(act.actor.scope(), &key)? {
        return Ok(serde_json::from_str(&row.body).map_err(StoreError::from)?);
    }
    let post = LetterPost {
        id: act.id(),
        draft_id: None,
        replaces: returned(act, facility, &program.letter)?,
        letter: json::to_value(&program.letter),
        sha256: digest.clone(),
        approved: approval(act, facility, &program.letter)?,
        rules_version: env!("CARGO_PKG_VERSION").to_owned(),
        judged_on: act.now.date().to_string(),
        confirmations: Vec::new(),
    };
    let incoming = Incoming::read(post).map_err(ProgramError::Incoming)?;
    let posted = receive(act, facility, &incoming).map_err(ProgramError::Receive)?;
    if matches!(posted, LetterPosted::Received { .. }) {
        act.tx.put_source(&SourceRow {
            letter_id: incoming.post.id,
            media_type: program.media_type.clone(),
            software: program.software.clone(),
            bytes: program.bytes.clone(),
        })?;
        act.tx.put_answer(&AnswerRow {
            scope: act.actor.scope().to_owned(),
            key,
            digest,
            status: 200,
            etag: None,
            body: serde_json::to_string(&posted).map_err(StoreError::from)?,
            at: act.now.text(),
            kept: true,
        })?;
    }
    Ok(posted)
}

/// The newest letter of this clinic for the same application, if the insurer returned it.
fn returned(act: &Act<'_>, facility: &str, letter: &Letter) -> Stored<Option<String>> {
    let [insurer_no, insured_no] =
        [const { cell("insurer_no") }, const { cell("insured_no") }].map(|cell| letter.text(cell));
    let Some(apply_date) = letter.date(cell("apply_date")) else { return Ok(None) };
    let Some(person) = act.tx.person(insurer_no, insured_no)? else { return Ok(None) };
    let Some(application) = act.tx.application(&person, insurer_no, &apply_date.to_string())? else {
        return Ok(None);
    };
    let newest = act.tx.newest_letter(&application, facility)?;
    Ok(newest.filter(|row| row.state == LetterState::Returned).map(|row| row.id))
}

/// The doctor of the clinic whom the letter names; nobody, whom nothing is received from, when it names none of them.
fn approval(act: &Act<'_>, facility: &str, letter: &Letter) -> Stored<Approval> {
    let plain = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let named = plain(letter.text(cell("dr_name")));
    let users = act.tx.users_of(facility)?;
    let doctor =
        users.into_iter().find(|user| user.roles.contains(&Role::Doctor) && plain(&user.name) == named);
    let (by, name) = doctor.map(|user| (user.id, user.name)).unwrap_or_default();
    Ok(Approval { by, name, at: act.now.text(), proof: None, program: None })
}
