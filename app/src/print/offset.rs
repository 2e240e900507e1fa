//! Where answers stand on the municipality's own paper.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::{Choices, millimetres, tenths};
use super::press::{Press, calibration};
use super::sheet::change;
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// The two lengths, and the sheet from which they are read.
pub(super) fn offset(press: Press) -> El {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let print = move |_| {
        let Some(source) = press.source.try_get_value().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let choices = press.choices.get_untracked();
        spawn_local(async move {
            let printed = match calibration(&source, &choices).await {
                Ok(made) => made.print().await,
                Err(_) => false,
            };
            let _ = failed.try_set(!printed);
            let _ = busy.try_set(false);
        });
    };
    el("div")
        .class("print__offset")
        .child(
            el("p")
                .text("印刷がずれるときは、動かす長さを入れてください。左と上へは「-1.5」のように入れます。"),
        )
        .child(
            el("div")
                .class("print__lengths")
                .child(length(press, "右へ（mm）", |choices| &mut choices.right))
                .child(length(press, "下へ（mm）", |choices| &mut choices.down)),
        )
        .child(
            el("button")
                .class("button button--small")
                .attr("type", "button")
                .child(sign(Icon::Print))
                .text("位置合わせの用紙を印刷")
                .on("click", print),
        )
        .show(move || {
            failed.get().then(|| {
                let words = "位置合わせの用紙を印刷できませんでした。もう一度お試しください。";
                el("p")
                    .class("message message--error")
                    .attr("role", "alert")
                    .child(sign(Icon::Fix))
                    .text(words)
            })
        })
        .child(
            el("p").class("panel__note").text(
                "市町村の用紙に重ねて印刷し、□のずれを目盛りで読みます。印刷の倍率は100%にしてください。",
            ),
        )
}

fn length(press: Press, label: &'static str, of: fn(&mut Choices) -> &mut String) -> El {
    let wrong = RwSignal::new(false);
    let now = press.choices.try_update_untracked(|choices| millimetres(of(choices))).unwrap_or_default();
    let typed = move |event| match tenths(&event_target_value(&event)) {
        Some(tenths) => {
            wrong.set(false);
            change(press, |choices| *of(choices) = tenths.to_string());
        }
        None => wrong.set(true),
    };
    el("label")
        .class("field")
        .child(el("span").class("field__label").text(label))
        .child(
            el("input")
                .class("input w-s")
                .attr("type", "text")
                .attr("inputmode", "text")
                .truth("aria-invalid", move || wrong.get())
                .value(now)
                .on("change", typed),
        )
        .show(move || {
            let words = "50mmまでの長さを、0.1mmきざみの数字で入れてください。";
            wrong.get().then(|| el("span").class("message message--error").child(sign(Icon::Fix)).text(words))
        })
}
