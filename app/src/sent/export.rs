//! What exists on this device only, as an encrypted file: for a terminal that will be changed or repaired.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::el::{El, el};
use crate::local::{Local, Trouble};
use crate::ui::save;

/// The passphrase and the button.
pub(super) fn export(local: Local, trouble: RwSignal<Option<Trouble>>) -> El {
    let passphrase = RwSignal::new(String::new());
    let done = RwSignal::new(false);
    let write = move |_| {
        let local = local.clone();
        spawn_local(async move {
            let outcome = local.export_encrypted(&passphrase.get_untracked()).await;
            let outcome = outcome.and_then(|file| keep(&file, &local.today().to_string()));
            let _ = done.try_set(outcome.is_ok());
            let _ = trouble.try_set(outcome.err());
        });
    };
    let input = el("input")
        .attr("id", "export-passphrase")
        .attr("type", "password")
        .attr("autocomplete", "new-password")
        .attr("aria-describedby", "export-note")
        .class("input")
        .on("input", move |event| passphrase.set(event_target_value(&event)));
    let told = move || {
        let told = el("p").attr("role", "status");
        done.get().then(|| told.text("ダウンロードに保存しました。開くには、このパスフレーズが要ります。"))
    };
    el("details")
        .class("sent__export card")
        .child(el("summary").text("この端末だけにある内容を、暗号化ファイルに書き出す"))
        .child(
            el("p")
                .attr("id", "export-note")
                .text("端末を修理・交換する前の控えです。パスフレーズ（8文字以上）は、ファイルとは別の場所に控えてください。"),
        )
        .child(el("label").attr("for", "export-passphrase").class("field__label").text("パスフレーズ"))
        .child(input)
        .child(el("button").attr("type", "button").class("button").on("click", write).text("書き出す"))
        .show(told)
}

fn keep(file: &[u8], day: &str) -> Result<(), Trouble> {
    let refused = |_: JsValue| {
        Trouble::here(
            "export.refused",
            "ブラウザーがファイルを保存できませんでした。",
            "ダウンロードの許可を確かめて、もう一度試してください。",
        )
    };
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(file))).map_err(refused)?;
    save(&["ikensho-", day, ".ikensho"].concat(), &blob).map_err(refused)
}
