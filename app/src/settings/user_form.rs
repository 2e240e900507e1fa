use leptos::prelude::*;
use wire::paths;
use wire::people::{Profession, Role};
use wire::users::{AccountPost, AccountView, Invited};

use super::panel::{Panel, Rows, action};
use super::user_place::is_operator;
use super::users::{Made, profession_word, role_word};
use crate::access::{Field, field};
use crate::el::{El, el};
use crate::local::Trouble;

/// A 職種 with the roles that go with it.
type Choice = (Profession, &'static [Role]);

/// What a clinic's administrator may give: a 管理者 is made by the operator.
const CHOICES: [Choice; 8] = [
    (Profession::Physician, &[Role::Doctor]),
    (Profession::Dentist, &[Role::Doctor]),
    (Profession::Office, &[Role::Clerk]),
    (Profession::Nurse, &[Role::Visitor]),
    (Profession::Pharmacist, &[Role::Visitor]),
    (Profession::Dietitian, &[Role::Visitor]),
    (Profession::DentalHygienist, &[Role::Visitor]),
    (Profession::Nurse, &[Role::Clerk]),
];
/// What an insurer's administrator may give.
const OFFICERS: [Choice; 1] = [(Profession::Official, &[Role::InsurerOfficer])];
/// What an operator gives a clinic: its first 管理者, who may be its only doctor, too.
const ADMINS: [Choice; 3] = [
    (Profession::Office, &[Role::FacilityAdmin]),
    (Profession::Physician, &[Role::FacilityAdmin]),
    (Profession::Physician, &[Role::Doctor, Role::FacilityAdmin]),
];

/// A new user of the place that is listed.
pub(super) fn form(panel: &Panel, rows: Rows<AccountView>, (place, made): (RwSignal<String>, Made)) -> El {
    let name = RwSignal::new(String::new());
    let is_insurer = panel.local.me().with_untracked(|me| me.as_ref().is_some_and(|me| me.insurer.is_some()));
    let is_operator = is_operator(panel);
    let choices: &'static [Choice] = match (is_operator, is_insurer) {
        (true, _) => &ADMINS,
        (_, true) => &OFFICERS,
        _ => &CHOICES,
    };
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
            let Some((profession, roles)) = choices.get(chosen.get_untracked()) else { return Ok(()) };
            let (id, operation) = (panel.local.new_id(), panel.local.new_id());
            let post = AccountPost {
                id,
                name: typed.clone(),
                profession: *profession,
                roles: roles.to_vec(),
                place: Some(place.get_untracked()).filter(|place| !place.is_empty()),
            };
            let invited: Invited = panel.local.post(paths::USERS, &post, &operation).await?;
            made.set(Some((typed, invited.code, invited.expires_at)));
            name.set(String::new());
            panel.reload(rows);
            Ok(())
        });
    };
    let pressed = add.clone();
    let options = choices.iter().enumerate().map(|(n, (profession, roles))| {
        let roles: Vec<&str> = roles.iter().map(|role| role_word(*role)).collect();
        let word = [profession_word(*profession), "（", &roles.join("・"), "）"].concat();
        el("option").attr("value", n.to_string()).text(word)
    });
    let select = el("select")
        .class("input")
        .attr("id", "user-role")
        .on("change", move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default()))
        .each(options);
    let about = match is_operator {
        true => {
            "ほかの利用者は、その事業所の管理者が加えます。操作の前に、あなたのパスキーの確認があります。"
        }
        false => "管理者を決めるのは運用者です。操作の前に、あなたのパスキーの確認があります。",
    };
    el("details")
        .class("card settings__form")
        // Operators are made on the server's own machine.
        .hidden(move || is_operator && place.with(String::is_empty))
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
        .child(el("p").text(about))
        .child(el("p").child(action("加えて招待コードを作る", false, pressed)))
}
