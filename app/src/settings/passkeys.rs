use leptos::prelude::*;
use wire::passkeys::PasskeyView;
use wire::paths;

use super::panel::{Panel, Rows, asked, nothing, table};
use crate::access::{Field, device_name, field};
use crate::el::{El, el};
use crate::ui::{Icon, Tone, badge, day_and_clock};

const HEADS: [&str; 4] = ["名前", "作った日時", "最後に使った日時", "操作"];

/// One's own passkeys.
pub(super) fn passkeys(panel: &Panel) -> El {
    let rows: Rows<PasskeyView> = panel.rows(paths::PASSKEYS);
    let name = RwSignal::new(device_name().to_owned());
    let adding = panel.clone();
    let add = move || {
        let panel = adding.clone();
        adding.act("パスキーを加えました。", async move {
            panel.local.add_passkey(name.get_untracked().trim()).await?;
            panel.reload(rows);
            Ok(())
        });
    };
    let pressed = add.clone();
    let listing = panel.clone();
    let list = move || {
        let passkeys = rows.rows.get().unwrap_or_default();
        if passkeys.is_empty() {
            return Vec::new();
        }
        let few = passkeys.iter().filter(|passkey| !passkey.blocked).count() < 2;
        let advice = few.then(|| {
            el("p").class("settings__advice").text(
                "パスキーは、いま1つだけです。端末をなくしたときのために、スマートフォンやセキュリティキーなど、もう1つ登録しておきましょう。",
            )
        });
        let lines = passkeys.iter().map(|passkey| row(&listing, rows, passkey)).collect();
        advice.into_iter().chain([table("パスキー", &HEADS, lines)]).collect()
    };
    el("div")
        .class("settings__stack")
        .child(nothing(rows, "この画面の方は、パスキーなしで使っています（デモ）。"))
        .child(el("div").class("settings__stack").list(list))
        .child(
            el("div")
                .class("card settings__form")
                .child(el("h3").text("パスキーを加える"))
                .child(field(
                    Field {
                        id: "passkey-name",
                        label: "名前",
                        help: "どの端末のものか、あとで見分けるための名前です。はじめに、いまのパスキーでの確認があります。",
                    },
                    name,
                    add,
                ))
                .child(
                    el("button").attr("type", "button").class("button").text("加える").on("click", move |_| pressed()),
                ),
        )
}

fn row(panel: &Panel, rows: Rows<PasskeyView>, passkey: &PasskeyView) -> El {
    let (id, removing) = (passkey.id.clone(), panel.clone());
    let remove = move || {
        let (panel, id) = (removing.clone(), id.clone());
        removing.act("パスキーを消しました。", async move {
            panel.local.remove_passkey(&id).await?;
            panel.reload(rows);
            Ok(())
        });
    };
    let blocked = passkey.blocked.then(|| badge(Tone::Alarm, Icon::Fix, "写しの疑いで停止中"));
    let used = passkey.used_at.as_deref().map_or_else(|| "まだ使っていません".to_owned(), day_and_clock);
    el("tr")
        .child(el("td").text(passkey.name.clone()).opt(blocked))
        .child(el("td").text(day_and_clock(&passkey.made_at)))
        .child(el("td").text(used))
        .child(el("td").child(asked("消す", "このパスキーでは入れなくなります。消しますか？", remove)))
}
