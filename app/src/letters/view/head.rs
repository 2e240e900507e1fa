use letters::form::ITEMS;

use crate::el::{El, el};
use crate::letters::editor::Editor;
use crate::letters::layout::is_bare;
use crate::ui::{Icon, Tone, badge, sign};

/// The label over an item's control, with what is to be known about it. `target` is the control a label belongs to.
pub(super) fn head(editor: Editor, index: u16, target: Option<String>) -> Option<El> {
    let item = ITEMS.get(usize::from(index))?;
    let bare = is_bare(item.key);
    let label = el(if target.is_some() { "label" } else { "span" })
        .class(if bare { "visually-hidden" } else { "item__label" })
        .attr("id", label_id(item.key))
        .maybe("for", target)
        .text(item.label);
    if bare {
        return Some(label);
    }
    let star = item.star.then(|| el("span").class("item__star").text("一次判定に使用"));
    let head = el("div").class("item__head").child(label).opt(star).show(move || help(editor, index));
    Some(marks(editor, index, head))
}

/// Adds 未確認 with 「確認した」, while the item holds copied answers.
pub(super) fn marks(editor: Editor, index: u16, head: El) -> El {
    let copied =
        move || editor.item(index, |state| state.copied.iter().any(|cell| cell.field().item == index));
    head.show(move || {
        copied().then(|| {
            let confirm = el("button")
                .class("button button--text")
                .attr("type", "button")
                .attr("data-confirm", index.to_string())
                .text("確認した");
            el("span").class("item__marks").child(badge(Tone::Copied, Icon::Copy, "未確認")).child(confirm)
        })
    })
}

/// The button that shows what the choices of an item mean.
pub(super) fn help(editor: Editor, index: u16) -> Option<El> {
    let item = ITEMS.get(usize::from(index))?;
    editor.knowledge().is_some_and(|known| (known.explains)(item.key)).then(|| {
        el("button")
            .class("item__help")
            .attr("type", "button")
            .attr("data-hint", index.to_string())
            .attr("aria-label", [item.label, "の説明"].concat())
            .child(sign(Icon::Help))
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
