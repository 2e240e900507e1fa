use leptos::prelude::*;
use wire::people::Role;

use super::panel::{Panel, action};
use crate::access::{Field, agreed, code_field, pair};
use crate::el::{El, el};
use crate::ui::{day_and_clock, save_text};

/// The vault of this terminal, and the facility's recovery key.
pub(super) fn vault(panel: &Panel) -> El {
    let Some(ways) = panel.local.vault_ways() else {
        return el("p").text("この画面の内容は、この端末の鍵で暗号化されています（デモ）。");
    };
    let says = |holds: bool, yes: &'static str, no: &'static str| el("li").text(if holds { yes } else { no });
    let list = el("ul")
        .class("settings__ways")
        .child(el("li").text(format!("パスキー {}個で開きます。", ways.passkeys)))
        .child(says(ways.passphrase, "パスフレーズでも開きます。", "パスフレーズは決めていません。"))
        .child(says(
            ways.recovery,
            "医療機関の復旧キーでも開きます。",
            "復旧キーはまだありません。パスキーをすべてなくすと、送っていない意見書を取り出せません。",
        ));
    el("div")
        .class("settings__stack")
        .child(el("p").text(
            "あなたの下書きと送信箱は、この端末の中の、あなただけの保管庫に暗号化して保存されています。10分間操作がないとき、端末が眠ったとき、自動でロックします。",
        ))
        .child(list)
        .child(passphrase(panel, ways.passphrase))
        .child(recovery(panel))
}

fn passphrase(panel: &Panel, is_there: bool) -> El {
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let keeping = panel.clone();
    let keep = move || {
        let panel = keeping.clone();
        keeping.act(
            "パスフレーズを決めました。この端末の保管庫は、これでも開きます。",
            async move {
                let passphrase = agreed(first, second)?;
                panel.local.set_passphrase(passphrase).await
            },
        );
    };
    let pressed = keep.clone();
    el("details")
        .class("card")
        .child(el("summary").text(if is_there {
            "パスフレーズを変える"
        } else {
            "パスフレーズでも開けるようにする"
        }))
        .child(pair(first, second, keep))
        .child(el("p").child(action("決める（パスキーの確認があります）", false, pressed)))
}

fn recovery(panel: &Panel) -> El {
    let kept = RwSignal::new(panel.local.recovery_key());
    let code = RwSignal::new(String::new());
    let me = panel.local.me();
    let is_admin =
        me.with_untracked(|me| me.as_ref().is_some_and(|me| me.user.roles.contains(&Role::FacilityAdmin)));
    let known = move || match kept.get() {
        Some(key) => {
            ["この端末の復旧キー: ", &day_and_clock(&key.made_at), " に ", &key.by, "さんが作成"].concat()
        }
        None => "この端末には、復旧キーがありません。".to_owned(),
    };
    let making = panel.clone();
    let make = move || {
        let panel = making.clone();
        making.act(
            "復旧キーを作りました。文字を印刷するか書き写し、金庫などに保管してください。",
            async move {
                let (made, key) = panel.local.make_recovery_key().await?;
                code.set(made);
                kept.set(Some(key));
                Ok(())
            },
        );
    };
    let shown = move || {
        let made = code.get();
        if made.is_empty() {
            return None;
        }
        let text = made.clone();
        Some(
            el("div")
                .class("card settings__code")
                .child(
                    el("p").child(el("strong").text("復旧キー（この画面を離れると、二度と表示されません）")),
                )
                .child(el("p").class("settings__digits").text(made))
                .child(action("ファイルに保存する（印刷用）", false, move || {
                    save_text("ikensho-復旧キー.txt", &text)
                })),
        )
    };
    let typed = RwSignal::new(String::new());
    let taking = panel.clone();
    let take = move || {
        let panel = taking.clone();
        taking.act("この端末でも、その復旧キーを使います。", async move {
            let key = panel.local.take_recovery_key(&typed.get_untracked()).await?;
            typed.set(String::new());
            kept.set(Some(key));
            Ok(())
        });
    };
    let pressed = take.clone();
    let other = el("details")
        .child(el("summary").text("ほかの端末で作った復旧キーを、この端末でも使う"))
        .child(code_field(
            Field {
                id: "recovery-code",
                label: "復旧キー",
                help: "保管している用紙の文字です。1枚の用紙で、どの端末の保管庫も開けるようになります。",
            },
            typed,
            take,
        ))
        .child(el("p").child(action("この復旧キーを使う", false, pressed)));
    el("div")
        .class("card settings__form")
        .child(el("h3").text("医療機関の復旧キー"))
        .child(el("p").live_text(known))
        .child(el("p").text(
            "パスキーをなくした方の保管庫を、この端末で開くための鍵です。管理者が作り、紙で保管します。ほかの端末でも同じ復旧キーを使えます。作ったあとに開いた保管庫が、この鍵でも開くようになります。",
        ))
        .opt(is_admin.then(|| action("新しい復旧キーを作る", false, make)))
        .opt(is_admin.then_some(other))
        .opt((!is_admin).then(|| el("p").text("作るのは、医療機関の管理者です。")))
        .show(shown)
}
