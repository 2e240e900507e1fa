use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::paths;
use wire::terminals::{Enrolled, RenewPost};

use crate::el::{El, el};
use crate::local::Local;
use crate::ui::save_bytes;

/// A new certificate in place of the one that comes to its end. File and passphrase are shown once.
pub(super) fn renew(local: &Local) -> El {
    let made = RwSignal::new(None::<Enrolled>);
    let trouble = RwSignal::new(String::new());
    let local = local.clone();
    let press = move |_| {
        let local = local.clone();
        let operation = local.new_id();
        spawn_local(async move {
            match local.post::<Enrolled>(paths::RENEW, &RenewPost { csr: None }, &operation).await {
                Ok(enrolled) => _ = made.try_set(Some(enrolled)),
                Err(why) => _ = trouble.try_set([why.title, why.action.unwrap_or_default()].concat()),
            }
        });
    };
    let done = move || {
        let enrolled = made.get()?;
        let name = ["ikensho-", &enrolled.terminal.name, ".p12"].concat();
        let file = enrolled.p12.clone().unwrap_or_default();
        Some(
            el("div")
                .class("card settings__code")
                .attr("role", "status")
                .child(el("p").text("新しい証明書ができました。パスワードを書き留めてから、ファイルを保存して、この端末に入れてください。パスワードは二度と表示されません。"))
                .child(el("p").class("settings__digits").text(enrolled.passphrase.clone().unwrap_or_default()))
                .child(
                    el("button").attr("type", "button").class("button").text("証明書を保存する").on("click", move |_| {
                        save_bytes(&name, &file);
                    }),
                ),
        )
    };
    el("div")
        .child(
            el("button")
                .attr("type", "button")
                .class("button")
                .text("証明書を更新する")
                .hidden(move || made.with(Option::is_some))
                .on("click", press),
        )
        .child(el("p").class("message message--error").attr("role", "alert").live_text(move || trouble.get()))
        .show(done)
}
