//! What the rules say of a file before it is sent: the same rules as at the server.

use std::fs::File;

use ja::Date;
use letters::Letter;
use letters::form::cell;
use letters::rules::{Context, Severity, Target, check};

use super::file::{Known, letters};
use super::report::Line;

/// What a file's letters are like.
pub(super) struct Ahead {
    /// Each person's name, in order.
    pub(super) names: Vec<String>,
    /// What has to be put right first; the file is not sent while there is any.
    pub(super) wrong: Vec<Line>,
}

/// Judges every letter by the server's date. What only the server knows (request, insurer) it judges itself.
pub(super) fn judge(file: &mut File, known: &Known, today: Date) -> std::io::Result<Ahead> {
    let context = Context {
        today: Some(today),
        target: Some(Target::Electronic),
        finalising: Some(true),
        approved: Some(true),
        ..Context::default()
    };
    let mut ahead = Ahead { names: Vec::new(), wrong: Vec::new() };
    letters(file, known, &mut |read| {
        let row = ahead.names.len() + 1;
        match read {
            Ok(letter) => {
                let name = name(&letter);
                let findings = check(&letter, &context);
                let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                let items: Vec<String> =
                    errors.map(|error| format!("直す：{}（{}）", error.message(), error.rule)).collect();
                if !items.is_empty() {
                    ahead.wrong.push(Line { row, what: format!("{name}直してください。"), items });
                }
                ahead.names.push(name);
            }
            Err(why) => {
                // An unreadable letter says which one it is.
                ahead.wrong.push(Line { row, what: "読めません。".to_owned(), items: vec![why] });
                ahead.names.push(String::new());
            }
        }
    })?;
    if ahead.names.is_empty() {
        let items = vec!["ファイルに意見書がありません。".to_owned()];
        ahead.wrong.push(Line { row: 1, what: "読めません。".to_owned(), items });
    }
    Ok(ahead)
}

fn name(letter: &Letter) -> String {
    match letter.text(cell("pt_name")) {
        "" => String::new(),
        name => format!("{name} さん："),
    }
}
