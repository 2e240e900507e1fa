use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::Letter;
use wire::letters::LetterView;
use wire::paths;

use super::opened::{Opened, read};
use super::{Pane, beside};
use crate::el::{El, el};
use crate::insurers::compare::{Row, rows, table};
use crate::local::Trouble;

/// Version n beside version n−1: what the clinic changed.
pub(super) fn version(pane: &Pane, open: &Arc<Opened>) -> El {
    let before = RwSignal::new(None::<Result<(LetterView, Letter), Trouble>>);
    let (local, replaced) = (pane.place.local.clone(), open.view.replaces.clone().unwrap_or_default());
    spawn_local(async move {
        let answer = match local.get::<LetterView>(&paths::letter(&replaced)).await {
            Ok(view) => read(&view.letter).map(|letter| (view, letter)),
            Err(reason) => Err(reason),
        };
        let _ = before.try_set(Some(answer));
    });
    let open = Arc::clone(open);
    let shown = move || beside::once_read(before.get(), |(view, letter)| filled(&view, &letter, &open));
    el("div").list(shown)
}

fn filled(before: &LetterView, letter: &Letter, open: &Opened) -> Vec<El> {
    let changed: Vec<Row> = rows(letter, &open.letter).into_iter().filter(Row::is_changed).collect();
    let sides = [before.line.version, open.view.line.version].map(|n| ["第", &n.to_string(), "版"].concat());
    let count = [&changed.len().to_string(), "項目"].concat();
    let title = el("h3")
        .class("points__title")
        .text("前の版から変わったところ ")
        .child(el("span").class("points__count").text(count));
    let mut parts = vec![title];
    parts.extend(before.line.returned.as_ref().map(|reason| {
        let reason = [" ", &reason.text].concat();
        el("p").class("version__reason").child(el("strong").text("差し戻しの理由：")).text(reason)
    }));
    parts.push(if changed.is_empty() {
        el("p").class("points__help").text("内容は前の版と同じです。")
    } else {
        table("前の版から変わったところ", sides, "変更", changed, false)
    });
    parts
}
