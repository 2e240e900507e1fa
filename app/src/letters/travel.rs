//! Moving to a field: from a finding, to the next thing that is left, through a group of boxes.

use leptos::prelude::*;
use letters::form::{Cell, CellKind, Field, Part};
use letters::rules::Severity;
use letters::{Edition, Value};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::controls::{DATE_PARTS, by_id, date_id, id_of};
use super::editor::{Editor, cells_of};

/// Moves the focus to a field: to the part of it that is to be corrected.
pub(crate) fn go(editor: Editor, field: Field) {
    make_way(editor);
    // What covers the field goes first; on the wide screen nothing does, and nothing waits.
    let arrive = move || {
        if let Some(element) = target(editor, field) {
            reveal(&element);
            focus(&element);
        }
    };
    if is_narrow() { request_animation_frame(arrive) } else { arrive() }
}

/// A sheet over the form closes on a phone, and shrinks on a tablet.
fn make_way(editor: Editor) {
    editor.with(|open| {
        let wanted = if is_phone() { 0 } else { 1 };
        if open.sheet.get_untracked() > wanted {
            open.sheet.set(wanted);
        }
    });
}

fn is_phone() -> bool {
    is_below("(max-width: 43.6875em)")
}

fn is_narrow() -> bool {
    is_below("(max-width: 74.9375em)")
}

fn is_below(width: &str) -> bool {
    window().match_media(width).ok().flatten().is_some_and(|query| query.matches())
}

/// Brings an element to the middle of the screen.
pub(crate) fn reveal(element: &Element) {
    let how = ScrollIntoViewOptions::new();
    how.set_block(ScrollLogicalPosition::Center);
    how.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&how);
}

/// Focuses an element where it stands.
pub(crate) fn focus(element: &HtmlElement) {
    let how = web_sys::FocusOptions::new();
    how.set_prevent_scroll(true);
    let _ = element.focus_with_options(&how);
}

fn target(editor: Editor, field: Field) -> Option<HtmlElement> {
    let edition = editor.state(|state| Some(state.letter.edition)).unwrap_or(Edition::R8);
    let cell = Cell::of(field).filter(|_| field.is_asked(edition));
    let shown = cell.and_then(|cell| control(editor, cell)).filter(is_shown);
    shown
        .or_else(|| cells_of(field.item, edition).filter_map(|cell| control(editor, cell)).find(is_shown))
        // What is not shown is opened by what it stands under.
        .or_else(|| {
            let parent = letters::show::parent(field.of_item())?;
            target(editor, Field { item: super::editor::index_of(parent), part: Part::Whole })
        })
}

fn is_shown(element: &HtmlElement) -> bool {
    element.offset_parent().is_some()
}

fn control(editor: Editor, cell: Cell) -> Option<HtmlElement> {
    let element = match cell.kind() {
        CellKind::Date | CellKind::Onset => by_id(&date_id(cell, faulty_part(editor, cell))),
        CellKind::Choice(_) => {
            let group = by_id(&id_of(cell))?;
            return group.query_selector("[tabindex='0']").ok()??.dyn_into().ok();
        }
        _ => by_id(&id_of(cell)),
    };
    element.map(JsCast::unchecked_into)
}

/// The first of the four inputs of a date with which no day exists.
fn faulty_part(editor: Editor, cell: Cell) -> &'static str {
    let value = editor.state(|state| state.letter.get(cell).clone());
    let typed = super::controls::shown(cell, &value);
    let parts = [&typed.era, &typed.y, &typed.m, &typed.d];
    let onset = cell.kind() == CellKind::Onset;
    let asked = if onset && matches!(value, Value::Year(_) | Value::Month(..)) { 2 } else { 4 };
    let blank = DATE_PARTS.into_iter().zip(parts).take(asked).find(|(_, text)| text.trim().is_empty());
    if let Some((part, _)) = blank {
        return part;
    }
    match ja::era::date_from_typed(&typed.era, &typed.y, &typed.m, &typed.d) {
        Err(ja::era::EraError::Era) => "e",
        Err(ja::era::EraError::Month) => "m",
        Err(ja::era::EraError::Day) => "d",
        _ => "y",
    }
}

/// What is still to be done, in form order: 直す, 確かめる, 未確認.
pub(crate) fn left_over(editor: Editor) -> Vec<Field> {
    let findings = editor.findings();
    let open = findings.iter().filter(|finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => !editor.is_confirmed(finding),
        Severity::Hint => false,
    });
    let mut fields: Vec<Field> = open.map(|finding| finding.at).collect();
    editor.with(|open| fields.extend(open.copied.borrow().iter().map(|cell| cell.field())));
    crate::ui::by(&mut fields, |a, b| a.item.cmp(&b.item));
    fields.dedup_by_key(|field| field.item);
    fields
}

/// Moves to the next thing that is left, or to the one before it, once it is known what is left.
pub(crate) fn go_on(editor: Editor, back: bool) {
    match super::knowledge::knowledge() {
        Some(known) => (known.go_on)(editor, back),
        None => editor.tell("様式の確認を始めています。少し待って、もう一度押してください。"),
    }
}

/// Moves to the next thing that is left after the field with the focus, or to the one before it.
pub(crate) fn next(editor: Editor, back: bool) {
    let fields = left_over(editor);
    let here = item_of_focus();
    let next = match (here, back) {
        (Some(here), false) => fields.iter().find(|field| field.item > here).or(fields.first()),
        (Some(here), true) => fields.iter().rev().find(|field| field.item < here).or(fields.last()),
        (None, _) => fields.iter().find(|field| {
            editor.with(|open| super::judged::section_of(field.item) >= open.section.get_untracked())
        }),
    };
    match next.or(fields.first()) {
        Some(field) => go(editor, *field),
        None => editor.tell("残りの項目はありません。"),
    }
}

/// The item whose control has the focus.
pub(crate) fn item_of_focus() -> Option<u16> {
    item_of(&document().active_element()?)
}

/// The item an element stands in.
pub(crate) fn item_of(element: &Element) -> Option<u16> {
    element.closest("[data-item]").ok()??.get_attribute("data-item")?.parse().ok()
}

/// Moves through a group of boxes by arrow keys; without a choice, as on paper the pen moves before it marks.
pub(crate) fn step(element: &Element, forward: bool) -> Option<()> {
    let group = element.closest("[data-group]").ok()??;
    let boxes = group.query_selector_all("[data-c]").ok()?;
    let all: Vec<HtmlElement> =
        (0..boxes.length()).filter_map(|n| boxes.get(n)?.dyn_into().ok()).filter(is_shown).collect();
    let here = all.iter().position(|other| **other == *element)?;
    let next = if forward { here + 1 } else { here + all.len() - 1 } % all.len().max(1);
    let _ = all.get(next)?.focus();
    Some(())
}

/// Keeps one box of a group in the order of the tab key: the one that had the focus last.
pub(crate) fn rove(element: &Element) -> Option<()> {
    let group = element.closest("[data-group]").ok()??;
    let boxes = group.query_selector_all("[data-c][tabindex='0']").ok()?;
    for other in (0..boxes.length()).filter_map(|n| boxes.get(n)?.dyn_into::<Element>().ok()) {
        let _ = other.set_attribute("tabindex", "-1");
    }
    let _ = element.set_attribute("tabindex", "0");
    Some(())
}
