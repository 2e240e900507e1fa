use letters::show::{cell_name, value_text};
use serde_json::json;

use super::to::Report;
use crate::failure::Failure;

/// What a person should know, letter by letter; empty when there is nothing to say.
pub(super) fn text(read: &[String], reports: &[Report]) -> String {
    let mut lines = read.to_vec();
    for (n, report) in (1..).zip(reports) {
        if let Some((before, after)) = report.edition {
            let (before, after) = (before.name(), after.name());
            lines.push(format!("{n}件目：{before}様式ですが、この形式では{after}様式として読まれます。"));
        }
        for loss in &report.losses {
            let name = cell_name(loss.cell);
            let [before, after] =
                [&loss.before, &loss.after].map(|value| value_text(loss.cell, value).replace('\n', "⏎"));
            lines.push(match after.is_empty() {
                true => format!("{n}件目：{name}の「{before}」は、この形式に入りません。"),
                false => format!("{n}件目：{name}の「{before}」は、「{after}」になります。"),
            });
        }
        lines.extend(report.notes.iter().map(|note| format!("{n}件目：{note}")));
    }
    lines.join("\n")
}

/// The same for programs.
pub(super) fn json(read: &[String], reports: &[Report]) -> Result<String, Failure> {
    let letters: Vec<_> = (1..)
        .zip(reports)
        .map(|(n, report): (usize, _)| {
            let losses: Vec<_> = report
                .losses
                .iter()
                .map(|loss| {
                    json!({
                        "field": loss.cell.field().path(),
                        "name": cell_name(loss.cell),
                        "before": letters::json::cell_to_value(loss.cell, &loss.before),
                        "after": letters::json::cell_to_value(loss.cell, &loss.after),
                    })
                })
                .collect();
            let edition = report.edition.map(|(before, after)| [before.name(), after.name()]);
            json!({ "letter": n, "losses": losses, "edition": edition, "notes": report.notes })
        })
        .collect();
    serde_json::to_string(&json!({ "read": read, "letters": letters })).map_err(Failure::new)
}
