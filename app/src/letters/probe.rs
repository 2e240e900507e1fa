//! What the benchmark's harness reads; only in the bench build.

use std::hint::black_box;

use leptos::prelude::*;
use letters::form::cell;
use letters::json;
use letters::rules::Context;
use wasm_bindgen::prelude::*;

use super::controls::id_of;
use super::editor::Editor;
use super::knowledge::knowledge;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Puts `window.__peer` there as soon as one can write; the rules come right after the form.
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
    // Microseconds a check of all rules takes on this letter, over so many of them.
    let check = Closure::<dyn Fn(String, u32) -> f64>::new(move |text: String, times: u32| {
        let (Ok(letter), Some(known)) = (json::read(&text), knowledge()) else { return f64::NAN };
        let context = Context { today: ja::Date::new(2026, 10, 14), ..Context::default() };
        let begin = now();
        for _ in 0..times {
            black_box((known.check)(black_box(&letter), black_box(&context)));
        }
        (now() - begin) * 1e3 / f64::from(times)
    });
    // Types into 特記事項: the letter is judged, and what shows it is told.
    let write = Closure::<dyn Fn(String)>::new(move |text: String| {
        editor.typed(cell("remarks"), letters::Value::Text(text));
    });
    // Waits until what was typed is on the disk.
    let save = Closure::<dyn Fn() -> js_sys::Promise>::new(move || {
        let open = editor.get();
        wasm_bindgen_futures::future_to_promise(async move {
            if let Some(open) = open {
                open.writer.flush().await;
            }
            Ok(JsValue::UNDEFINED)
        })
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
        ("check", check.into_js_value()),
        ("write", write.into_js_value()),
        ("save", save.into_js_value()),
    ];
    for (name, function) in members {
        // Setting a property of a new object does not fail.
        let _ = js_sys::Reflect::set(&peer, &name.into(), &function);
    }
    let _ = js_sys::Reflect::set(&window(), &"__peer".into(), &peer);
}
