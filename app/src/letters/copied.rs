//! Answers copied from the previous letter: 未確認 until somebody has looked at them.

use leptos::prelude::*;
use letters::form::{Cell, ITEMS, Section};

use super::controls::by_id;
use super::editor::Editor;
use super::judged::section_of;
use super::travel;
use super::view::item_id;

/// 「確認した」 at an item.
pub(crate) fn confirm_item(editor: Editor, item: u16) {
    let cells = copied(editor, |cell| cell.field().item == item);
    confirm(editor, &cells);
}

/// 「この章を確認」. An answer that the 一次判定 reads is never confirmed unseen: one that has not been on the screen is
/// brought there first, and the button is to be pressed once more.
pub(crate) fn confirm_section(editor: Editor, section: Section) {
    look(editor);
    let cells = copied(editor, |cell| section_of(cell.field().item) == section);
    let unseen = cells
        .iter()
        .map(|cell| cell.field().item)
        .find(|item| is_star(*item) && !editor.with(|open| open.seen.borrow().contains(item)));
    let shown = unseen.and_then(|item| by_id(&item_id(ITEMS.get(usize::from(item))?.key)));
    if let Some(element) = shown {
        travel::reveal(&element);
        editor
            .tell("一次判定に使う項目を表示しました。内容を見て、もう一度「この章を確認」を押してください。");
        look(editor);
        return;
    }
    confirm(editor, &cells);
}

/// Takes down which copied answers of the 一次判定 are on the screen now.
pub(crate) fn look(editor: Editor) {
    let items = editor.with(|open| {
        let copied = open.copied.borrow();
        let mut items: Vec<u16> =
            copied.iter().map(|cell| cell.field().item).filter(|item| is_star(*item)).collect();
        items.dedup();
        items
    });
    for item in items {
        let element = ITEMS.get(usize::from(item)).and_then(|item| by_id(&item_id(item.key)));
        if element.is_some_and(|element| is_on_screen(&element)) {
            editor.with(|open| open.seen.borrow_mut().insert(item));
        }
    }
}

fn confirm(editor: Editor, cells: &[Cell]) {
    if editor.writable() {
        editor.with(|open| open.writer.confirm_cells(cells));
    }
}

fn copied(editor: Editor, of: impl Fn(Cell) -> bool) -> Vec<Cell> {
    editor.state(|state| state.copied.iter().copied().filter(|cell| of(*cell)).collect())
}

fn is_star(item: u16) -> bool {
    ITEMS.get(usize::from(item)).is_some_and(|item| item.star)
}

/// Whether the whole of an element stands between the bars and nothing lies over it.
fn is_on_screen(element: &web_sys::Element) -> bool {
    let area = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if area.height() == 0.0 || area.top() < 0.0 || area.bottom() > height {
        return false;
    }
    let middle = (area.left() + 8.0) as f32;
    [area.top() + 4.0, area.bottom() - 4.0].iter().all(|y| {
        let there = document().element_from_point(middle, *y as f32);
        there.is_some_and(|there| element.contains(Some(&there)))
    })
}
