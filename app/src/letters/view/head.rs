use leptos::prelude::*;
use letters::form::ITEMS;
use letters::hints::HINTS;

use crate::letters::editor::Editor;
use crate::letters::layout::is_bare;
use crate::ui::{Icon, Tone, chip, icon};

/// The label over an item's control, with what is to be known about it. `target` is the control a label belongs to.
pub(super) fn head(editor: Editor, index: u16, target: Option<String>) -> AnyView {
    let Some(item) = ITEMS.get(usize::from(index)) else { return ().into_any() };
    let bare = is_bare(item.key);
    let id = label_id(item.key);
    let class = if bare { "visually-hidden" } else { "item__label" };
    let label = match target {
        Some(target) => view! { <label class=class id=id for=target>{item.label}</label> }.into_any(),
        None => view! { <span class=class id=id>{item.label}</span> }.into_any(),
    };
    if bare {
        return label;
    }
    view! {
        <div class="item__head">
            {label} {item.star.then(|| view! { <span class="item__star">"一次判定に使用"</span> })}
            {help(index)} {marks(editor, index)}
        </div>
    }
    .into_any()
}

/// 未確認 with 「確認した」, while the item holds copied answers.
pub(super) fn marks(editor: Editor, index: u16) -> AnyView {
    let copied = Memo::new(move |_| {
        editor.item(index, |state| state.copied.iter().any(|cell| cell.field().item == index))
    });
    (move || {
        copied.get().then(|| {
            view! {
                <span class="item__marks">
                    {chip(Tone::Copied, Icon::Copy, "未確認")}
                    <button type="button" class="button button--text" data-confirm=index>"確認した"</button>
                </span>
            }
            .into_any()
        })
    })
    .into_any()
}

/// The button that shows what the choices of an item mean.
pub(super) fn help(index: u16) -> Option<AnyView> {
    let item = ITEMS.get(usize::from(index))?;
    let explained = HINTS.iter().copied().flatten().any(|hint| hint.key == item.key);
    explained.then(|| {
        let name = [item.label, "の説明"].concat();
        view! {
            <button type="button" class="item__help" data-hint=index aria-label=name.clone() title=name>
                {icon(Icon::Help)}
            </button>
        }
        .into_any()
    })
}

/// The id of an item's label.
pub(super) fn label_id(key: &str) -> String {
    ["l-", key].concat()
}

/// The id of what is said about an item.
pub(super) fn message_id(key: &str) -> String {
    ["m-", key].concat()
}
