use super::gate::{Gate, Screen};
use crate::el::{El, el};
use crate::entrance::Keeps;
use crate::local::KnownVault;
use crate::ui::{Icon, sign};

/// One touch.
pub(super) fn start(gate: &Gate) -> El {
    let vaults = if gate.keeps == Keeps::Letters { gate.door.vaults() } else { Vec::new() };
    let (title, word) = match vaults.is_empty() {
        true => ("サインイン", "パスキーでサインイン"),
        false => ("ロックされています", "パスキーで開く"),
    };
    let entering = gate.clone();
    let enter = move |_| {
        let gate = entering.clone();
        entering.run("パスキーの確認を待っています…", async move {
            let entered = gate.door.enter().await?;
            gate.came(entered).await
        });
    };
    let button = el("button")
        .attr("type", "button")
        .class("button button--filled button--wide door__main")
        .on("click", enter)
        .child(sign(Icon::Terminal))
        .text(word);
    let other = |word: &'static str, screen: Screen| {
        let gate = gate.clone();
        let link = el("button").attr("type", "button").class("button button--text").text(word);
        el("li").child(link.on("click", move |_| gate.go(screen)))
    };
    let by_passphrase = vaults.iter().any(|vault| vault.passphrase);
    let by_recovery = vaults.iter().any(|vault| vault.recovery);
    el("div")
        .class("card door__card")
        .child(el("h1").class("door__title").text(title))
        .opt((!vaults.is_empty()).then(|| el("ul").class("door__vaults").each(vaults.iter().map(vault))))
        .child(button)
        .child(el("p").class("door__help").text(
            "端末の指紋・顔・PIN、またはスマートフォンやセキュリティキーで、ご本人であることを確かめます。",
        ))
        .child(
            el("ul")
                .class("door__others")
                .opt(by_passphrase.then(|| other("パスフレーズで開く", Screen::Passphrase)))
                .child(other("招待コードがある方（はじめてのサインイン）", Screen::Invitation))
                .opt(
                    by_recovery.then(|| other("復旧キーで開く（パスキーをなくしたとき）", Screen::Recovery)),
                ),
        )
}

/// A vault in a list: whose, and what it holds alone.
pub(super) fn vault(vault: &KnownVault) -> El {
    let unsent = (vault.unsent > 0)
        .then(|| el("span").class("door__unsent").text(format!("送っていない内容 {}件", vault.unsent)));
    el("li").child(el("strong").text(vault.name.clone())).opt(unsent)
}
