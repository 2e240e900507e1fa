//! 設定: one's own passkeys, sessions and vault; for administrators users, terminals and the audit log.

mod audit;
mod audit_words;
mod panel;
mod passkeys;
mod programs;
mod recoveries;
mod sessions;
mod terminals;
mod user_change;
mod user_form;
mod user_place;
mod users;
mod vault;

use leptos::prelude::*;
use wire::people::Role;

use crate::el::{El, el};
use crate::local::Local;
use crate::ui::{Icon, banner};
use panel::Panel;

/// A part of the settings.
struct Part {
    name: &'static str,
    word: &'static str,
    whose: Whose,
    show: fn(&Panel) -> El,
}

/// Who has a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Everybody,
    Admins,
    /// Those of clinics, and operators: insurers have no programs.
    ClinicAdmins,
}

const PARTS: [Part; 7] = [
    Part { name: "passkeys", word: "パスキー", whose: Whose::Everybody, show: passkeys::passkeys },
    Part {
        name: "sessions", word: "サインイン中の端末", whose: Whose::Everybody, show: sessions::sessions
    },
    Part { name: "vault", word: "この端末の保管庫", whose: Whose::Everybody, show: vault::vault },
    Part { name: "users", word: "利用者", whose: Whose::Admins, show: users::users },
    Part { name: "terminals", word: "端末", whose: Whose::Admins, show: terminals::terminals },
    Part { name: "programs", word: "連携ソフト", whose: Whose::ClinicAdmins, show: programs::programs },
    Part { name: "audit", word: "操作の記録", whose: Whose::Admins, show: audit::audit },
];

/// The settings; `part` is what the address names.
pub fn settings(local: Local, part: &str) -> AnyView {
    let panel = Panel::new(local);
    let me = panel.local.me();
    let is_for_me = move |whose: Whose| {
        me.get().is_some_and(|me| {
            let is_admin =
                me.user.roles.iter().any(|role| matches!(role, Role::FacilityAdmin | Role::Operator));
            match whose {
                Whose::Everybody => true,
                Whose::Admins => is_admin,
                Whose::ClinicAdmins => is_admin && me.insurer.is_none(),
            }
        })
    };
    let chosen = PARTS.iter().find(|other| other.name == part).unwrap_or(&PARTS[0]);
    let links = PARTS.iter().map(|other| {
        let current = (other.name == chosen.name).then_some("page");
        let link = el("a").class("settings__link").attr("href", ["/settings/", other.name].concat());
        el("li")
            .hidden(move || other.whose != Whose::Everybody && !is_for_me(other.whose))
            .child(link.maybe("aria-current", current).text(other.word))
    });
    let (telling, said) = (panel.trouble, panel.told);
    let told = move || {
        let trouble = telling.get()?;
        let action = trouble.action.unwrap_or_default();
        Some(banner("banner banner--error", "alert", Icon::Fix, trouble.title, action))
    };
    let done = move || {
        let words = said.get();
        (!words.is_empty()).then(|| banner("banner", "status", Icon::Done, words, String::new()))
    };
    let content = (chosen.show)(&panel);
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("div").class("page__head").child(el("h1").class("page__title").text("設定")))
        .child(
            el("div")
                .class("settings")
                .child(el("nav").class("settings__nav").attr("aria-label", "設定の項目").child(
                    el("ul").each(links).child(
                        el("li").child(
                            el("a").class("settings__link").attr("href", "/connection").text("接続確認"),
                        ),
                    ),
                ))
                .child(
                    el("section")
                        .class("settings__part")
                        .attr("aria-labelledby", "settings-title")
                        .child(el("h2").attr("id", "settings-title").text(chosen.word))
                        .show(told)
                        .show(done)
                        .child(content),
                ),
        )
        .any()
}
