//! Who may come in: the door before every other screen.

mod field;
mod gate;
mod invitation;
mod lock;
mod other_way;
mod passphrase;
mod refused;
mod start;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::el::{El, el};
use crate::entrance::{Keeps, Opened};
use crate::local::Local;
use crate::ui::{Icon, banner};
use gate::{Gate, Screen};

pub(crate) use field::{Field, field};
pub(crate) use invitation::device_name;
pub(crate) use passphrase::{agreed, pair};

/// The door.
pub(crate) fn door(opened: Opened, keeps: Keeps) -> AnyView {
    let gate = Gate::new(opened, keeps);
    let (looking, beginning) = (RwSignal::new(true), gate.clone());
    let asking = gate.clone();
    spawn_local(async move { asking.look().await });
    spawn_local(async move {
        let tidying = beginning.clone();
        let tidy = async move { tidying.door.tidy().await };
        match keeps {
            // A vault can be opened meanwhile.
            Keeps::Letters => spawn_local(tidy),
            Keeps::Nothing => tidy.await,
        }
        let found = match keeps {
            Keeps::Letters => Local::from_other_tab().await,
            // Where nothing is kept there is nothing to unlock: a live session is enough.
            Keeps::Nothing if beginning.door.me().await.is_ok() => Some(Local::open().await),
            Keeps::Nothing => None,
        };
        match found {
            Some(found) => beginning.open(found.map_err(|error| error.trouble())),
            None => looking.set(false),
        }
    });
    let brand = el("p")
        .class("header__brand")
        .child(el("span").class("header__name").text("Ikensho"))
        .child(el("span").class("header__what").text("主治医意見書"));
    let (showing, telling) = (gate.clone(), gate.clone());
    let told = move || {
        let trouble = telling.trouble.get()?;
        let action = trouble.action.unwrap_or_default();
        Some(banner("banner banner--error", "alert", Icon::Fix, trouble.title, action))
    };
    let busy = gate.busy;
    let working = move || busy.get().then(|| el("p").class("door__working").text(busy.get_word()));
    el("div")
        .child(el("header").class("header").child(brand))
        .child(
            el("main")
                .class("door")
                .attr("id", "main")
                .attr("tabindex", "-1")
                .show(told)
                .list(move || match looking.get() {
                    true => vec![el("p").class("boot-loading").text("読み込んでいます…")],
                    false => vec![screen(&showing)],
                })
                .child(el("div").attr("role", "status").show(working)),
        )
        .any()
}

fn screen(gate: &Gate) -> El {
    match gate.screen.get() {
        Screen::Start => start::start(gate),
        Screen::Invitation => invitation::invitation(gate),
        Screen::Invited => invitation::invited(gate),
        Screen::NewPassphrase => passphrase::new(gate),
        Screen::OtherWay => other_way::other_way(gate),
        Screen::Passphrase => passphrase::open(gate),
        Screen::Recovery => other_way::recovery(gate),
        Screen::Refused => refused::refused(gate),
    }
}
