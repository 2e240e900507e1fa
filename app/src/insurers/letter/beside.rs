use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::Letter;
use letters::form::Section;
use wire::letters::{LetterLine, LetterView};
use wire::paths;

use super::Pane;
use super::opened::{Opened, read};
use crate::el::{El, el};
use crate::insurers::compare::{Row, rows, table};
use crate::insurers::route::{Route, Tab};
use crate::insurers::told;
use crate::local::Trouble;
use crate::ui::day_and_clock;

/// Letters of other clinics for the same application, each beside this one. Neither clinic learns of the other.
pub(super) fn beside(pane: &Pane, open: &Arc<Opened>) -> Vec<El> {
    let help =
        "同じ申請について、ほかの医療機関からも意見書が届いています。医療機関どうしには知らせていません。";
    let mut parts = vec![el("p").class("points__help").text(help)];
    parts.extend(open.view.beside.iter().map(|line| other(pane, open, line)));
    parts
}

fn other(pane: &Pane, open: &Arc<Opened>, line: &LetterLine) -> El {
    let answer = RwSignal::new(None::<Result<Letter, Trouble>>);
    let (local, path) = (pane.place.local.clone(), paths::letter(&line.id));
    spawn_local(async move {
        let letter = local.get::<LetterView>(&path).await.and_then(|view| read(&view.letter));
        let _ = answer.try_set(Some(letter));
    });
    let href = Route::Queue(Some((line.id.clone(), Tab::Points))).path();
    let sides = [open.view.line.clinic_name.clone(), line.clinic_name.clone()];
    let open = Arc::clone(open);
    let body = move || once_read(answer.get(), |letter| vec![filled(&open.letter, &letter, sides.clone())]);
    let version = ["第", &line.version.to_string(), "版・", &day_and_clock(&line.received_at), " 受信"];
    let title = el("h3")
        .class("points__title")
        .text([&line.clinic_name, "　", &line.dr_name, " 医師"].concat())
        .child(el("span").class("points__count").text(version.concat()));
    el("section")
        .class("beside")
        .child(title)
        .child(el("p").child(el("a").attr("href", href).text("この意見書を開く")))
        .list(body)
}

/// The five items, and whatever else the two clinics say differently about the person.
fn filled(here: &Letter, there: &Letter, sides: [String; 2]) -> El {
    let matters = |row: &Row| row.item.star || (row.item.section != Section::Basics && row.is_changed());
    table("2通の意見書", sides, "違う", rows(here, there).into_iter().filter(matters).collect(), false)
}

/// What is shown of something that is read first.
pub(super) fn once_read<T>(answer: Option<Result<T, Trouble>>, show: impl FnOnce(T) -> Vec<El>) -> Vec<El> {
    match answer {
        None => vec![el("p").class("points__help").text("読み込んでいます…")],
        Some(Err(reason)) => vec![told::trouble(reason)],
        Some(Ok(value)) => show(value),
    }
}
