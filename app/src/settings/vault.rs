use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::people::Role;
use wire::recovery_keys::RecoveryKeyView;

use super::panel::{Panel, action};
use crate::access::{agreed, pair};
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
            "医療機関の復旧キーでは、まだ開きません。いまパスキーをすべてなくすと、送っていない意見書を取り出せません。",
        ));
    el("div")
        .class("settings__stack")
        .child(el("p").text(
            "あなたの下書きと送信箱は、この端末の中の、あなただけの保管庫に暗号化して保存されています。10分間操作がないとき、端末が眠ったとき、自動でロックします。",
        ))
        .child(list)
        .child(passphrase(panel, ways.passphrase))
        .opt(recovery(panel))
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

/// The facility's recovery key, which the server keeps the public half of; elsewhere there is none.
fn recovery(panel: &Panel) -> Option<El> {
    let kept = RwSignal::new(None::<Option<RecoveryKeyView>>);
    let code = RwSignal::new(String::new());
    let me = panel.local.me().get_untracked()?;
    me.facility.as_ref()?;
    let is_admin = me.user.roles.contains(&Role::FacilityAdmin);
    let (local, trouble) = (panel.local.clone(), panel.trouble);
    spawn_local(async move {
        // The screen may be gone meanwhile.
        match local.recovery_key().await {
            Ok(key) => _ = kept.try_set(Some(key)),
            Err(why) => _ = trouble.try_set(Some(why)),
        }
    });
    let known = move || match kept.get() {
        Some(Some(key)) => {
            ["復旧キー: ", &day_and_clock(&key.made_at), " に ", &key.by, "さんが作成"].concat()
        }
        Some(None) => "この医療機関には、復旧キーがまだありません。".to_owned(),
        None => "復旧キーがあるかは、サーバーにつながると分かります。".to_owned(),
    };
    let making = panel.clone();
    let make = move || {
        let panel = making.clone();
        making.act(
            "復旧キーを作りました。文字を印刷するか書き写し、金庫などに保管してください。",
            async move {
                let (made, key) = panel.local.make_recovery_key().await?;
                code.set(made);
                kept.set(Some(Some(key)));
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
    let earlier = "作り直すと、これから開く保管庫は新しい用紙で開きます。前の用紙は、どの端末でも一度ずつ保管庫を開くまで、捨てないでください。";
    let earlier = el("p").text(earlier).hidden(move || !kept.with(|key| matches!(key, Some(Some(_)))));
    let about = "操作の前に、あなたのパスキーの確認があります。";
    Some(
        el("div")
            .class("card settings__form")
            .child(el("h3").text("医療機関の復旧キー"))
            .child(el("p").live_text(known))
            .child(el("p").text(
                "パスキーをなくした方の保管庫を開くための鍵です。管理者が作り、紙で保管します。どの端末でも、同じ用紙で開きます。作ったあとに、通信できる場所で開いた保管庫が、この鍵でも開くようになります。",
            ))
            .opt(is_admin.then_some(earlier))
            .opt(is_admin.then(|| el("p").text(about)))
            .opt(is_admin.then(|| action("新しい復旧キーを作る", false, make)))
            .opt((!is_admin).then(|| el("p").text("作るのは、医療機関の管理者です。")))
            .show(shown),
    )
}
