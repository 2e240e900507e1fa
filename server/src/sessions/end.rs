use crate::store::{Stored, Tx};

/// Ends one session of a user; whether there was one.
pub(crate) fn end(tx: &mut dyn Tx, user_id: &str, id: &str) -> Stored<bool> {
    let is_there = tx.sessions(user_id)?.iter().any(|row| row.id == id);
    tx.remove_session(user_id, id)?;
    Ok(is_there)
}

/// Ends every session of a user; their ids.
pub(crate) fn end_all(tx: &mut dyn Tx, user_id: &str) -> Stored<Vec<String>> {
    let ids: Vec<String> = tx.sessions(user_id)?.into_iter().map(|row| row.id).collect();
    for id in &ids {
        tx.remove_session(user_id, id)?;
    }
    Ok(ids)
}
