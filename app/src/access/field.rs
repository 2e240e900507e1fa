use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::el::{El, el};

/// A field of its own: a label above, help between.
pub(crate) struct Field {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) help: &'static str,
}

/// A text field. `enter` is what the Enter key does.
pub(crate) fn field(field: Field, value: RwSignal<String>, enter: impl Fn() + 'static) -> El {
    build(field, "text", value, enter)
}

/// A field whose letters are not shown, and that no browser keeps.
pub(crate) fn secret_field(field: Field, value: RwSignal<String>, enter: impl Fn() + 'static) -> El {
    build(field, "password", value, enter)
}

/// A field for a code that is copied from elsewhere.
pub(crate) fn code_field(field: Field, value: RwSignal<String>, enter: impl Fn() + 'static) -> El {
    build(field, "code", value, enter)
}

/// What was taken goes out of the field, too.
fn follow(id: &'static str, value: RwSignal<String>) {
    Effect::new(move |_| {
        let wanted = JsValue::from(value.get());
        let Some(input) = document().get_element_by_id(id) else { return };
        if Reflect::get(&input, &"value".into()).is_ok_and(|shown| shown != wanted) {
            // Every input has a value.
            let _ = Reflect::set(&input, &"value".into(), &wanted);
        }
    });
}

fn build(field: Field, kind: &'static str, value: RwSignal<String>, enter: impl Fn() + 'static) -> El {
    let help = [field.id, "-help"].concat();
    follow(field.id, value);
    let is_code = kind == "code";
    let input = el("input")
        .class(if is_code { "input door__code" } else { "input" })
        .attr("id", field.id)
        .attr("type", if is_code { "text" } else { kind })
        .attr("autocomplete", if kind == "password" { "new-password" } else { "off" })
        .maybe("autocapitalize", is_code.then_some("characters"))
        .attr("spellcheck", "false")
        .attr("aria-describedby", help.clone())
        .value(value.get_untracked())
        .on("input", move |event| value.set(event_target_value(&event)))
        .on("keydown", move |event| {
            let key = crate::ui::key_of(&event);
            if key == "Enter" {
                enter();
            }
        });
    el("div")
        .class("field")
        .child(el("label").class("field__label").attr("for", field.id).text(field.label))
        .child(el("p").class("field__help").attr("id", help).text(field.help))
        .child(input)
}
