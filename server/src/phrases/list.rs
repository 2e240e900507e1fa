use wire::phrases::Phrase;

use crate::store::{Rows, Stored};

/// The phrases a user sees: the clinic's and the user's own.
pub(crate) fn list(rows: &dyn Rows, facility: &str, user_id: &str) -> Stored<Vec<Phrase>> {
    Ok(rows.phrases(facility, user_id)?.into_iter().map(|row| row.phrase).collect())
}
