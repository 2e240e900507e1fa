//! 元に戻す and やり直す, across saves.

use leptos::prelude::*;
use letters::show;

use super::controls::by_id;
use super::editor::Editor;
use super::knowledge::knowledge;
use super::travel;
use super::view::item_id;
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// Asks for the last step to be taken back, or done again.
pub(crate) fn ask(editor: Editor, again: bool) {
    if let Some(known) = knowledge() {
        (known.step)(editor, again);
    }
}

/// Takes the last step back, or does it again, and shows where.
pub(super) fn take(editor: Editor, again: bool) {
    if !editor.writable() {
        return;
    }
    let cells = editor.with(|open| if again { open.writer.redo() } else { open.writer.undo() });
    let Some(first) = cells.first() else { return };
    if let Some(element) = by_id(&item_id(first.field().of_item().key)) {
        let area = element.get_bounding_client_rect();
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        if area.top() < 0.0 || area.bottom() > height {
            travel::reveal(&element);
        }
    }
    let done = if again { "やり直しました：" } else { "元に戻しました：" };
    editor.tell([done, &show::cell_name(*first)].concat());
}

/// The two buttons at the head of a section.
pub(crate) fn buttons(editor: Editor) -> El {
    let buttons = [false, true].map(|again| {
        let (word, which) = if again { ("やり直す", Icon::Copy) } else { ("元に戻す", Icon::Back) };
        let can =
            editor.with(|open| Some(if again { open.writer.can_redo() } else { open.writer.can_undo() }));
        el("button")
            .class("button button--text")
            .attr("type", "button")
            .hidden(move || editor.knowledge().is_none() || !can.is_some_and(|can| can.get()))
            .on("click", move |_| ask(editor, again))
            .child(sign(which))
            .text(word)
    });
    el("span").class("section__steps").each(buttons)
}
