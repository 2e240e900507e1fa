use wire::letters::PreviousLetter;

use crate::store::Stored;
use crate::store::rows::LetterRow;

/// An earlier letter as it is shown beside a newer one.
pub(crate) fn previous_letter(row: &LetterRow) -> Stored<PreviousLetter> {
    Ok(PreviousLetter {
        id: row.id.clone(),
        dr_name: row.dr_name.clone(),
        entry_date: row.entry_date.clone(),
        letter: serde_json::from_str(&row.bytes)?,
    })
}
