//! Letters from programs: what became of each letter of a file.

use serde::{Deserialize, Serialize};

use crate::Problem;
use crate::letters::{FindingView, Receipt};

/// Answer to a posted file: one result for each letter, in order.
///
/// A letter is known again by its content: sent twice, in whatever file, it is received once and gets the same receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct LettersPosted {
    /// Each letter's result.
    pub letters: Vec<LetterResult>,
}

crate::fields!(LettersPosted { letters });

/// What became of one letter of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct LetterResult {
    /// Which letter of the file, from 1.
    pub row: usize,
    /// What became of it.
    pub outcome: LetterOutcome,
    /// The letter as the server names it; its state and a return's reason are read there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_id: Option<String>,
    /// The signed receipt of a received letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// Errors of a refused letter, warnings of a received one.
    #[serde(default)]
    pub findings: Vec<FindingView>,
    /// Why a letter was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    /// How what the file holds was read, where a person should know.
    #[serde(default)]
    pub notes: Vec<String>,
}

crate::fields!(LetterResult { row, outcome, letter_id, receipt, findings, problem, notes });

/// What became of a letter of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LetterOutcome {
    /// It is on disk; here is the receipt.
    Received,
    /// The server's judgement found errors; nothing was recorded, and the corrected letter may be sent.
    Refused,
    /// It could not be read or taken; the problem says why.
    Failed,
}

crate::words!(LetterOutcome { Received = "received", Refused = "refused", Failed = "failed" });
