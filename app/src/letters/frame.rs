//! The screen of one letter: top bar, sections, form, panel, bottom bar.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::Section;

use super::editor::Editor;
use super::view::section_id;
use super::{banners, bar, bottom, controls, copied, events, finish, panel, rail, view};
use crate::el::{El, el};
use crate::local::{Local, Mode, OpenDraft, Trouble, Writer};
use crate::route::{Route, Router};

/// The editor of this draft; a finished letter leads to the outbox.
pub fn page(local: Local, router: Router, draft: String) -> AnyView {
    let opened = RwSignal::new(None::<Result<Writer, Trouble>>);
    let asking = local.clone();
    spawn_local(async move {
        let writer = asking.open_draft(OpenDraft::Draft(draft)).await;
        // The screen may be gone: then nobody closes the draft but this.
        if let Some(Some(Ok(writer))) = opened.try_set(Some(writer)) {
            writer.close();
        }
    });
    (move || match opened.get() {
        None => el("p").class("editor__opening").attr("role", "status").text("意見書を開いています…").any(),
        Some(Err(trouble)) => not_opened(trouble).any(),
        Some(Ok(writer)) => {
            let closing = writer.clone();
            on_cleanup(move || closing.close());
            let moved = writer.moved();
            Effect::new(move |_| {
                if let Some(id) = moved.get() {
                    router.rename(&Route::Letter(id));
                }
            });
            frame(Editor::open(local.clone(), writer), router).any()
        }
    })
    .into_any()
}

fn not_opened(trouble: Trouble) -> El {
    el("main")
        .class("empty")
        .attr("id", "main")
        .child(el("h1").text("意見書を開けませんでした"))
        .child(el("p").text(trouble.title))
        .child(el("p").text(trouble.action.unwrap_or_default()))
        .child(el("p").child(el("a").class("button").attr("href", "/").text("依頼一覧へ")))
}

fn frame(editor: Editor, router: Router) -> El {
    let keys = window_event_listener(ev::keydown, move |event| events::key(editor, &event));
    let scrolls = window_event_listener(ev::scroll, move |_| follow(editor));
    let presses = window_event_listener(ev::pointerdown, move |_| events::pointer(editor, true));
    let releases = window_event_listener(ev::pointerup, move |_| events::pointer(editor, false));
    let cancels = window_event_listener(ev::pointercancel, move |_| events::pointer(editor, false));
    on_cleanup(move || {
        [keys, scrolls, presses, releases, cancels].into_iter().for_each(|listener| listener.remove())
    });
    Effect::new(move |_| {
        editor.edition();
        read_only(editor);
    });
    let reading = move || editor.with(|open| open.writer.mode().get() != Mode::Writing);
    let form = el("main")
        .class("form")
        .attr("id", "main")
        .mark("data-reading", reading)
        .on("click", move |event| events::click(editor, &event))
        .on("input", move |event| events::input(editor, &event))
        .on("compositionend", move |event| events::composed(editor, &event))
        .on("focusin", move |event| events::focus_in(editor, &event))
        .on("focusout", move |event| events::focus_out(editor, &event))
        .child(banners::banners(editor))
        .list(move || {
            editor.edition();
            untrack(|| Section::ALL.map(|section| view::section(editor, section)).into())
        });
    let body =
        el("div").class("editor__body").child(rail::rail(editor)).child(form).child(panel::panel(editor));
    let safety = bar::safety(editor);
    let told = move || editor.with(|open| open.told.get());
    el("div")
        .class("editor")
        .child(bar::bar(editor, safety))
        .child(body)
        .child(bottom::bottom(editor, safety))
        .child(finish::dialog(editor, router))
        .child(el("p").class("visually-hidden").attr("role", "status").live_text(told))
}

/// While another tab writes, the texts here can be read and copied, not changed.
fn read_only(editor: Editor) {
    use wasm_bindgen::JsCast;
    let reading = editor.with(|open| open.writer.mode().get() != Mode::Writing);
    let Ok(all) = document().query_selector_all(".form [data-t]") else { return };
    for node in (0..all.length()).filter_map(|n| all.get(n)) {
        node.unchecked_ref::<controls::Control>().set_read_only(reading);
    }
}

/// The section at the top of the screen becomes the current one.
fn follow(editor: Editor) {
    copied::look(editor);
    let line = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default() * 0.4;
    let above = |section: &Section| {
        let element = controls::by_id(&section_id(*section));
        element.is_some_and(|element| element.get_bounding_client_rect().top() <= line)
    };
    let current = Section::ALL.into_iter().rev().find(above).unwrap_or(Section::Basics);
    editor.with(|open| {
        if open.section.get_untracked() != current {
            open.section.set(current);
        }
    });
}

/// Moves to a section's title.
pub(crate) fn go(section: Section) {
    let id = [&section_id(section), "-h"].concat();
    go_to(&section_id(section), &id);
}

/// Brings an element to the top of the form and focuses its title.
pub(crate) fn go_to(id: &str, title: &str) {
    if let Some(element) = controls::by_id(id) {
        element.scroll_into_view();
    }
    if let Some(title) = controls::by_id(title) {
        super::travel::focus(&title);
    }
}

/// Closes the sheet; nothing when it is not open.
pub(crate) fn close_sheet(editor: Editor) -> Option<()> {
    editor.with(|open| (open.sheet.get_untracked() > 0).then(|| open.sheet.set(0)))
}
