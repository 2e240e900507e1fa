use std::fs::File;
use std::io::Seek;

use wire::programs::{LetterOutcome, LettersPosted};

use super::ahead::judge;
use super::client::{Answer, Client};
use super::file::know;
use super::folder::Folder;
use super::journal::{Answered, Entry};
use super::report::{Line, lines, sentence, text};
use crate::failure::{Failure, say};
use crate::moment::machine;

/// What became of a file.
pub(super) enum Outcome {
    /// Every letter is received; the file lies in 送信済み.
    Received,
    /// Something has to be put right; the file lies in エラー.
    Returned,
    /// Nothing is known yet: it has to be sent again. Why.
    Later(String),
}

impl Folder {
    /// Sends one finished file and moves it.
    pub(super) fn send(&mut self, name: &str, client: &Client) -> Result<Outcome, Failure> {
        self.sent(name, client).map_err(|error| Failure::new(format!("{name}: {error}")))
    }

    fn sent(&mut self, name: &str, client: &Client) -> std::io::Result<Outcome> {
        let mut file = File::open(self.file(name))?;
        let known = know(&mut file)?;
        if let Some(earlier) = self.journal.received(&known.sha256) {
            let earlier = &earlier.moved_as;
            let summary = format!(
                "同じ内容のファイルは、すでに送信済みです。もう一度は送っていません。受付番号は「{earlier}.txt」にあります。"
            );
            let report = text(name, &now(), &summary, &[]);
            return self.answered(name, &known.sha256, true, report);
        }
        let today = match client.today() {
            Ok(today) => today,
            Err(why) => return Ok(Outcome::Later(why)),
        };
        let ahead = judge(&mut file, &known, today)?;
        if !ahead.wrong.is_empty() {
            let summary = "直すところがあるため、送っていません。直して書き出し、もう一度入れてください。";
            let report = text(name, &now(), summary, &ahead.wrong);
            return self.answered(name, &known.sha256, false, report);
        }
        self.journal.note(Entry::Begun { sha256: known.sha256.clone() })?;
        file.rewind()?;
        let (received, report) = match client.send(known.media_type, &mut file) {
            Err(why) => return Ok(Outcome::Later(why)),
            Ok(Answer::Problem(problem)) => {
                let line = Line { row: 1, what: sentence(&problem), items: Vec::new() };
                (
                    false,
                    text(
                        name,
                        &now(),
                        "ファイルを受け付けられませんでした。1件も送られていません。",
                        &[line],
                    ),
                )
            }
            Ok(Answer::Letters(posted)) => match said(&posted) {
                Said::Busy(why) => return Ok(Outcome::Later(why)),
                Said::Received(summary) => {
                    (true, text(name, &now(), &summary, &lines(&posted, &ahead.names)))
                }
                Said::Returned(summary) => {
                    (false, text(name, &now(), &summary, &lines(&posted, &ahead.names)))
                }
            },
        };
        self.answered(name, &known.sha256, received, report)
    }

    fn answered(
        &mut self,
        name: &str,
        sha256: &str,
        received: bool,
        report: String,
    ) -> std::io::Result<Outcome> {
        let moved_as = self.free_name(name, received);
        let answered =
            Answered { sha256: sha256.to_owned(), name: name.to_owned(), received, moved_as, report };
        self.journal.note(Entry::Answered(answered.clone()))?;
        self.settle(&answered)?;
        say(&format!("{name}: {}", if received { "送信済み" } else { "エラー" }));
        Ok(if received { Outcome::Received } else { Outcome::Returned })
    }
}

/// What an answer says of the whole file.
enum Said {
    Received(String),
    Returned(String),
    /// A letter was not taken for a reason that is not its own.
    Busy(String),
}

fn said(posted: &LettersPosted) -> Said {
    let problems = posted.letters.iter().filter_map(|result| result.problem.as_ref());
    if let Some(busy) = problems.into_iter().find(|problem| problem.status >= 500) {
        return Said::Busy(sentence(busy));
    }
    let all = posted.letters.len();
    let of = |outcome| posted.letters.iter().filter(|result| result.outcome == outcome).count();
    match (of(LetterOutcome::Received), all) {
        (received, all) if received == all && all > 0 => {
            Said::Received(format!("{all}件すべて受け付けられました。"))
        }
        (received, all) => Said::Returned(format!(
            "{all}件のうち{received}件が受け付けられました。残りを直して書き出し、もう一度入れてください。\
             受け付けられた意見書が同じファイルに入っていても、二重にはなりません。"
        )),
    }
}

fn now() -> String {
    let now = machine();
    let [hour, minute, _] = now.time();
    format!("{} {hour:02}:{minute:02}", now.date())
}
