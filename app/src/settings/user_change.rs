use leptos::prelude::*;
use wire::paths;
use wire::people::{Profession, Role};
use wire::users::{AccountPatch, AccountView};

use super::panel::{Panel, Rows, action};
use super::users::{profession_word, role_word};
use crate::access::{Field, field};
use crate::el::{El, el};

/// What an administrator can give or take; 管理者 is the operator's to appoint.
const ROLES: [Role; 4] = [Role::Doctor, Role::Visitor, Role::Clerk, Role::InsurerOfficer];
const PROFESSIONS: [Profession; 8] = [
    Profession::Physician,
    Profession::Dentist,
    Profession::Pharmacist,
    Profession::Nurse,
    Profession::Dietitian,
    Profession::DentalHygienist,
    Profession::Office,
    Profession::Official,
];

/// Name, 職種 and roles of an account, to be changed. The server refuses what does not fit together.
pub(super) fn change(
    panel: &Panel,
    rows: Rows<AccountView>,
    editing: RwSignal<Option<AccountView>>,
    account: &AccountView,
) -> El {
    let name = RwSignal::new(account.name.clone());
    let profession = RwSignal::new(account.profession.unwrap_or(Profession::Office));
    let roles = RwSignal::new(account.roles.clone());
    let (saving, before) = (panel.clone(), account.clone());
    let save = move || {
        let (panel, account) = (saving.clone(), before.clone());
        saving.act("変更しました。", async move {
            let typed = name.get_untracked().trim().to_owned();
            let (profession, roles) = (profession.get_untracked(), roles.get_untracked());
            // What stays as it is is not said: it may not be this administrator's to say.
            let patch = AccountPatch {
                name: (typed != account.name).then_some(typed),
                profession: (Some(profession) != account.profession).then_some(profession),
                roles: (roles != account.roles).then_some(roles),
                state: None,
            };
            let _: AccountView = panel.local.patch(&paths::user(&account.id), &patch, &account.etag).await?;
            editing.set(None);
            panel.reload(rows);
            Ok(())
        });
    };
    let pressed = save.clone();
    let options = PROFESSIONS.iter().map(|one| {
        let chosen = (Some(*one) == account.profession).then_some("");
        el("option").attr("value", one.word()).maybe("selected", chosen).text(profession_word(*one))
    });
    let select = el("select")
        .class("input")
        .attr("id", "change-profession")
        .on("change", move |event| {
            if let Some(chosen) = Profession::parse(&event_target_value(&event)) {
                profession.set(chosen);
            }
        })
        .each(options);
    let boxes = ROLES.iter().map(|role| {
        let role = *role;
        let has = account.roles.contains(&role).then_some("");
        let tick = el("input").attr("type", "checkbox").maybe("checked", has).on("change", move |_| {
            roles.update(|roles| {
                if roles.contains(&role) {
                    roles.retain(|other| *other != role);
                } else {
                    roles.push(role);
                }
            });
        });
        el("label").class("settings__role").child(tick).text(role_word(role))
    });
    el("div")
        .class("card settings__form")
        .child(el("h3").text([&account.name, "さんの登録を変える"].concat()))
        .child(field(
            Field { id: "change-name", label: "氏名", help: "意見書の医師氏名になります。" },
            name,
            save,
        ))
        .child(
            el("div")
                .class("field")
                .child(el("label").class("field__label").attr("for", "change-profession").text("職種"))
                .child(select),
        )
        .child(
            el("fieldset")
                .class("field")
                .child(el("legend").class("field__label").text("役割（いくつでも）"))
                .each(boxes),
        )
        .child(el("div").class("settings__actions").child(action("変更する", false, pressed)).child(action(
            "やめる",
            false,
            move || editing.set(None),
        )))
}
