//! What hands do to the form: one listener of each kind for all of its controls.

use leptos::ev::{Event, FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use letters::form::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::choose::{Press, changes};
use super::controls::Control;
use super::editor::Editor;
use super::{controls, travel};

fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn number<T: core::str::FromStr>(element: &Element, name: &str) -> Option<T> {
    element.get_attribute(name)?.parse().ok()
}

fn cell(element: &Element, name: &str) -> Option<Cell> {
    Cell::at(number(element, name)?)
}

/// A press on a box, 下線 or one of the small buttons of a field.
pub(crate) fn click(editor: Editor, event: &Event) {
    let Some(target) = element(event) else { return };
    if let Ok(Some(pressed)) = target.closest("[data-c],[data-u]") {
        press(editor, &pressed);
    } else if let Ok(Some(button)) = target.closest("[data-confirm]") {
        if let Some(item) = number(&button, "data-confirm") {
            super::copied::confirm_item(editor, item);
        }
    } else if let Ok(Some(button)) = target.closest("[data-hint]")
        && let Some(item) = number(&button, "data-hint")
    {
        super::hint::toggle(editor, item, None);
    }
}

/// Presses a box as the keyboard and the pointer do.
pub(crate) fn press(editor: Editor, pressed: &Element) {
    let how = match (cell(pressed, "data-u"), number(pressed, "data-n")) {
        (Some(_), _) => Press::Underline,
        (None, Some(n)) => Press::Choice(n),
        (None, None) => Press::Box,
    };
    let Some(at) = cell(pressed, "data-u").or_else(|| cell(pressed, "data-c")) else { return };
    if let Some(button) = pressed.dyn_ref::<HtmlElement>() {
        // Not every browser focuses a button that was clicked.
        travel::focus(button);
    }
    let changes = editor.state(|state| changes(&state.letter, at, how));
    editor.put(&changes);
}

/// Text was typed; while it is being composed the control keeps it to itself.
pub(crate) fn input(editor: Editor, event: &Event) {
    let Some(control) = element(event) else { return };
    let composing = event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
    let Some(at) = cell(&control, "data-t") else { return };
    if !composing {
        controls::commit(editor, at);
    }
    super::diagnosis::typed(editor, at, &control);
}

/// Composition has ended: what stands there now is what was typed.
pub(crate) fn composed(editor: Editor, event: &Event) {
    if let Some(at) = element(event).and_then(|control| cell(&control, "data-t")) {
        controls::commit(editor, at);
    }
}

/// The focus came to a control.
pub(crate) fn focus_in(editor: Editor, event: &Event) {
    let Some(target) = element(event) else { return };
    let _ = travel::rove(&target);
    let Some(item) = travel::item_of(&target) else { return };
    let text = cell(&target, "data-t").filter(|cell| cell.kind() == letters::form::CellKind::Text);
    editor.with(|open| {
        if text.is_some() && open.text.get_untracked() != text {
            open.text.set(text);
        }
        let section = super::judged::section_of(item);
        if open.section.get_untracked() != section {
            open.section.set(section);
        }
    });
}

/// The focus left a control: from now on alarm may be raised about its item, and the control shows what is kept.
pub(crate) fn focus_out(editor: Editor, event: &Event) {
    let Some(target) = element(event) else { return };
    let next = event
        .dyn_ref::<FocusEvent>()
        .and_then(FocusEvent::related_target)
        .and_then(|next| next.dyn_into::<Element>().ok());
    if let Some(at) = cell(&target, "data-t") {
        super::diagnosis::left(editor, at);
        // The focus has not moved yet while this event is handled.
        queue_microtask(move || controls::show(editor, at));
        editor.with(|open| open.writer.end_step());
    }
    let Some(item) = travel::item_of(&target) else { return };
    if next.as_ref().and_then(travel::item_of) != Some(item) {
        editor.with(|open| open.leaving.borrow_mut().push(item));
        if !editor.with(|open| open.pressing.get()) {
            left(editor);
        }
    }
}

/// The items that were left say now what is to be said about them.
fn left(editor: Editor) {
    for item in editor.with(|open| open.leaving.take()) {
        editor.leave(item);
    }
    super::hint::close(editor);
}

/// The pointer goes down or up. What moves the page waits until the click that belongs to it has found its target.
pub(crate) fn pointer(editor: Editor, down: bool) {
    editor.with(|open| open.pressing.set(down));
    if !down && editor.with(|open| !open.leaving.borrow().is_empty()) {
        set_timeout(move || left(editor), core::time::Duration::ZERO);
    }
}

/// Keys of the whole editor.
pub(crate) fn key(editor: Editor, event: &KeyboardEvent) {
    // 229: a key that belongs to the input method (Safari says so alone).
    let code = event.key_code();
    if event.is_composing() || code == 229 || event.default_prevented() {
        return;
    }
    let target = element(event);
    if handled(editor, event, code, target.as_ref()).is_some() {
        event.prevent_default();
    }
}

fn handled(editor: Editor, event: &KeyboardEvent, code: u32, target: Option<&Element>) -> Option<()> {
    let command = event.ctrl_key() || event.meta_key();
    // Only what is written in has a caret.
    let writes = target.is_some_and(|target| target.unchecked_ref::<Control>().selection_start().is_some());
    // What is typed into a text is the text's: its letters, digits and signs are not looked at further.
    let types = matches!(code, 32 | 48..=90 | 96..=111 | 186..=222);
    if writes && !command && !event.alt_key() && types {
        return None;
    }
    let key = event.key();
    if editor.with(|open| open.finishing.get_untracked()) {
        return None;
    }
    if !command && !event.alt_key() && super::diagnosis::key(editor, &key).is_some() {
        return Some(());
    }
    match key.as_str() {
        "Enter" if command => super::finish::attempt(editor),
        "z" | "Z" if command && !writes && !event.alt_key() => super::steps::ask(editor, event.shift_key()),
        "y" if command && !writes => super::steps::ask(editor, true),
        "ArrowDown" | "ArrowUp" if event.alt_key() && target.is_none_or(|t| t.tag_name() != "SELECT") => {
            travel::go_on(editor, key == "ArrowUp");
        }
        "F1" => super::hint::toggle(editor, target.and_then(travel::item_of)?, choice_at(target?)),
        "?" if !writes && !command => {
            super::hint::toggle(editor, target.and_then(travel::item_of)?, choice_at(target?));
        }
        "Escape" => return super::hint::close(editor).or_else(|| super::frame::close_sheet(editor)),
        _ if command || event.alt_key() => return None,
        "ArrowRight" | "ArrowDown" => travel::step(target?.closest("[data-c]").ok()??.as_ref(), true)?,
        "ArrowLeft" | "ArrowUp" => travel::step(target?.closest("[data-c]").ok()??.as_ref(), false)?,
        "u" | "U" if !writes => {
            let marked = target?.closest("[data-m]").ok()??;
            let underline = marked.query_selector("[data-u]").ok()??;
            press_from(editor, &underline, target?);
        }
        _ => return None,
    }
    Some(())
}

/// Presses a button for a key; the focus stays on the box.
fn press_from(editor: Editor, pressed: &Element, focused: &Element) {
    press(editor, pressed);
    if let Some(focused) = focused.dyn_ref::<HtmlElement>() {
        travel::focus(focused);
    }
}

/// The choice of the box that has the focus: its own number, or that of its cell.
fn choice_at(target: &Element) -> Option<u8> {
    let pressed = target.closest("[data-c]").ok()??;
    number(&pressed, "data-n").or_else(|| match cell(&pressed, "data-c")?.field().part {
        letters::form::Part::Option(n) => Some(n),
        _ => None,
    })
}
