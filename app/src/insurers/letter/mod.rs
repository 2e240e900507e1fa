//! One letter: head with the decision, and the ways to look at it.

mod asked;
mod beside;
mod decide;
mod files;
mod head;
mod opened;
mod points;
mod receipt;
mod return_dialog;
mod tabs;
mod verdict;
mod version;
mod whole;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::letters::LetterLine;

use self::decide::Decision;
pub(super) use self::opened::read;
use self::opened::{Opened, open};
use super::shell::Place;
use super::told;
use crate::el::{El, el};
use crate::local::Trouble;
use crate::ui::{Icon, sign};

/// The heading of the open letter, where the focus goes when a row is opened.
pub(super) const HEADING: &str = "letter-name";

/// The open letter, or why it is not.
type Answer = RwSignal<Option<Result<Arc<Opened>, Trouble>>>;

/// What every part of the pane is given.
#[derive(Clone)]
struct Pane {
    place: Place,
    id: String,
    opened: Answer,
    decision: Decision,
}

/// The letter with this id.
pub(super) fn letter(place: &Place, id: String) -> Vec<El> {
    let opened: Answer = RwSignal::new(None);
    let pane = Pane { place: place.clone(), id, opened, decision: Decision::new() };
    follow(&pane);
    let shown = pane.clone();
    let body = move || match opened.get() {
        None => {
            let waiting = el("p").class("empty").attr("id", HEADING).attr("tabindex", "-1");
            vec![waiting.text("読み込んでいます…")]
        }
        Some(Err(reason)) => failed(&shown, reason),
        Some(Ok(letter)) => {
            let mut parts = head::head(&shown, &letter);
            parts.extend(tabs::tabs(&shown, &letter));
            parts
        }
    };
    let back = el("a").attr("href", "/").child(sign(Icon::Left)).text("一覧へ戻る");
    vec![
        el("p").class("desk__back").child(back),
        el("div").class("desk__told").show(told::banner(pane.decision.told)),
        el("article").class("letter-pane").attr("aria-label", "意見書").list(body),
        return_dialog::dialog(&pane),
    ]
}

/// Reads the letter, and again when its line or another line of the same application changes in the list.
fn follow(pane: &Pane) {
    let (desk, id) = (pane.place.desk, pane.id.clone());
    let around = Memo::new(move |_| {
        let list = desk.letters.read();
        let mine = list.items.iter().find(|line| line.id == id).cloned();
        let of_same = |line: &&LetterLine| mine.as_ref().is_some_and(|mine| same_application(mine, line));
        let others = list.items.iter().filter(of_same).map(|line| (line.id.clone(), line.etag.clone()));
        let others: Vec<(String, String)> = others.collect();
        (mine, others)
    });
    let pane = pane.clone();
    Effect::new(move |before: Option<Vec<(String, String)>>| {
        let (mine, others) = around.get();
        let known = pane.opened.read_untracked();
        let shown = known.as_ref().and_then(|answer| answer.as_ref().ok()).map(|open| open.view.line.clone());
        drop(known);
        let is_fresh =
            shown.is_some() && shown == mine && before.as_ref().is_none_or(|before| *before == others);
        if !is_fresh {
            pane.read();
        }
        others
    });
}

fn same_application(a: &LetterLine, b: &LetterLine) -> bool {
    (&a.insured_no, &a.apply_date) == (&b.insured_no, &b.apply_date)
}

impl Pane {
    /// Reads the letter from the server; what is shown stays until it is there.
    fn read(&self) {
        let pane = self.clone();
        spawn_local(async move {
            let answer = open(&pane.place.local, &pane.id).await.map(Arc::new);
            let shown = pane.opened.try_get_untracked().flatten();
            let keep = matches!((&shown, &answer), (Some(Ok(_)), Err(_)));
            if !keep && shown.as_ref() != Some(&answer) {
                // The officer may have gone elsewhere meanwhile.
                let _ = pane.opened.try_set(Some(answer));
            }
        });
    }

    /// Takes over a line the server has just answered.
    fn put_line(&self, line: LetterLine) {
        self.opened.update(|answer| {
            if let Some(Ok(open)) = answer {
                let mut changed = Opened::clone(open);
                changed.view.line = line.clone();
                *open = Arc::new(changed);
            }
        });
        self.place.desk.put_line(line);
    }
}

fn failed(pane: &Pane, reason: Trouble) -> Vec<El> {
    let again = pane.clone();
    let button = el("button").attr("type", "button").class("button").text("もう一度読む");
    vec![
        el("div").attr("id", HEADING).attr("tabindex", "-1").child(told::trouble(reason)),
        el("p").class("letter-pane__again").child(button.on("click", move |_| again.read())),
    ]
}
