use letters::Field;
use wire::letters::{LetterLine, RETURN_CODES, ReturnReason};

use super::settle::{SettleError, settle};
use crate::act::Act;

/// The insurer returns the letter, as it was when the officer looked at it (`if_match`), with a code and a text.
pub(crate) fn return_letter(
    act: &mut Act<'_>,
    insurer_no: &str,
    id: &str,
    if_match: &str,
    reason: &ReturnReason,
) -> Result<LetterLine, SettleError> {
    let known = RETURN_CODES.iter().any(|(code, _)| *code == reason.code);
    let field = reason.field.as_deref().is_none_or(|field| Field::parse(field).is_ok());
    if !known || !field || reason.text.trim().is_empty() {
        return Err(SettleError::Reason);
    }
    settle(act, insurer_no, id, if_match, Some(reason.clone()))
}
