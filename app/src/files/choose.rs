use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::dropped;
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// Where files are dropped or chosen. Small once there is something to see below it.
pub(super) fn choose(
    is_small: Signal<bool>,
    is_busy: Signal<bool>,
    chosen: impl Fn(Vec<File>) + Clone + 'static,
) -> El {
    let picked = chosen.clone();
    let input = el("input")
        .class("visually-hidden")
        .attr("type", "file")
        .attr("id", "files-input")
        .attr("accept", ".csv,.json,text/csv,application/json")
        .attr("multiple", "")
        .on("change", move |event| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            else {
                return;
            };
            let files = input.files().map_or_else(Vec::new, |files| dropped::list(&files));
            // The same file may be chosen again after it was put right.
            input.set_value("");
            if !files.is_empty() {
                picked(files);
            }
        });
    let button = el("label")
        .live("class", move || {
            Some(if is_small.get() { "button drop__pick" } else { "button button--filled drop__pick" }.into())
        })
        .child(sign(Icon::Paper))
        .live_text(move || if is_small.get() { "別のファイルを選ぶ" } else { "ファイルを選ぶ" })
        .child(input);
    let help = "ORCA CSV（医見書）、Ikensho JSON、FHIR。Shift_JIS と UTF-8 は自動で見分けます。一度に16MB・1,000件まで。";
    let card = el("div")
        .live("class", move || Some(if is_small.get() { "drop drop--small" } else { "drop" }.into()))
        .child(el("p").class("drop__title").text("ここに CSV か JSON のファイルを置いてください"))
        .child(button)
        .child(el("p").class("drop__help").text(help))
        .child(
            el("p")
                .class("drop__busy")
                .attr("role", "status")
                .live_text(move || if is_busy.get() { "読み込んでいます…" } else { "" }),
        );
    dropped::catches(card, chosen)
}
