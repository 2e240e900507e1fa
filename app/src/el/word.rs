//! The program's own words as JavaScript has them: each is handed over once, not once an element.

use std::cell::RefCell;

use sync::FewMap;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Text as TextNode};

use super::Text;

const DRAWING: &str = "http://www.w3.org/2000/svg";

thread_local! {
    /// By place and length in the program.
    static WORDS: RefCell<FewMap<(usize, usize), JsValue>> = const { RefCell::new(FewMap::new()) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &JsValue) -> Element;

    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_in(namespace: &JsValue, tag: &JsValue) -> Element;

    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    fn create_text(text: &JsValue) -> TextNode;

    /// `Element`, its attributes set by values that are there already.
    #[wasm_bindgen(extends = Element)]
    type Dressed;

    #[wasm_bindgen(method, catch, js_name = setAttribute)]
    fn set_attribute(this: &Dressed, name: &JsValue, value: &JsValue) -> Result<(), JsValue>;
}

/// A word of the program.
fn word(word: &'static str) -> JsValue {
    let place = (word.as_ptr() as usize, word.len());
    WORDS.with_borrow_mut(|words| {
        if let Some(known) = words.get(&place) {
            return known.clone();
        }
        let new = JsValue::from_str(word);
        words.insert(place, new.clone());
        new
    })
}

/// A new element.
pub(super) fn element(tag: &'static str) -> Element {
    if matches!(tag, "svg" | "path") {
        return create_in(&word(DRAWING), &word(tag));
    }
    let node = create(&word(tag));
    if matches!(tag, "input" | "select" | "textarea") {
        // What is typed or chosen stays out of the browser's lists, and out of the session it keeps on the disk.
        put(&node, "autocomplete", Some(&Text::Borrowed("off")));
    }
    node
}

/// A new text.
pub(super) fn text(text: &str) -> TextNode {
    create_text(&text.into())
}

/// Sets an attribute or takes it away.
pub(super) fn put(node: &Element, name: &'static str, value: Option<&Text>) {
    let value = match value {
        Some(Text::Borrowed(value)) => word(value),
        Some(Text::Owned(value)) => value.as_str().into(),
        None => {
            // A name of the program's own is a name.
            let _ = node.remove_attribute(name);
            return;
        }
    };
    let _ = node.unchecked_ref::<Dressed>().set_attribute(&word(name), &value);
}
