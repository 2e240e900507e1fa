//! このファイルは使えますか: a file is read and judged here, and nothing of it is kept or sent.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::{Cell, cell};
use letters::rules::{Context, Finding, Severity};
use web_sys::File;

use super::choose::choose;
use super::details;
use super::read::{Content, read};
use crate::el::{El, el};
use crate::letters::knowledge::{Knowledge, fetched};
use crate::local::{Local, Trouble};
use crate::ui::{Icon, Tone, badge, banner};

const PT_NAME: Cell = cell("pt_name");

/// What the check says.
struct Checked {
    content: Content,
    known: Knowledge,
    today: ja::Date,
}

/// Where a file can be tried.
pub fn check(local: Local) -> El {
    let checked = RwSignal::new(None::<Result<Arc<Checked>, Trouble>>);
    let busy = RwSignal::new(false);
    let is_small = Signal::derive(move || checked.read().is_some());
    let chosen = move |files: Vec<File>| {
        let today = local.today();
        busy.set(true);
        spawn_local(async move {
            let outcome = match fetched().await {
                Ok(known) => Ok(Arc::new(Checked { content: read(&files).await, known, today })),
                Err(not_fetched) => Err(not_fetched.into()),
            };
            let _ = checked.try_set(Some(outcome));
            let _ = busy.try_set(false);
        });
    };
    el("section")
        .class("setup__check")
        .attr("aria-labelledby", "setup-check")
        .child(el("h2").attr("id", "setup-check").text("このファイルは使えますか"))
        .child(el("p").text(
            "書き出したファイルを、この端末の中だけで読んで確かめます。どこにも送らず、残しもしません。",
        ))
        .child(choose(is_small, busy.into(), chosen))
        .child(
            el("div")
                .attr("role", "status")
                .list(move || checked.get().map_or_else(Vec::new, |outcome| said(&outcome))),
        )
}

fn said(outcome: &Result<Arc<Checked>, Trouble>) -> Vec<El> {
    let told = |trouble: &Trouble| {
        let text = trouble.action.clone().unwrap_or_default();
        banner("banner banner--error arrivals__trouble", "alert", Icon::Fix, trouble.title.clone(), text)
    };
    let checked = match outcome {
        Ok(checked) => checked,
        Err(trouble) => return vec![told(trouble)],
    };
    let mut said: Vec<El> = checked.content.troubles.iter().map(told).collect();
    let files = checked.content.files.iter().enumerate();
    said.extend(files.map(|(n, (name, format))| {
        let letters: Vec<El> = checked
            .content
            .letters
            .iter()
            .filter(|entry| entry.file == n)
            .map(|entry| match &entry.read {
                Err(why) => line(
                    entry.row,
                    "読めません",
                    &badge_of(Tone::Error, Icon::Fix, "読めません"),
                    vec![el("p").text(why.to_string())],
                ),
                Ok(found) => {
                    let context = Context { today: Some(checked.today), ..Context::default() };
                    let findings = (checked.known.check)(&found.letter, &context);
                    let notes: Vec<String> = found.notes.iter().map(ToString::to_string).collect();
                    let more = [details::findings(&findings, checked.known), details::notes(&notes)];
                    line(
                        entry.row,
                        found.letter.text(PT_NAME),
                        &verdict(&findings),
                        more.into_iter().flatten().collect(),
                    )
                }
            })
            .collect();
        el("div")
            .class("card setup__file")
            .child(el("h3").text(["「", name, "」は読めました"].concat()))
            .child(
                el("p")
                    .class("requests__second")
                    .text([format.name(), "・", &letters.len().to_string(), "件"].concat()),
            )
            .child(el("ul").class("setup__letters").each(letters))
    }));
    said
}

struct Verdict(Tone, Icon, String);

fn badge_of(tone: Tone, which: Icon, word: &str) -> Verdict {
    Verdict(tone, which, word.to_owned())
}

fn verdict(findings: &[Finding]) -> Verdict {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => badge_of(Tone::Done, Icon::Done, "そのまま使えます"),
        (0, n) => {
            Verdict(Tone::Warn, Icon::Check, ["使えます。確かめるところ ", &n.to_string(), "か所"].concat())
        }
        (n, _) => {
            Verdict(Tone::Error, Icon::Fix, ["読めました。直すところ ", &n.to_string(), "か所"].concat())
        }
    }
}

fn line(row: usize, name: &str, verdict: &Verdict, more: Vec<El>) -> El {
    let Verdict(tone, which, word) = verdict;
    let head = el("span").class("setup__letter").text(format!("{row}件目　{name}")).child(badge(
        *tone,
        *which,
        word.clone(),
    ));
    if more.is_empty() {
        return el("li").child(head);
    }
    el("li").child(
        el("details").child(el("summary").child(head)).child(el("div").class("arrival__details").each(more)),
    )
}
