//! The text beside a file that was sent, or was not.

use wire::letters::{FindingView, ReceiptBody};
use wire::programs::{LetterOutcome, LettersPosted};

/// What there is to say of one letter.
pub(super) struct Line {
    pub(super) row: usize,
    pub(super) what: String,
    pub(super) items: Vec<String>,
}

/// The report of a file: what became of it, then letter by letter.
pub(super) fn text(name: &str, at: &str, summary: &str, lines: &[Line]) -> String {
    let mut text = format!("意見書の送信\nファイル：{name}\n日時：{at}\n結果：{summary}\n");
    for Line { row, what, items } in lines {
        text.push_str(&format!("\n{row}件目　{what}\n"));
        for item in items {
            text.push_str(&format!("　・{item}\n"));
        }
    }
    text
}

/// What the server said of each letter; names are those of the file.
pub(super) fn lines(posted: &LettersPosted, names: &[String]) -> Vec<Line> {
    let line = |result: &wire::programs::LetterResult| {
        let name = names.get(result.row.saturating_sub(1)).map(String::as_str).unwrap_or_default();
        let findings = result.findings.iter().map(finding);
        match (result.outcome, &result.problem) {
            (LetterOutcome::Received, _) => {
                let receipt = result.receipt.as_ref();
                let body = receipt.and_then(|r| serde_json::from_str::<ReceiptBody>(&r.body).ok());
                let number = body.map(|body| body.receipt_no).unwrap_or_default();
                let what = format!("{name}受け付けられました。受付番号 {number}");
                Line { row: result.row, what, items: result.notes.iter().cloned().chain(findings).collect() }
            }
            (_, Some(problem)) => {
                let what = format!("{name}受け付けられませんでした。");
                Line { row: result.row, what, items: vec![sentence(problem)] }
            }
            _ => Line {
                row: result.row, what: format!("{name}直してください。"), items: findings.collect()
            },
        }
    };
    posted.letters.iter().map(line).collect()
}

/// A problem in one sentence or two.
pub(super) fn sentence(problem: &wire::Problem) -> String {
    let detail = problem.detail.as_ref().map(|detail| format!("（{detail}）")).unwrap_or_default();
    [&problem.title, problem.action.as_deref().unwrap_or_default(), &detail].concat()
}

fn finding(finding: &FindingView) -> String {
    let word = if finding.severity == "E" { "直す" } else { "確かめる" };
    format!("{word}：{}（{}）", finding.message, finding.rule)
}
