use wire::tokens::{ProgramPost, ProgramView};

use super::{NAME_LENGTH, TOKEN_MINUTES, view};
use crate::act::{Act, Place};
use crate::id;
use crate::sessions::Token;
use crate::store::StoreError;
use crate::store::accounts::ProgramRow;

/// Why a program got no token.
#[derive(Debug)]
pub(crate) enum AddError {
    /// The id is not a UUIDv7, or is taken.
    Id,
    /// The name is empty or too long.
    Name,
    /// The facility has no such terminal in use.
    Terminal,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for AddError {
    fn from(error: StoreError) -> AddError {
        AddError::Store(error)
    }
}

/// Gives a program of the facility its token, for one of the facility's terminals.
pub(crate) fn add(
    act: &mut Act<'_>,
    facility: &str,
    post: &ProgramPost,
    token: &Token,
) -> Result<ProgramView, AddError> {
    if !id::is_v7(&post.id) || act.tx.program(&post.id)?.is_some() {
        return Err(AddError::Id);
    }
    let name = post.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LENGTH || name.chars().any(char::is_control) {
        return Err(AddError::Name);
    }
    let place = Place::Facility(facility.to_owned());
    let terminal = act.tx.terminal(&post.terminal_id)?.filter(|row| row.place == place);
    let in_use = terminal.filter(|row| row.revoked_at.is_none() && row.not_after > act.now.text());
    let terminal = in_use.ok_or(AddError::Terminal)?;
    let row = ProgramRow {
        id: post.id.clone(),
        facility_id: facility.to_owned(),
        name: name.to_owned(),
        terminal_id: terminal.id,
        fingerprint: terminal.fingerprint,
        hash: token.hash(),
        made_by: act.actor.user_id.clone(),
        made_at: act.now.text(),
        expires_at: act.now.minutes_later(TOKEN_MINUTES).text().min(terminal.not_after),
        used_at: None,
        revoked_at: None,
    };
    act.tx.put_program(&row)?;
    act.audit("program.add", &format!("{} {}", row.id, row.terminal_id), Vec::new())?;
    Ok(view(&row))
}
