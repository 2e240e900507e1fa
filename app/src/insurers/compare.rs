//! Two letters side by side, item by item.

use letters::Letter;
use letters::form::{ITEMS, Item};
use letters::show::{item_name, item_text, parent};

use crate::el::{El, el};
use crate::ui::{Icon, Tone, badge, sign};

/// One item of two letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) item: &'static Item,
    pub(super) before: String,
    pub(super) after: String,
}

impl Row {
    pub(super) fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

/// Every item both editions ask and that stands by itself, with the answers in words.
pub(super) fn rows(before: &Letter, after: &Letter) -> Vec<Row> {
    let asked = |item: &&Item| {
        parent(item).is_none() && item.editions.has(before.edition) && item.editions.has(after.edition)
    };
    let row = |item| Row { item, before: item_text(item, before), after: item_text(item, after) };
    ITEMS.iter().filter(asked).map(row).collect()
}

/// An answer in words, or that there is none.
pub(super) fn said(text: &str) -> El {
    match text {
        "" => el("span").class("compare__none").text("記入なし"),
        text => el("span").class("compare__text").text(text.to_owned()),
    }
}

/// The head of a table: a hidden caption and the names of its columns.
pub(super) fn head(class: &'static str, caption: &'static str, columns: Vec<String>) -> El {
    let columns = columns.into_iter().map(|column| el("th").attr("scope", "col").text(column));
    el("table")
        .class(class)
        .child(el("caption").class("visually-hidden").text(caption))
        .child(el("thead").child(el("tr").each(columns)))
}

/// A table of rows. `filled` adds whether the right-hand letter has an answer.
pub(super) fn table(
    caption: &'static str,
    [before, after]: [String; 2],
    difference: &'static str,
    rows: Vec<Row>,
    filled: bool,
) -> El {
    let mut columns = vec!["項目".to_owned(), before.clone(), after.clone(), "くらべて".to_owned()];
    columns.extend(filled.then(|| "記入".to_owned()));
    let row = |row: Row| {
        let changed = row.is_changed();
        line(changed)
            .child(el("th").attr("scope", "row").text(item_name(row.item)))
            .child(el("td").attr("data-label", before.clone()).child(said(&row.before)))
            .child(el("td").attr("data-label", after.clone()).class("compare__now").child(said(&row.after)))
            .child(el("td").child(verdict(changed, difference)))
            .opt(filled.then(|| el("td").child(is_filled(!row.after.is_empty()))))
    };
    head("compare", caption, columns).child(el("tbody").each(rows.into_iter().map(row)))
}

/// A row of a comparison; what differs is marked.
pub(super) fn line(changed: bool) -> El {
    el("tr").class(if changed { "compare__row compare__row--changed" } else { "compare__row" })
}

fn verdict(changed: bool, difference: &'static str) -> El {
    if changed {
        badge(Tone::Change, Icon::Change, difference)
    } else {
        el("span").class("compare__same").text("同じ")
    }
}

/// Whether an item of the 一次判定 is answered.
pub(super) fn is_filled(filled: bool) -> El {
    let (which, word) = if filled { (Icon::Done, "記入あり") } else { (Icon::Fix, "記入なし") };
    signed(which, word)
}

/// A sign and a word without a ground.
pub(super) fn signed(which: Icon, word: &'static str) -> El {
    el("span").class("compare__filled").child(sign(which)).text(word)
}
