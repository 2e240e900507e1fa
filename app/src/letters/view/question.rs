use leptos::prelude::*;
use letters::form::{ITEMS, Item, Question};
use letters::show;

use super::item::item;
use crate::letters::editor::{Editor, index_of, is_empty};
use crate::letters::layout::{is_bare, row_of};
use crate::letters::view::head::marks;

/// A numbered question with its items, in rows and under their parents.
pub(super) fn question(editor: Editor, question: &'static Question) -> AnyView {
    let id = question_id(question);
    let heading = [&id, "-h"].concat();
    let title = if question.printed {
        view! {
            <h3 class="question__title" id=heading.clone()>
                <span class="question__number">"(" {question.number} ")"</span>
                {question.title}
            </h3>
        }
        .into_any()
    } else if question.section.number().is_some() {
        // The section's own title says it.
        view! { <h3 class="visually-hidden" id=heading.clone()>{question.title}</h3> }.into_any()
    } else {
        view! { <h3 class="question__title" id=heading.clone()>{question.title}</h3> }.into_any()
    };
    let all: Vec<&'static Item> = ITEMS
        .iter()
        .filter(|item| item.section == question.section && item.question == question.number)
        .collect();
    let first_bare = all.first().filter(|item| is_bare(item.key)).map(|item| marks(editor, index_of(item.key)));
    let blocks = blocks(editor, &all, None);
    view! {
        <section class="question" id=id aria-labelledby=heading>
            <div class="question__head">{title} {first_bare}</div>
            {(!question.note.is_empty()).then(|| view! { <p class="question__note">{question.note}</p> })}
            {blocks}
        </section>
    }
    .into_any()
}

/// The id of a question's element.
pub(crate) fn question_id(question: &Question) -> String {
    ["q-", &(question.section as u8).to_string(), "-", &question.number.to_string()].concat()
}

/// The items that stand directly under `parent`, each with what stands under it.
fn blocks(editor: Editor, all: &[&'static Item], parent: Option<&'static str>) -> AnyView {
    let mine: Vec<_> = all.iter().copied().filter(|item| parent_in(item, all) == parent).collect();
    let mut views = Vec::new();
    let mut rest = mine.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let row = row_of(first.key);
        let length = row.map_or(1, |row| row.keys.len());
        let (together, next) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let items = together.iter().map(|one| item(editor, index_of(one.key))).collect_view();
        views.push(match row {
            Some(row) => view! { <div class=row.class>{items}</div> }.into_any(),
            None => items.into_any(),
        });
        for one in together {
            if all.iter().any(|other| parent_in(other, all) == Some(one.key)) {
                views.push(below(editor, all, one.key));
            }
        }
        rest = if next.len() < after.len() || next.is_empty() { next } else { after };
    }
    views.into_any()
}

/// The parent of an item, when it stands in the same question.
fn parent_in(item: &Item, all: &[&'static Item]) -> Option<&'static str> {
    show::parent(item).filter(|key| all.iter().any(|other| other.key == *key))
}

/// What stands under an item: shown when its condition holds, or when something in it would be hidden otherwise.
fn below(editor: Editor, all: &[&'static Item], key: &'static str) -> AnyView {
    let children: Vec<u16> = all
        .iter()
        .filter(|item| show::parent(item) == Some(key))
        .map(|item| index_of(item.key))
        .collect();
    let hidden = move || !children.iter().any(|child| is_shown(editor, *child));
    view! { <div class="below" hidden=hidden>{blocks(editor, all, Some(key))}</div> }.into_any()
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
