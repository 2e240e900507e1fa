use ja::Date;
use ja::fold::search_key;
use leptos::prelude::*;
use wire::requests::{RequestState, RequestView};

use super::withdraw::{self, Withdrawal};
use super::{due, row, text};
use crate::insurers::shell::Place;
use crate::insurers::told;
use crate::local::ListState;
use crate::ui::{Icon, day, icon};

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
pub(in crate::insurers) fn list(place: &Place) -> AnyView {
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
        shown.sort_by_key(|request| {
            let done = !Filter::Waiting.has(request.state);
            (done, due(request).map_or(i32::MAX, Date::day_number))
        });
        if shown.is_empty() {
            return empty(list.state, list.items.is_empty());
        }
        table(shown.into_iter().map(|request| row::row(request, today, withdrawal)).collect())
    };
    let segments = Filter::ALL.map(|which| {
        let count = move || requests.read().items.iter().filter(|request| which.has(request.state)).count();
        view! {
            <button type="button" class="segments__item" aria-pressed=move || (filter.get() == which).to_string()
                on:click=move |_| filter.set(which)>
                {which.word()} <span class="segments__count">{count}</span>
            </button>
        }
    });
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="page__head">
                <h1 class="page__title">"依頼を送る"</h1>
                <p>{day(today)}</p>
                <div class="page__actions">
                    <a class="button" href=move || "/requests/import">{icon(Icon::Paper)} "ファイルからまとめて送る"</a>
                    <a class="button button--filled" href=move || "/requests/new">{icon(Icon::Plus)} "1件の依頼を送る"</a>
                </div>
            </div>
            {told::banner(withdrawal.told)}
            <div class="asked__filters">
                <div class="segments" role="group" aria-label="状態でしぼる">{segments.into_iter().collect_view()}</div>
                <label class="field asked__search">
                    <span class="field__label">"氏名・番号・医療機関でさがす"</span>
                    <input class="input" type="search" autocomplete="off" on:input=move |event| wanted.set(event_target_value(&event)) />
                </label>
            </div>
            <div class="asked">{rows}</div>
            {withdraw::dialog(place, withdrawal)}
        </main>
    }
    .into_any()
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

fn table(rows: Vec<AnyView>) -> AnyView {
    view! {
        <table class="asked__table">
            <caption class="visually-hidden">"送った依頼"</caption>
            <thead><tr>
                <th scope="col">"提出期限"</th>
                <th scope="col">"被保険者"</th>
                <th scope="col">"医療機関・医師"</th>
                <th scope="col">"依頼日"</th>
                <th scope="col">"状態"</th>
                <th scope="col"><span class="visually-hidden">"操作"</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn empty(state: ListState, none_at_all: bool) -> AnyView {
    let sentence = match (state, none_at_all) {
        (ListState::Loading, _) => "読み込んでいます…",
        (ListState::Failed, _) => "一覧を読めませんでした。つながると自動で読み込みます。",
        (_, true) => {
            "送った依頼はまだありません。「1件の依頼を送る」か「ファイルからまとめて送る」で始められます。"
        }
        (_, false) => "あてはまる依頼はありません。",
    };
    view! { <p class="empty">{sentence}</p> }.into_any()
}
