use leptos::prelude::*;

use super::field::{Field, code_field, field};
use super::gate::{Gate, Screen};
use crate::el::{El, el};
use crate::local::Trouble;

/// Type the code.
pub(super) fn invitation(gate: &Gate) -> El {
    let code = RwSignal::new(String::new());
    let looking = gate.clone();
    let look = move || {
        let gate = looking.clone();
        looking.run("招待コードを確かめています…", async move {
            let typed = code.get_untracked();
            if typed.trim().is_empty() {
                return Err(Trouble::here(
                    "invitation.empty",
                    "招待コードを入力してください。",
                    "管理者から受け取った英数字のコードです。",
                ));
            }
            let begun = gate.door.invitation(typed).await?;
            gate.begun.replace(Some(begun));
            gate.go(Screen::Invited);
            Ok(())
        });
    };
    let pressed = look.clone();
    el("div")
        .class("card door__card")
        .child(el("h1").class("door__title").text("はじめてのサインイン"))
        .child(code_field(
            Field {
                id: "invitation-code",
                label: "招待コード",
                help: "管理者が発行したコードです。一度だけ使え、期限があります。大文字・小文字やハイフンの違いは気にしなくてかまいません。",
            },
            code,
            look,
        ))
        .child(
            el("button")
                .attr("type", "button")
                .class("button button--filled button--wide door__main")
                .text("つぎへ")
                .on("click", move |_| pressed()),
        )
        .child(back(gate))
}

/// Make the passkey.
pub(super) fn invited(gate: &Gate) -> El {
    let (name, place, replaces) = match &*gate.begun.borrow() {
        Some(begun) => (begun.name.clone(), begun.place_name.clone(), begun.replaces),
        None => return invitation(gate),
    };
    let called = RwSignal::new(device_name().to_owned());
    let making = gate.clone();
    let make = move || {
        let gate = making.clone();
        making.run("パスキーを作っています…", async move {
            let Some(begun) = gate.begun.borrow_mut().take() else {
                gate.go(Screen::Invitation);
                return Ok(());
            };
            let busy = gate.busy;
            let called = called.get_untracked().trim().to_owned();
            let called = if called.is_empty() { device_name().to_owned() } else { called };
            let again = move || busy.set("この端末に保管庫を作ります。もう一度、パスキーで確認してください…");
            match gate.door.first(begun, called, again).await {
                Ok(entered) => gate.came(entered).await,
                Err(trouble) => {
                    // A ceremony is good for one try; the code still holds.
                    gate.screen.set(Screen::Invitation);
                    Err(trouble)
                }
            }
        });
    };
    let pressed = make.clone();
    let warning = el("p").class("door__help").text("これまでのパスキーは、すべて使えなくなります（復旧）。");
    el("div")
        .class("card door__card")
        .child(el("h1").class("door__title").text([&name, "さんのパスキーを作ります"].concat()))
        .child(el("p").text(
            [&place, "の利用者として登録されています。ご本人でないときは、ここで閉じてください。"].concat(),
        ))
        .opt(replaces.then_some(warning))
        .child(field(
            Field {
                id: "passkey-name",
                label: "パスキーの名前",
                help: "どの端末のものか、あとで見分けるための名前です。",
            },
            called,
            make,
        ))
        .child(
            el("button")
                .attr("type", "button")
                .class("button button--filled button--wide door__main")
                .text("パスキーを作る")
                .on("click", move |_| pressed()),
        )
        .child(back(gate))
}

/// Back to the start.
pub(super) fn back(gate: &Gate) -> El {
    let gate = gate.clone();
    el("p").child(el("button").attr("type", "button").class("button button--text").text("戻る").on(
        "click",
        move |_| {
            gate.entered.take();
            gate.begun.take();
            gate.go(Screen::Start);
        },
    ))
}

/// What a person would call this device.
pub(crate) fn device_name() -> &'static str {
    let agent = crate::local::user_agent();
    let kinds = [
        ("CrOS", "Chromebook"),
        ("Android", "Androidの端末"),
        ("iPad", "iPad"),
        ("iPhone", "iPhone"),
        ("Windows", "Windowsのパソコン"),
        ("Macintosh", "MacまたはiPad"),
    ];
    kinds.into_iter().find(|(word, _)| agent.contains(word)).map_or("この端末", |(_, name)| name)
}
