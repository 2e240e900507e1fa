//! Pieces of a module that are fetched when they are first needed.
//!
//! `#[wasm_split]` on a function takes it, and whatever only such functions reach, out of the first download.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_split_helpers::SplitLoaderError;

use crate::el::el;
use crate::ui::{Icon, banner};

/// A piece was neither on this device nor to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotFetched;

impl From<SplitLoaderError> for NotFetched {
    fn from(_: SplitLoaderError) -> NotFetched {
        NotFetched
    }
}

/// Work of a piece: what a split function gives back, as it may not be async itself.
pub type Work<T> = Pin<Box<dyn Future<Output = T>>>;

#[wasm_bindgen]
extern "C" {
    /// Fetches the sheet of the pages beside the form, once; defined by `public/boot.js`.
    #[wasm_bindgen(js_namespace = window, js_name = ikenshoSheet)]
    fn sheet() -> Promise;
}

/// Shows a view of a piece as soon as the piece is here, and what it looks like.
pub fn later(view: impl Future<Output = Result<AnyView, NotFetched>> + 'static) -> AnyView {
    // Boxed: one copy of what follows for every piece.
    shown(Box::pin(view))
}

fn shown(view: Work<Result<AnyView, NotFetched>>) -> AnyView {
    let fetched = RwSignal::new(None::<Result<(), NotFetched>>);
    let slot: Rc<RefCell<Option<AnyView>>> = Rc::default();
    let filled = SendWrapper::new(Rc::clone(&slot));
    let sheet = sheet();
    spawn_local(async move {
        let view = view.await;
        // It comes to an end even where there is none.
        let _ = JsFuture::from(sheet).await;
        let outcome = view.map(|view| {
            slot.borrow_mut().replace(view);
        });
        // The screen may be gone meanwhile.
        let _ = fetched.try_set(Some(outcome));
    });
    (move || match fetched.get() {
        None => el("p").class("boot-loading").text("読み込んでいます…").any(),
        Some(Ok(())) => filled.borrow_mut().take().unwrap_or_else(not_fetched),
        Some(Err(NotFetched)) => not_fetched(),
    })
    .into_any()
}

fn not_fetched() -> AnyView {
    let said = banner(
        "banner banner--error",
        "alert",
        Icon::Fix,
        "この画面をまだ読み込めていません。".to_owned(),
        "通信できる場所で、もう一度開いてください。入力した内容はこの端末にあります。".to_owned(),
    );
    el("main").class("page").attr("id", "main").attr("tabindex", "-1").child(said).any()
}
