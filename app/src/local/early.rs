//! What the page asked the server for while this program was still on its way: the draft that the address names.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wire::drafts::DraftView;
use wire::paths;

use super::{js, records};

#[wasm_bindgen]
extern "C" {
    /// `public/boot.js`; not there where nothing was asked.
    #[wasm_bindgen(js_namespace = window, js_name = ikenshoEarly, catch)]
    fn early(path: &str) -> Result<Option<Promise>, JsValue>;
}

/// The draft as the server had it when the page began to load, and the epoch of that answer. Given once.
pub(super) async fn draft(id: &str) -> Option<(DraftView, Option<u32>)> {
    let answer = js::wait(early(&paths::draft(id)).ok()??).await.ok()?;
    let answer: Array = answer.dyn_into().ok()?;
    let epoch = answer.get(1).as_string().and_then(|epoch| epoch.parse().ok());
    Some((records::read(&answer.get(0).as_string()?)?, epoch))
}
