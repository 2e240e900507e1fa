use letters::form::{ITEMS, Item, Question};
use letters::show;

use super::item::item;
use crate::el::{El, el};
use crate::letters::editor::{Editor, index_of, is_empty};
use crate::letters::layout::{is_bare, row_of};
use crate::letters::view::head::marks;

/// A numbered question with its items, in rows and under their parents.
pub(super) fn question(editor: Editor, question: &'static Question) -> El {
    let id = question_id(question);
    let heading = [&id, "-h"].concat();
    // Where the section's own title says it all, the question's is only spoken.
    let printed = question.printed || question.section.number().is_none();
    let number = ["(", &question.number.to_string(), ")"].concat();
    let number = question.printed.then(|| el("span").class("question__number").text(number));
    let title = el("h3")
        .class(if printed { "question__title" } else { "visually-hidden" })
        .attr("id", heading.clone())
        .attr("tabindex", "-1")
        .opt(number)
        .text(question.title);
    let all: Vec<&'static Item> = ITEMS
        .iter()
        .filter(|item| item.section == question.section && item.question == question.number)
        .collect();
    let first_bare = all.first().filter(|item| is_bare(item.key)).map(|item| index_of(item.key));
    let mut head = el("div").class("question__head").child(title);
    if let Some(index) = first_bare {
        head = marks(editor, index, head);
    }
    let note = (!question.note.is_empty()).then(|| el("p").class("question__note").text(question.note));
    el("section")
        .class("question")
        .attr("id", id)
        .attr("aria-labelledby", heading)
        .child(head)
        .opt(note)
        .each(blocks(editor, &all, None))
}

/// The id of a question's element.
pub(crate) fn question_id(question: &Question) -> String {
    ["q-", &(question.section as u8).to_string(), "-", &question.number.to_string()].concat()
}

/// The items that stand directly under `parent`, each with what stands under it.
fn blocks(editor: Editor, all: &[&'static Item], parent: Option<&'static str>) -> Vec<El> {
    let mine: Vec<_> = all.iter().copied().filter(|item| parent_in(item, all) == parent).collect();
    let mut blocks = Vec::new();
    let mut rest = mine.as_slice();
    while let Some(first) = rest.first() {
        let row = row_of(first.key);
        let length = row.map_or(1, |row| row.keys.len());
        let (together, next) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let items = together.iter().map(|one| item(editor, index_of(one.key)));
        match row {
            Some(row) => blocks.push(el("div").class(row.class).each(items)),
            None => blocks.extend(items),
        }
        for one in together {
            if all.iter().any(|other| parent_in(other, all) == Some(one.key)) {
                blocks.push(below(editor, all, one.key));
            }
        }
        rest = next;
    }
    blocks
}

/// The parent of an item, when it stands in the same question.
fn parent_in(item: &Item, all: &[&'static Item]) -> Option<&'static str> {
    show::parent(item).filter(|key| all.iter().any(|other| other.key == *key))
}

/// What stands under an item: shown when its condition holds, or when something in it would be hidden otherwise.
fn below(editor: Editor, all: &[&'static Item], key: &'static str) -> El {
    let children: Vec<u16> =
        all.iter().filter(|item| show::parent(item) == Some(key)).map(|item| index_of(item.key)).collect();
    el("div")
        .class("below")
        .hidden(move || !children.iter().any(|child| is_shown(editor, *child)))
        .each(blocks(editor, all, Some(key)))
}

/// Whether an item is asked now: its condition holds, or it holds something.
pub(super) fn is_shown(editor: Editor, index: u16) -> bool {
    let Some(item) = ITEMS.get(usize::from(index)) else { return false };
    if !item.editions.has(editor.edition()) {
        return false;
    }
    let condition = show::parent(item).is_none_or(|key| {
        editor.item(index_of(key), |state| crate::letters::conditions::holds(item, &state.letter))
    });
    condition || editor.item(index, |state| !is_empty(&state.letter, index))
}
