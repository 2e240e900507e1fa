//! Files that were dropped on another screen, on their way to the import.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, FileList};

use crate::el::El;
use crate::route::{Route, Router};

thread_local! {
    static WAITING: RefCell<Vec<File>> = const { RefCell::new(Vec::new()) };
}

/// The files that wait, once.
pub(crate) fn take() -> Vec<File> {
    WAITING.take()
}

/// A screen on which files may be dropped: they lead to the import.
pub(crate) fn leads_to_import(screen: El, router: Router) -> El {
    catches(screen, move |files| {
        WAITING.set(files);
        router.go(Route::Import);
    })
}

/// An element on which files may be dropped.
pub(crate) fn catches(element: El, dropped: impl Fn(Vec<File>) + 'static) -> El {
    // Without this the browser shows the file instead of the page.
    element.on("dragover", |event| event.prevent_default()).on("drop", move |event| {
        event.prevent_default();
        let files = files_of(&event);
        if !files.is_empty() {
            dropped(files);
        }
    })
}

/// The files an event carries; text that is dragged is none.
fn files_of(event: &Event) -> Vec<File> {
    let carried = Reflect::get(event, &JsValue::from_str("dataTransfer"));
    let files = carried.and_then(|carried| Reflect::get(&carried, &JsValue::from_str("files")));
    files.ok().and_then(|files| files.dyn_into().ok()).map_or_else(Vec::new, |files| list(&files))
}

/// The files of a list.
pub(crate) fn list(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|n| files.get(n)).collect()
}
