//! Two letters side by side, item by item.

use leptos::prelude::*;
use letters::Letter;
use letters::form::{ITEMS, Item, Section};
use letters::show::{item_text, parent};

use crate::ui::{Icon, Tone, chip, icon};

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

/// The item's name where no question stands above it.
pub(super) fn name(item: &Item) -> String {
    match (item.section, item.question) {
        (Section::Life, 6) if item.key != "care_none" => ["留意事項・", item.label].concat(),
        _ => item.label.to_owned(),
    }
}

/// An answer in words, or that there is none.
pub(super) fn said(text: &str) -> AnyView {
    if text.is_empty() {
        view! { <span class="compare__none">"記入なし"</span> }.into_any()
    } else {
        view! { <span class="compare__text">{text.to_owned()}</span> }.into_any()
    }
}

/// A table of rows. `filled` adds whether the right-hand letter has an answer.
pub(super) fn table(
    caption: &'static str,
    [before, after]: [String; 2],
    difference: &'static str,
    rows: Vec<Row>,
    filled: bool,
) -> AnyView {
    let body = rows.into_iter().map(|row| {
        let changed = row.is_changed();
        view! {
            <tr class="compare__row" class:compare__row--changed=changed>
                <th scope="row">{name(row.item)}</th>
                <td data-label=before.clone()>{said(&row.before)}</td>
                <td data-label=after.clone() class="compare__now">{said(&row.after)}</td>
                <td>{verdict(changed, difference)}</td>
                {filled.then(|| view! { <td>{is_filled(!row.after.is_empty())}</td> })}
            </tr>
        }
    });
    view! {
        <table class="compare">
            <caption class="visually-hidden">{caption}</caption>
            <thead><tr>
                <th scope="col">"項目"</th>
                <th scope="col">{before.clone()}</th>
                <th scope="col">{after.clone()}</th>
                <th scope="col">"くらべて"</th>
                {filled.then(|| view! { <th scope="col">"記入"</th> })}
            </tr></thead>
            <tbody>{body.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn verdict(changed: bool, difference: &'static str) -> AnyView {
    if changed {
        chip(Tone::Change, Icon::Change, difference)
    } else {
        view! { <span class="compare__same">"同じ"</span> }.into_any()
    }
}

/// Whether an item of the 一次判定 is answered.
pub(super) fn is_filled(filled: bool) -> AnyView {
    let (sign, word) = if filled { (Icon::Done, "記入あり") } else { (Icon::Fix, "記入なし") };
    view! { <span class="compare__filled">{icon(sign)} {word}</span> }.into_any()
}
