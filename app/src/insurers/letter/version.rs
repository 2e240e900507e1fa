use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::Letter;
use wire::letters::LetterView;
use wire::paths;

use super::opened::{Opened, read};
use super::{Pane, beside};
use crate::insurers::compare::{Row, rows, table};
use crate::local::Trouble;

/// Version n beside version n−1: what the clinic changed.
pub(super) fn version(pane: &Pane, open: &Arc<Opened>) -> AnyView {
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
    (move || beside::once_read(before.get(), |(view, letter)| filled(&view, &letter, &open))).into_any()
}

fn filled(before: &LetterView, letter: &Letter, open: &Opened) -> AnyView {
    let reason = before.line.returned.as_ref().map(|reason| {
        view! { <p class="version__reason"><strong>"差し戻しの理由："</strong> {reason.text.clone()}</p> }
    });
    let changed: Vec<Row> = rows(letter, &open.letter).into_iter().filter(Row::is_changed).collect();
    let sides = [before.line.version, open.view.line.version].map(|n| ["第", &n.to_string(), "版"].concat());
    let count = changed.len();
    let body = if changed.is_empty() {
        view! { <p class="points__help">"内容は前の版と同じです。"</p> }.into_any()
    } else {
        table("前の版から変わったところ", sides, "変更", changed, false)
    };
    view! {
        <h3 class="points__title">"前の版から変わったところ" <span class="points__count">{count} "項目"</span></h3>
        {reason}
        {body}
    }
    .into_any()
}
