//! The server no longer understands this version: what waits, and the way to the new one.

use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::el::{El, el};
use crate::ui::{Icon, sign};

#[wasm_bindgen]
extern "C" {
    /// Lets the new version in and opens the page anew; false while a letter is open in some tab. Defined by
    /// `public/boot.js`.
    #[wasm_bindgen(js_namespace = window, js_name = ikenshoUpdate)]
    fn open_new_version() -> Promise;
}

const HELD: &str = "意見書を開いているタブがあります。閉じてから、もう一度押してください。";
const AWAY: &str = "新しい版を読み込めませんでした。通信を確かめて、もう一度押してください。";

/// The banner, while this version is too old.
pub fn outdated(too_old: Signal<bool>) -> impl Fn() -> Option<El> {
    let told = RwSignal::new("");
    move || {
        too_old.get().then(|| {
            let words = el("div")
                .class("banner__text")
                .child(el("p").class("banner__title").text("この画面の版が古くなりました"))
                .child(el("p").text(
                    "入力した内容と送信待ちの意見書は、この端末にあります。新しい版に切り替えると、続きから送られます。",
                ))
                .child(el("p").live_text(move || told.get()));
            let button = el("button")
                .class("button button--filled")
                .attr("type", "button")
                .text("新しい版に切り替える")
                .on("click", move |_| spawn_local(async move { told.set(update().await) }));
            el("div")
                .class("banner banner--warn")
                .attr("role", "alert")
                .child(sign(Icon::Change))
                .child(words)
                .child(button)
        })
    }
}

/// What there is to say when the page does not open anew.
async fn update() -> &'static str {
    match JsFuture::from(open_new_version()).await {
        Ok(opens) if opens.is_truthy() => "",
        Ok(_) => HELD,
        Err(_) => AWAY,
    }
}
