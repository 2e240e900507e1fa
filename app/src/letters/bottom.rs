//! The bottom bar of tablets and phones: how safe, what is left, the next section.

use leptos::prelude::*;
use letters::form::Section;

use super::editor::{Editor, Tab};
use super::{bar, frame, travel};
use crate::ui::{Icon, icon};

/// The bar.
pub(crate) fn bottom(editor: Editor) -> AnyView {
    let sheet = move |tab: Tab| {
        editor.with(|open| {
            let same = open.tab.get_untracked() == tab && open.sheet.get_untracked() > 0;
            open.tab.set(tab);
            open.sheet.set(u8::from(!same));
        });
    };
    let left = move || {
        editor.track_marks();
        let tally = editor.tally(|_| true);
        (tally.loud > 0, tally.fix + tally.check)
    };
    let next = move |_| {
        let here = editor.get().map_or(Section::Basics, |open| open.section.get_untracked());
        let after = Section::ALL.into_iter().find(|section| *section > here);
        match after {
            Some(section) => frame::go(section),
            None => sheet(Tab::Findings),
        }
    };
    let is_last = move || editor.with(|open| open.section.get() == Section::Remarks);
    view! {
        <div class="bottom" role="group" aria-label="操作">
            <p class="bottom__saved">{icon(Icon::Terminal)} <span>{move || bar::saved_words(&bar::saved(editor)).0}</span></p>
            <button type="button" class="button bottom__check" on:click=move |_| sheet(Tab::Findings)>
                {move || icon(if left().0 { Icon::Fix } else { Icon::Open })} "確認（" {move || left().1} "）"
            </button>
            <button type="button" class="button bottom__wide" on:click=move |_| sheet(Tab::Previous)>"前回"</button>
            <button type="button" class="button bottom__wide" on:click=move |_| sheet(Tab::Phrases)>"定型文"</button>
            <button type="button" class="button bottom__wide" on:click=move |_| travel::go_on(editor, false)>
                "次の項目へ移る"
            </button>
            <button type="button" class="button button--filled bottom__next" on:click=next>
                {move || if is_last() { "確認へ" } else { "次の章" }} {icon(Icon::Right)}
            </button>
        </div>
    }
    .into_any()
}
