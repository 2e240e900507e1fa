use ja::Date;
use leptos::prelude::*;
use wire::requests::{RequestState, RequestView};

use super::withdraw::Withdrawal;
use super::{due, text};
use crate::el::{El, el};
use crate::insurers::route::{Route, Tab};
use crate::requests::words;
use crate::ui::{self, short_day, sign};

/// One request that is out.
pub(super) fn row(request: &RequestView, today: Date, withdrawal: Withdrawal) -> El {
    let (person, clinic) = (&request.request.person, &request.request.clinic);
    let (which, word, class) = words::state(request.state);
    let asked = Date::parse_iso(&request.request.request_date).map_or_else(String::new, short_day);
    let name = text(person, "pt_name").to_owned();
    let is_over =
        matches!(request.state, RequestState::Accepted | RequestState::Withdrawn | RequestState::Sent);
    let limit = match due(request) {
        None => el("span").text("期限なし"),
        Some(due) if is_over => el("span").class("nowrap").text(short_day(due)),
        Some(due) => ui::due(due, today),
    };
    let reason = request.return_text.clone().filter(|_| request.state == RequestState::Returned);
    let second = |text: String| el("span").class("asked__second").text(text);
    let who = el("th")
        .attr("scope", "row")
        .child(el("span").class("asked__name").text(name.clone()))
        .text(" ")
        .child(el("span").class("asked__kana").text(text(person, "pt_kana").to_owned()))
        .child(second(request.request.insured_no.clone()));
    let whom = el("td")
        .text(text(clinic, "clinic_name").to_owned())
        .child(second(text(clinic, "dr_name").to_owned()));
    let state = el("td")
        .child(el("span").class(class).child(sign(which)).text(word))
        .opt(reason.map(|reason| el("span").class("asked__second asked__reason").text(reason)));
    el("tr")
        .class("asked__row")
        .child(el("td").attr("data-label", "提出期限").child(limit))
        .child(who)
        .child(whom)
        .child(el("td").attr("data-label", "依頼日").text(asked))
        .child(state)
        .child(el("td").class("asked__action").opt(action(request, name, withdrawal)))
}

/// What can be done: read the letter, or withdraw what nobody has answered.
fn action(request: &RequestView, name: String, withdrawal: Withdrawal) -> Option<El> {
    let whose = el("span").class("visually-hidden").text(["：", &name].concat());
    if let Some(letter) = &request.letter_id {
        let href = Route::Queue(Some((letter.clone(), Tab::Points))).path();
        return Some(el("a").class("button").attr("href", href).text("意見書を見る").child(whose));
    }
    let id = request.id.clone();
    let ask = move |_| withdrawal.asks.set(Some((id.clone(), name.clone())));
    (request.state == RequestState::Open).then(|| {
        el("button").attr("type", "button").class("button").text("取り下げる").child(whose).on("click", ask)
    })
}
