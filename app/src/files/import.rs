//! ファイルから取り込む: letters of other software, matched to requests, then sent or opened as drafts.

use leptos::prelude::*;
use wire::people::Role;

use super::choose::choose;
use super::judge::Way;
use super::read::Content;
use super::screen::{Loaded, Screen};
use super::{dialog, dropped, rows};
use crate::el::{El, el};
use crate::local::{Local, Trouble};
use crate::route::Router;
use crate::ui::{Icon, banner, sign};

/// ファイルから取り込む.
pub fn import(local: Local, router: Router) -> AnyView {
    let screen = Screen::new(local, router);
    let waiting = dropped::take();
    if !waiting.is_empty() {
        screen.read(waiting);
    }
    let (reader, shown, asked) = (screen.clone(), screen.clone(), screen.clone());
    let (loaded, content) = (screen.loaded, screen.content);
    follow(&screen);
    let is_small =
        Signal::derive(move || loaded.read().as_ref().is_some_and(|loaded| !loaded.rows.is_empty()));
    let lead = "文書作成ソフトや電子カルテから書き出した意見書を、届いた依頼と照らし合わせます。読み込むだけでは、どこにも送られません。";
    let back = el("a").attr("href", "/").child(sign(Icon::Left)).text("依頼一覧へ戻る");
    let guide = el("a").attr("href", "/setup").text("使えるファイルを調べる");
    let (troubled, told) = (screen.trouble, screen.told);
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("p").class("arrivals__back").child(back))
        .child(
            el("div").class("page__head").child(el("h1").class("page__title").text("ファイルから取り込む")),
        )
        .child(el("p").class("paper__lead").text(lead).text(" ").child(guide))
        .child(choose(is_small, screen.busy.into(), move |files| reader.read(files)))
        .list(move || troubles(content.get().as_deref(), troubled.get()))
        .child(el("p").class("arrivals__told").attr("role", "status").live_text(move || told.get()))
        .show(move || {
            let loaded = loaded.get().filter(|loaded| !loaded.rows.is_empty())?;
            Some(letters(&shown, &loaded))
        })
        .child(dialog::dialog(&asked))
        .any()
}

/// Looks again whenever the lists change: a request may come, a letter may be returned, while the page is open.
fn follow(screen: &Screen) {
    let screen = screen.clone();
    let (requests, sent) = (screen.local.requests(), screen.local.sent());
    let (insurers, me) = (screen.local.insurers(), screen.local.me());
    Effect::new(move |before: Option<()>| {
        requests.track();
        sent.track();
        insurers.track();
        me.track();
        if before.is_some() {
            screen.look_again();
        }
    });
}

/// What could not be done or read, and that nothing of it was taken in.
fn troubles(content: Option<&Content>, trouble: Option<Trouble>) -> Vec<El> {
    let files = content.map_or(&[][..], |content| &content.troubles);
    let all = files.iter().cloned().chain(trouble);
    let told = all.map(|trouble| {
        let text = trouble.action.unwrap_or_default();
        banner("banner banner--error arrivals__trouble", "alert", Icon::Fix, trouble.title, text)
    });
    told.collect()
}

fn letters(screen: &Screen, loaded: &Loaded) -> El {
    let files = loaded.content.files.iter().map(|(name, format)| {
        el("li").child(el("strong").text(name.clone())).text(["　", format.name()].concat())
    });
    el("div")
        .child(el("ul").class("arrivals__files").each(files))
        .child(el("div").class("requests").child(rows::table(screen, &loaded.rows, loaded.known)))
        .child(bar(screen, loaded))
}

/// What is done with the chosen letters.
fn bar(screen: &Screen, loaded: &Loaded) -> El {
    let can_send: Vec<bool> =
        loaded.rows.iter().map(|row| row.letter().is_some_and(|judged| judged.way == Way::Ready)).collect();
    let (picked, me, busy) = (screen.picked, screen.local.me(), screen.busy);
    let count = move || picked.read().iter().filter(|picked| **picked).count();
    let sendable =
        move || picked.read().iter().zip(&can_send).filter(|(picked, can)| **picked && **can).count();
    let is_doctor = move || me.get().is_some_and(|me| me.user.roles.contains(&Role::Doctor));
    let (drafting, sending) = (screen.clone(), screen.clone());
    let keep = el("button")
        .attr("type", "button")
        .live("class", move || Some(if is_doctor() { "button" } else { "button button--filled" }.into()))
        .on("click", move |_| {
            if !busy.get_untracked() {
                drafting.keep_picked();
            }
        })
        .live_text(move || format!("選んだ{}件を下書きにする", count()));
    let send = el("button")
        .attr("type", "button")
        .class("button button--filled")
        .hidden(move || !is_doctor())
        .on("click", move |_| sending.ask())
        .live_text(move || format!("選んだうち{}件を完成して送る", sendable()));
    let help = "直すところのある意見書は送られません。下書きにして直してください。";
    el("div").class("arrivals__bar").child(el("p").class("arrivals__help").text(help)).child(keep).child(send)
}
