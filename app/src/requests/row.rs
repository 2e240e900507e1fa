use ja::Date;
use leptos::prelude::GetUntracked;
use wire::people::Role;
use wire::requests::{RequestState, RequestView};

use super::group::{due, text};
use super::words;
use crate::el::{El, el};
use crate::local::{Local, OpenDraft, Trouble};
use crate::route::{Route, Router};
use crate::ui::{self, Icon, short_day, sign};

/// What one row of the list says.
pub(super) struct Line {
    pub(super) request: RequestView,
    pub(super) today: Date,
    /// The reader's.
    pub(super) roles: Vec<Role>,
    /// Why the server did not take it.
    pub(super) refusal: Option<Trouble>,
    /// Whether it is the most urgent one.
    pub(super) first: bool,
}

impl Line {
    /// Another one when the row would say something else.
    pub(super) fn key(&self) -> String {
        let refusal = self.refusal.as_ref();
        let (request, today) = (wire::record::to_text(&self.request), self.today.to_string());
        let words: [&str; 6] = [
            &request,
            &today,
            words::action(self.request.state, &self.roles),
            refusal.map_or("", |trouble| &trouble.title),
            refusal.and_then(|trouble| trouble.action.as_deref()).unwrap_or_default(),
            if self.first { "first" } else { "" },
        ];
        words.join("\n")
    }
}

/// One request of the list.
pub(super) fn row(line: Line, open: impl Fn(RequestView) + 'static) -> El {
    let Line { request, today, roles, refusal, first } = line;
    let person = &request.request.person;
    let (which, word, class) = match &refusal {
        Some(_) => (Icon::Fix, "登録できませんでした", "status status--returned"),
        None => words::state(request.state),
    };
    let note = match &refusal {
        Some(trouble) => [&trouble.title, trouble.action.as_deref().unwrap_or_default()].concat(),
        None => words::note(&request),
    };
    let asked = Date::parse_iso(&request.request.request_date).map_or_else(String::new, short_day);
    let name = text(person, "pt_name").to_owned();
    let due = due(&request).map_or_else(|| el("span").text("期限なし"), |due| ui::due(due, today));
    let named = el("p")
        .child(el("strong").class("requests__name").text(name.clone()))
        .text([" ", text(person, "pt_kana")].concat());
    let second = |text: String| el("p").class("requests__second").text(text);
    let wanted = request.clone();
    let button = el("button")
        .attr("type", "button")
        .class(if first { "button button--filled" } else { "button" })
        .text(if refusal.is_some() { "依頼を直す" } else { words::action(request.state, &roles) })
        .child(el("span").class("visually-hidden").text(["：", &name].concat()))
        .on("click", move |_| open(wanted.clone()));
    let cells = [
        el("td").class("requests__due").child(due),
        el("td").child(named).child(second(words::age_and_sex(&request, today))),
        el("td")
            .child(el("p").text(request.insurer_name.clone()))
            .child(second(request.request.insured_no.clone())),
        el("td").child(el("p").text(asked)).child(second(words::origin(request.origin).to_owned())),
        el("td")
            .child(el("p").class(class).child(sign(which)).text(word))
            .child(el("p").class("requests__second requests__note").text(note)),
        el("td").class("requests__action").child(button),
    ];
    el("tr").class("requests__row").each(cells)
}

/// Opens what the row's action promises.
pub(super) async fn open(local: &Local, router: Router, request: &RequestView) -> Result<(), Trouble> {
    if local.refusals().get_untracked().iter().any(|(id, _)| *id == request.id) {
        router.go(Route::PaperRequest(Some(request.id.clone())));
        return Ok(());
    }
    let what = match (request.state, &request.letter_id) {
        (RequestState::Sent | RequestState::Accepted, Some(letter)) => {
            router.go(Route::Sent(Some(letter.clone())));
            return Ok(());
        }
        (RequestState::Returned, Some(letter)) => OpenDraft::Replace(letter.clone()),
        _ => OpenDraft::Request(request.id.clone()),
    };
    let writer = local.open_draft(what).await?;
    let draft = writer.id().to_owned();
    writer.close();
    router.go(Route::Letter(draft));
    Ok(())
}
