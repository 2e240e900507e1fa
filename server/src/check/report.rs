use letters::Letter;
use letters::form::cell;
use letters::rules::{Finding, Severity};
use serde::Serialize;

use crate::failure::Failure;

/// One finding as the command prints it.
#[derive(Serialize)]
struct Line<'a> {
    /// Which letter of a file with several, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<usize>,
    rule: &'a str,
    severity: &'a str,
    field: String,
    message: String,
}

/// The findings as one JSON array.
pub(super) fn json(checked: &[(usize, Finding)], several: bool) -> Result<String, Failure> {
    let lines: Vec<Line<'_>> = checked
        .iter()
        .map(|(n, finding)| Line {
            letter: several.then_some(*n),
            rule: finding.rule.id(),
            severity: finding.severity.letter(),
            field: finding.at.path(),
            message: finding.message(),
        })
        .collect();
    serde_json::to_string(&lines).map_err(Failure::new)
}

/// The findings as people read them, letter by letter.
pub(super) fn text(checked: &[(usize, Finding)], letters: &[Letter]) -> String {
    let mut lines = Vec::new();
    for (n, letter) in letters.iter().enumerate() {
        let mine = || checked.iter().filter(|(of, _)| *of == n + 1).map(|(_, finding)| finding);
        let count = |severity| mine().filter(|finding| finding.severity == severity).count();
        lines.push(format!(
            "{}件目 {}（{}様式）: 直す {}、確かめる {}、ヒント {}",
            n + 1,
            letter.text(cell("pt_name")),
            letter.edition.name(),
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Hint),
        ));
        for finding in mine() {
            let word = match finding.severity {
                Severity::Error => "直す",
                Severity::Warning => "確かめる",
                Severity::Hint => "ヒント",
            };
            let item = finding.at.of_item().label;
            lines.push(format!("  {word} {} {item}: {}", finding.rule, finding.message()));
        }
    }
    lines.join("\n")
}
