use wire::letters::LetterLine;

use super::settle::{SettleError, settle};
use crate::act::Act;

/// The insurer takes the letter, as it was when the officer looked at it (`if_match`).
pub(crate) fn accept(
    act: &mut Act<'_>,
    insurer_no: &str,
    id: &str,
    if_match: &str,
) -> Result<LetterLine, SettleError> {
    settle(act, insurer_no, id, if_match, None)
}
