use leptos::prelude::*;
use wire::paths;
use wire::people::{Profession, Role};
use wire::users::{AccountPost, AccountView, Invited};

use super::panel::{Panel, Rows, action};
use super::users::{Made, profession_word, role_word};
use crate::access::{Field, field};
use crate::el::{El, el};
use crate::local::Trouble;

/// What a clinic's administrator may give: a 管理者 is made by the operator.
const CHOICES: [(Profession, Role); 8] = [
    (Profession::Physician, Role::Doctor),
    (Profession::Dentist, Role::Doctor),
    (Profession::Office, Role::Clerk),
    (Profession::Nurse, Role::Visitor),
    (Profession::Pharmacist, Role::Visitor),
    (Profession::Dietitian, Role::Visitor),
    (Profession::DentalHygienist, Role::Visitor),
    (Profession::Nurse, Role::Clerk),
];
/// What an insurer's administrator may give.
const OFFICERS: [(Profession, Role); 1] = [(Profession::Official, Role::InsurerOfficer)];

/// A new user.
pub(super) fn form(panel: &Panel, rows: Rows<AccountView>, made: Made) -> El {
    let name = RwSignal::new(String::new());
    let is_insurer = panel.local.me().with_untracked(|me| me.as_ref().is_some_and(|me| me.insurer.is_some()));
    let choices: &'static [(Profession, Role)] = if is_insurer { &OFFICERS } else { &CHOICES };
    let chosen = RwSignal::new(0_usize);
    let adding = panel.clone();
    let add = move || {
        let panel = adding.clone();
        adding.act("利用者を加えました。招待コードを渡してください。", async move {
            let typed = name.get_untracked().trim().to_owned();
            if typed.is_empty() {
                return Err(Trouble::here(
                    "user.name",
                    "氏名を入力してください。",
                    "戸籍の字のまま入力できます。",
                ));
            }
            let Some((profession, role)) = choices.get(chosen.get_untracked()) else { return Ok(()) };
            let (id, operation) = (panel.local.new_id(), panel.local.new_id());
            let post = AccountPost {
                id,
                name: typed.clone(),
                profession: *profession,
                roles: vec![*role],
                place: None,
            };
            let invited: Invited = panel.local.post(paths::USERS, &post, &operation).await?;
            made.set(Some((typed, invited.code, invited.expires_at)));
            name.set(String::new());
            panel.reload(rows);
            Ok(())
        });
    };
    let pressed = add.clone();
    let options = choices.iter().enumerate().map(|(n, (profession, role))| {
        let word = [profession_word(*profession), "（", role_word(*role), "）"].concat();
        el("option").attr("value", n.to_string()).text(word)
    });
    let select = el("select")
        .class("input")
        .attr("id", "user-role")
        .on("change", move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default()))
        .each(options);
    el("details")
        .class("card settings__form")
        .child(el("summary").text("利用者を加える"))
        .child(field(
            Field { id: "user-name", label: "氏名", help: "意見書の医師氏名になります。" },
            name,
            add,
        ))
        .child(
            el("div")
                .class("field")
                .child(el("label").class("field__label").attr("for", "user-role").text("職種（役割）"))
                .child(select),
        )
        .child(el("p").text("管理者を決めるのは運用者です。操作の前に、あなたのパスキーの確認があります。"))
        .child(el("p").child(action("加えて招待コードを作る", false, pressed)))
}
