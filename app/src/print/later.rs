//! The way into the piece: what stands on a screen before anything is printed.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::task::spawn_local;
use wasm_split_helpers::wasm_split;

use super::made::begin;
use super::many::{Choice, many};
use super::press::Press;
use super::sheet::sheet;
use super::source::Source;
use super::window::window;
use crate::el::{El, el};
use crate::later::NotFetched;
use crate::local::Local;
use crate::ui::{Icon, sign};

/// 紙面 in the editor's panel.
pub(crate) fn in_panel(source: Source) -> El {
    let owner = Owner::current().unwrap_or_default();
    soon(panel_piece(owner, source))
}

/// 「印刷・PDF」: a button that opens a window with what `source` gives when it is pressed.
pub(crate) fn button(word: &'static str, class: &'static str, source: impl Fn() -> Source + 'static) -> El {
    opener(word, class, move || {
        let source = source();
        show(move |owner| soon(window_piece(owner, source)));
    })
}

/// まとめて印刷: a button that opens a window in which letters are chosen; it waits until there are any.
pub(crate) fn many_button(
    local: &Local,
    class: &'static str,
    choices: impl Fn() -> Vec<Choice> + 'static,
) -> El {
    let (local, choices) = (local.clone(), Rc::new(choices));
    let offered = Rc::clone(&choices);
    opener("まとめて印刷", class, move || {
        let (local, choices) = (local.clone(), choices());
        show(move |owner| soon(many_piece(owner, local, choices)));
    })
    .live("disabled", move || offered().is_empty().then(|| "".into()))
}

fn opener(word: &'static str, class: &'static str, open: impl Fn() + 'static) -> El {
    let button = el("button").class(class).attr("type", "button");
    button.child(sign(Icon::Print)).text(word).on("click", move |_| untrack(&open))
}

thread_local! {
    /// The open window: a list or a letter may be drawn anew under it at any time.
    static WINDOW: RefCell<Option<UnmountHandle<AnyViewState>>> = const { RefCell::new(None) };
}

/// Opens a window over the page, in place of any other.
fn show(window: impl FnOnce(Owner) -> El + 'static) {
    let Some(body) = document().body() else { return };
    let opened = mount_to(body, move || window(Owner::current().unwrap_or_default()).any());
    let before = WINDOW.with_borrow_mut(|kept| kept.replace(opened));
    drop(before);
}

/// Closes the window, after whatever runs in it has ended.
fn close() {
    request_animation_frame(|| drop(WINDOW.with_borrow_mut(Option::take)));
}

#[wasm_split(paper, fallible)]
fn panel_piece(owner: Owner, source: Source) -> Result<El, NotFetched> {
    Ok(owner.with(|| sheet(Press::start(source))))
}

#[wasm_split(paper, fallible)]
fn window_piece(owner: Owner, source: Source) -> Result<El, NotFetched> {
    Ok(owner.with(|| window(sheet(Press::start(source)), close)))
}

#[wasm_split(paper, fallible)]
fn many_piece(owner: Owner, local: Local, choices: Vec<Choice>) -> Result<El, NotFetched> {
    begin();
    Ok(owner.with(|| window(many(local, choices), close)))
}

/// An element of the piece, as soon as the piece is here.
fn soon(element: impl Future<Output = Result<El, NotFetched>> + 'static) -> El {
    let fetched = RwSignal::new(None::<bool>);
    let slot: Rc<RefCell<Option<El>>> = Rc::default();
    let filled = Rc::clone(&slot);
    spawn_local(async move {
        let element = element.await.ok();
        let is_here = element.is_some();
        *slot.borrow_mut() = element;
        // The screen may be gone meanwhile.
        let _ = fetched.try_set(Some(is_here));
    });
    el("div").class("print__slot").show(move || match fetched.get() {
        None => Some(el("p").attr("role", "status").text("読み込んでいます…")),
        Some(true) => filled.borrow_mut().take(),
        Some(false) => Some(
            el("p")
                .class("message message--error")
                .attr("role", "alert")
                .child(sign(Icon::Fix))
                .text("印刷の部品をまだ読み込めていません。通信できる場所で、もう一度開いてください。"),
        ),
    })
}
