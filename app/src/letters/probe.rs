//! What the benchmark's harness reads; only in the bench build.

use leptos::prelude::window;
use letters::form::cell;
use wasm_bindgen::prelude::*;

use super::controls::id_of;
use super::editor::Editor;

/// Puts `window.__peer` there.
pub(crate) fn expose(editor: Editor) {
    let peer = js_sys::Object::new();
    let field = |name: String| match name.as_str() {
        "p_name" => cell("pt_name"),
        _ => cell("remarks"),
    };
    let selector = Closure::<dyn Fn(String) -> String>::new(move |name| ["#", &id_of(field(name))].concat());
    let runs = Closure::<dyn Fn() -> u32>::new(move || editor.with(|open| open.runs.get()));
    let errors = Closure::<dyn Fn() -> u32>::new(move || editor.findings().len() as u32);
    let value = Closure::<dyn Fn(String) -> String>::new(move |name| {
        editor.state(|state| state.letter.text(field(name)).to_owned())
    });
    let kick = Closure::<dyn Fn()>::new(move || {
        editor.attempt();
        editor.judge(&[]);
    });
    let members = [
        ("sel", selector.into_js_value()),
        ("runs", runs.into_js_value()),
        ("errors", errors.into_js_value()),
        ("value", value.into_js_value()),
        ("kick", kick.into_js_value()),
    ];
    for (name, function) in members {
        // Setting a property of a new object does not fail.
        let _ = js_sys::Reflect::set(&peer, &name.into(), &function);
    }
    let _ = js_sys::Reflect::set(&window(), &"__peer".into(), &peer);
}
