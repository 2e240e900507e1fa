//! The doctor's own confirmation of several letters at once.

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::{Cell, cell};
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use wire::drafts::Confirmation;
use wire::letters::Approval;
use wire::people::UserView;

use super::judge::Judged;
use super::screen::{Loaded, Screen, arrival};
use crate::el::{El, el};
use crate::letters::knowledge::Knowledge;
use crate::local::Arrival;
use crate::route::Route;
use crate::ui::{Icon, sign};

const DIALOG: &str = "arrivals-finish";
const PT_NAME: Cell = cell("pt_name");
const INSURER_NAME: Cell = cell("insurer_name");
const INSURER_NO: Cell = cell("insurer_no");

/// The dialog; closed until it is asked for.
pub(super) fn dialog(screen: &Screen) -> El {
    let asking = screen.asking;
    Effect::new(move |_| {
        let wanted = asking.get();
        let dialog = document().get_element_by_id(DIALOG).and_then(|dialog| dialog.dyn_into().ok());
        let Some(dialog): Option<HtmlDialogElement> = dialog else { return };
        match (wanted, dialog.open()) {
            // Fails only for a dialog that is open already.
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let screen = screen.clone();
    el("dialog")
        .class("dialog arrivals__dialog")
        .attr("id", DIALOG)
        .attr("aria-labelledby", "arrivals-title")
        .on("close", move |_| asking.set(false))
        .show(move || {
            if !asking.get() {
                return None;
            }
            Some(contents(&screen, &*screen.loaded.get_untracked()?))
        })
}

fn contents(screen: &Screen, loaded: &Loaded) -> El {
    let chosen = screen.chosen(loaded, true);
    let warnings: usize = chosen.iter().map(|judged| judged.warnings().count()).sum();
    let name = screen.local.me().get_untracked().map(|me| me.user.name).unwrap_or_default();
    let (asking, has_looked, said) = (screen.asking, RwSignal::new(warnings == 0), RwSignal::new(""));
    let letters = chosen.iter().map(|judged| letter(judged, loaded.known));
    let look = (warnings > 0).then(|| {
        let box_ = el("input")
            .attr("type", "checkbox")
            .attr("id", "arrivals-looked")
            .on("change", move |event| has_looked.set(event_target_checked(&event)));
        let words = format!("確かめるところ{warnings}件を見ました。このままで正しいものとして記録します。");
        el("label").class("arrivals__looked").child(box_).text(words)
    });
    let screen = screen.clone();
    let busy = screen.busy;
    let press = move |_| {
        if !has_looked.get_untracked() {
            said.set("確かめるところを見て、チェックを入れてください。");
        } else if !busy.get_untracked() {
            send(&screen);
        }
    };
    let button = |class, word: String| el("button").class(class).attr("type", "button").text(word);
    let buttons = el("div")
        .class("dialog__buttons")
        .child(button("button", "戻る".to_owned()).on("click", move |_| asking.set(false)))
        .child(button("button button--filled", [&name, " として完成する"].concat()).on("click", press));
    el("div")
        .child(el("h2").attr("id", "arrivals-title").text(format!("{}件を完成しますか", chosen.len())))
        .child(el("ul").class("arrivals__letters").attr("tabindex", "0").each(letters))
        .child(el("p").text("完成した意見書は送信箱に入り、つながったときに一度だけ送られます。送ったあとは、ここでは直せません。"))
        .opt(look)
        .child(el("p").attr("role", "alert").class("message message--error").live_text(move || said.get()))
        .child(buttons)
}

fn letter(judged: &Judged, known: Knowledge) -> El {
    let insurer = match judged.letter.text(INSURER_NAME) {
        "" => judged.letter.text(INSURER_NO),
        name => name,
    };
    let warnings = judged.warnings().map(|finding| {
        let place = [&(known.place)(finding.at), "　"].concat();
        el("li")
            .child(sign(Icon::Check))
            .child(el("span").child(el("strong").text(place)).text((known.message)(finding)))
    });
    el("li")
        .child(
            el("p")
                .child(el("strong").text(judged.letter.text(PT_NAME).to_owned()))
                .text(["　→ ", insurer].concat()),
        )
        .child(el("ul").class("arrivals__warnings").each(warnings))
}

/// Finishes the chosen letters, all or none.
fn send(screen: &Screen) {
    let (Some(loaded), Some(me)) = (screen.loaded.get_untracked(), screen.local.me().get_untracked()) else {
        return;
    };
    let at = screen.local.now();
    let arrivals: Vec<Arrival> = screen
        .chosen(&loaded, true)
        .into_iter()
        .filter_map(|judged| {
            let confirmations = confirmations(judged, loaded.known, &me.user, &at);
            Some(Arrival { confirmations, ..arrival(judged, true)? })
        })
        .collect();
    let (by, name) = (me.user.id, me.user.name);
    let approval = Approval { by, name, at, proof: None, program: None };
    let screen = screen.clone();
    screen.busy.set(true);
    spawn_local(async move {
        let kept = screen.local.keep_letters(arrivals, Some(approval)).await;
        let _ = screen.busy.try_set(false);
        let _ = screen.asking.try_set(false);
        match kept {
            Ok(_) => screen.router.go(Route::Sent(None)),
            Err(trouble) => _ = screen.trouble.try_set(Some(trouble)),
        }
    });
}

fn confirmations(judged: &Judged, known: Knowledge, user: &UserView, at: &str) -> Vec<Confirmation> {
    let confirmed = judged.warnings().map(|finding| {
        let cells = (known.evidence)(&judged.letter, &judged.context, finding);
        Confirmation {
            rule: finding.rule.id().to_owned(),
            field: finding.at.path(),
            values: (known.hash_of)(&judged.letter, finding, &cells),
            by: user.id.clone(),
            name: user.name.clone(),
            at: at.to_owned(),
        }
    });
    confirmed.collect()
}
