//! How a browser module starts, and what it does when it cannot go on.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

static PANICKED: AtomicBool = AtomicBool::new(false);

#[wasm_bindgen]
extern "C" {
    /// Shows the static banner of the page; defined by `public/boot.js` before any module is loaded.
    #[wasm_bindgen(js_namespace = window, js_name = ikenshoPanic)]
    fn show_panic_banner();

    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}

/// Installs the panic hook and puts `view` into the page's `#app`, in place of the loading line.
pub fn start<F, N>(view: F)
where
    F: FnOnce() -> N + 'static,
    N: IntoView,
{
    std::panic::set_hook(Box::new(on_panic));
    let Some(root) = document().get_element_by_id("app") else {
        console_error("ikensho: the page has no #app");
        return;
    };
    root.set_text_content(None);
    mount_to(root.unchecked_into(), view).forget();
}

/// Whether this module has panicked. Its memory can no longer be trusted, so nothing may be saved from it.
pub fn panicked() -> bool {
    PANICKED.load(Ordering::Relaxed)
}

/// The console gets the place only: a panic's message can hold what a doctor typed.
fn on_panic(info: &PanicHookInfo<'_>) {
    PANICKED.store(true, Ordering::Relaxed);
    if let Some(at) = info.location() {
        console_error(&format!("ikensho: panicked at {}:{}", at.file(), at.line()));
    }
    show_panic_banner();
}
