use ja::Date;
use ja::fold::search_key;
use leptos::prelude::*;
use wire::requests::{RequestState, RequestView};

use super::withdraw::{self, Withdrawal};
use super::{due, row, text};
use crate::el::{El, el};
use crate::insurers::compare::head;
use crate::insurers::shell::{self, Place};
use crate::insurers::told;
use crate::local::ListState;
use crate::ui::{Icon, day, sign};

/// The segments over the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    /// Nothing has arrived yet, or a new version is to come.
    Waiting,
    /// The letter is here.
    Arrived,
    /// Every request, the withdrawn ones too.
    All,
}

impl Filter {
    const ALL: [Filter; 3] = [Filter::Waiting, Filter::Arrived, Filter::All];

    const fn word(self) -> &'static str {
        match self {
            Filter::Waiting => "まだ届いていない",
            Filter::Arrived => "届いた",
            Filter::All => "すべて",
        }
    }

    fn has(self, state: RequestState) -> bool {
        let arrived = matches!(state, RequestState::Sent | RequestState::Accepted);
        match self {
            Filter::Waiting => !arrived && state != RequestState::Withdrawn,
            Filter::Arrived => arrived,
            Filter::All => true,
        }
    }
}

/// The requests that are out; what is overdue stands on top.
pub(in crate::insurers) fn list(place: &Place) -> El {
    let requests = place.desk.requests;
    let filter = RwSignal::new(Filter::Waiting);
    let wanted = RwSignal::new(String::new());
    let withdrawal = Withdrawal::new();
    let today = place.local.today();
    let rows = move || {
        let list = requests.read();
        let wanted = search_key(&wanted.read());
        let shown = |request: &&RequestView| filter.get().has(request.state) && found(request, &wanted);
        let mut shown: Vec<&RequestView> = list.items.iter().filter(shown).collect();
        // The standard sort: a list of years is long.
        shown.sort_by_key(|request| {
            let done = !Filter::Waiting.has(request.state);
            (done, due(request).map_or(i32::MAX, Date::day_number))
        });
        Some(if shown.is_empty() {
            empty(list.state, list.items.is_empty())
        } else {
            table(shown.into_iter().map(|request| row::row(request, today, withdrawal)).collect())
        })
    };
    let segment = move |which: Filter| {
        let count = move || {
            let list = requests.read();
            list.items.iter().filter(|request| which.has(request.state)).count().to_string()
        };
        el("button")
            .attr("type", "button")
            .class("segments__item")
            .truth("aria-pressed", move || filter.get() == which)
            .on("click", move |_| filter.set(which))
            .text(which.word())
            .text(" ")
            .child(el("span").class("segments__count").live_text(count))
    };
    let link =
        |class, href, which, word| el("a").class(class).attr("href", href).child(sign(which)).text(word);
    let actions = el("div")
        .class("page__actions")
        .child(link("button", "/requests/import", Icon::Paper, "ファイルからまとめて送る"))
        .child(link("button button--filled", "/requests/new", Icon::Plus, "1件の依頼を送る"));
    let top = el("div")
        .class("page__head")
        .child(el("h1").class("page__title").text("依頼を送る"))
        .child(el("p").text(day(today)))
        .child(actions);
    let search = el("input")
        .class("input")
        .attr("type", "search")
        .on("input", move |event| wanted.set(event_target_value(&event)));
    let filters = el("div")
        .class("asked__filters")
        .child(
            el("div")
                .class("segments")
                .attr("role", "group")
                .attr("aria-label", "状態でしぼる")
                .each(Filter::ALL.map(segment)),
        )
        .child(
            el("label")
                .class("field asked__search")
                .child(el("span").class("field__label").text("氏名・番号・医療機関でさがす"))
                .child(search),
        );
    shell::page()
        .child(top)
        .show(told::banner(withdrawal.told))
        .child(filters)
        .child(el("div").class("asked").show(rows))
        .child(withdraw::dialog(place, withdrawal))
}

fn found(request: &RequestView, wanted: &str) -> bool {
    let (person, clinic) = (&request.request.person, &request.request.clinic);
    let texts = [
        text(person, "pt_name"),
        text(person, "pt_kana"),
        text(clinic, "clinic_name"),
        &request.request.insured_no,
    ];
    wanted.is_empty() || texts.into_iter().any(|text| search_key(text).contains(wanted))
}

fn table(rows: Vec<El>) -> El {
    let columns = ["提出期限", "被保険者", "医療機関・医師", "依頼日", "状態", "操作"].map(str::to_owned);
    head("asked__table", "送った依頼", columns.into()).child(el("tbody").each(rows))
}

fn empty(state: ListState, none_at_all: bool) -> El {
    let sentence = match (state, none_at_all) {
        (ListState::Loading, _) => "読み込んでいます…",
        (ListState::Failed, _) => "一覧を読めませんでした。つながると自動で読み込みます。",
        (_, true) => {
            "送った依頼はまだありません。「1件の依頼を送る」か「ファイルからまとめて送る」で始められます。"
        }
        (_, false) => "あてはまる依頼はありません。",
    };
    el("p").class("empty").text(sentence)
}
