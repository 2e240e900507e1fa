//! The panel beside the form: 確認, 前回, 定型文. A sheet from below on tablets and phones.

mod findings;
mod phrases;
mod previous;

use leptos::prelude::*;

use super::editor::{Editor, Tab};
use super::frame;
use crate::ui::{Icon, icon};

/// The panel.
pub(crate) fn panel(editor: Editor) -> AnyView {
    let tab = move || editor.get().map_or(Tab::Findings, |open| open.tab.get());
    let tab = Memo::new(move |_| tab());
    let errors = move || {
        editor.track_marks();
        editor.tally(|_| true).fix
    };
    let tabs = [(Tab::Findings, "確認"), (Tab::Previous, "前回"), (Tab::Phrases, "定型文")].map(|(which, word)| {
        let current = move || (tab.get() == which).then_some("true");
        let count = move || (which == Tab::Findings && errors() > 0).then(|| {
            view! { <span class="badge badge--error">{errors} <span class="visually-hidden">"件直す"</span></span> }
        });
        view! {
            <button
                type="button"
                class="panel__tab"
                aria-current=current
                on:click=move |_| editor.with(|open| open.tab.set(which))
            >
                {word} {count}
            </button>
        }
    });
    let size = move || editor.with(|open| open.sheet.get());
    let grow = move |_| editor.with(|open| open.sheet.set(if open.sheet.get_untracked() == 1 { 2 } else { 1 }));
    let close = move |_| drop(frame::close_sheet(editor));
    view! {
        <aside class="panel" aria-label="確認・前回・定型文" data-sheet=size>
            <div class="panel__grab" aria-hidden="true"></div>
            <div class="panel__head">
                <div class="panel__tabs">{tabs.collect_view()}</div>
                <div class="panel__sheet">
                    <button type="button" class="button button--text" on:click=grow>
                        {move || if size() == 2 { "縮める" } else { "広げる" }}
                    </button>
                    <button type="button" class="button" on:click=close>{icon(Icon::Down)} "閉じる"</button>
                </div>
            </div>
            {move || match tab.get() {
                Tab::Findings => findings::findings(editor),
                Tab::Previous => previous::previous(editor),
                Tab::Phrases => phrases::phrases(editor),
            }}
        </aside>
    }
    .into_any()
}
