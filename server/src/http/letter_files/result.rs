use letters::orca::{FileError, RowError, Why};
use wire::letters::{LetterPosted, ReceiptBody};
use wire::programs::{LetterOutcome, LetterResult};

use crate::http::codes::Code;
use crate::http::problem::Problem;

/// A letter that was not taken.
pub(super) fn failed(row: usize, problem: Problem) -> LetterResult {
    LetterResult {
        row,
        outcome: LetterOutcome::Failed,
        letter_id: problem.letter_id.clone().map(String::from),
        receipt: None,
        findings: Vec::new(),
        problem: Some(problem.wire()),
        notes: Vec::new(),
    }
}

/// What became of a letter.
pub(super) fn result(row: usize, posted: Result<LetterPosted, Problem>, notes: Vec<String>) -> LetterResult {
    let blank = failed(row, Code::LetterUnknown.into());
    match posted {
        Err(problem) => LetterResult { notes, ..failed(row, problem) },
        Ok(LetterPosted::Refused { findings }) => {
            LetterResult { outcome: LetterOutcome::Refused, findings, problem: None, notes, ..blank }
        }
        Ok(LetterPosted::Received { receipt, warnings }) => {
            let body: Option<ReceiptBody> = serde_json::from_str(&receipt.body).ok();
            LetterResult {
                row,
                outcome: LetterOutcome::Received,
                letter_id: body.map(|body| body.letter_id),
                receipt: Some(receipt),
                findings: warnings,
                problem: None,
                notes,
            }
        }
    }
}

/// Why a row is no letter. What the field holds is not said again: it may be a patient's.
pub(super) fn unreadable(error: &RowError) -> Problem {
    match &error.why {
        Why::Quote { line } => Problem::from(Code::LetterCsvQuote).detail(format!("{line}行目")),
        Why::Version { .. } => Code::LetterCsvVersion.into(),
        Why::Count { count, .. } => Problem::from(Code::LetterCsvCount).detail(format!("{count}個")),
        Why::Code { no, name, .. } => {
            Problem::from(Code::LetterCsvValue).detail(format!("{no}番目の項目（{name}）"))
        }
        Why::Date { no, name, .. } => {
            Problem::from(Code::LetterCsvDate).detail(format!("{no}番目の項目（{name}）"))
        }
    }
}

/// Why a file is none.
pub(super) fn unusable(error: FileError) -> Problem {
    match error {
        FileError::Empty => Code::LetterCsvEmpty.into(),
        FileError::Charset { at, line } => {
            Problem::from(Code::LetterCsvCharset).detail(format!("{line}行目、先頭から{at}バイト目"))
        }
    }
}
