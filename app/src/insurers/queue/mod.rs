//! 意見書の受付: the queue on the left, the open letter on the right.

mod filter;
mod keys;
mod row;

use leptos::prelude::*;
use wire::letters::LetterLine;

use self::filter::{Filter, Sort, found, sort};
use super::letter::letter;
use super::route::Route;
use super::shell::Place;
use crate::local::ListState;
use crate::ui::{Icon, day_and_clock, icon};

/// The queue, and the letter the address names.
pub(super) fn queue(place: &Place) -> AnyView {
    let (desk, router) = (place.desk, place.router);
    let filter = RwSignal::new(Filter::Waiting);
    let order = RwSignal::new(Sort::Decision);
    let wanted = RwSignal::new(String::new());
    let open = Memo::new(move |_| match router.route() {
        Route::Queue(Some((letter, _))) => Some(letter),
        _ => None,
    });
    let shown = Memo::new(move |_| {
        let list = desk.letters.read();
        let wanted = wanted.read();
        let mine = list.items.iter().filter(|line| filter.get().has(line.state) && found(line, &wanted));
        let mut lines: Vec<LetterLine> = mine.cloned().collect();
        sort(&mut lines, order.get());
        lines
    });
    let today = place.local.today();
    keys::listen();
    let pane = {
        let place = place.clone();
        move || match open.get() {
            Some(id) => letter(&place, id),
            None => nothing_open(desk.letters.read().state),
        }
    };
    view! {
        <main class="desk" class:desk--open=move || open.read().is_some() id="main" tabindex="-1">
            <section class="queue" aria-labelledby="queue-title">
                <h1 class="queue__title" id="queue-title">"意見書の受付"</h1>
                {segments(place, filter)}
                {tools(order, wanted)}
                {move || stale(place_of(desk.letters.read().state, desk.letters.read().as_of.clone()))}
                <p class="visually-hidden" role="status">{move || desk.news.get()}</p>
                <ul class="queue__rows">
                    <For each=move || shown.get() key=|line| (line.id.clone(), line.etag.clone(), line.withdrawn, line.due_date.clone()) let:line>
                        {row::row(&line, today, open)}
                    </For>
                </ul>
                {move || shown.read().is_empty().then(|| empty(desk.letters.read().state, filter.get(), !wanted.read().is_empty()))}
                <p class="queue__keys"><kbd>"j"</kbd> <kbd>"k"</kbd> "で移動　" <kbd>"Enter"</kbd> "で開く"</p>
            </section>
            <div class="desk__pane">{pane}</div>
        </main>
    }
    .into_any()
}

/// 未処理, 差し戻し中, 受理済み, with how many wait.
fn segments(place: &Place, filter: RwSignal<Filter>) -> AnyView {
    let letters = place.desk.letters;
    let one = move |which: Filter| {
        let count = move || letters.read().items.iter().filter(|line| which.has(line.state)).count();
        view! {
            <button type="button" class="segments__item" aria-pressed=move || (filter.get() == which).to_string()
                on:click=move |_| filter.set(which)>
                {which.word()}
                {which.is_counted().then(|| view! { <span class="segments__count">{count}</span> })}
            </button>
        }
    };
    view! {
        <div class="segments queue__filter" role="group" aria-label="状態でしぼる">{Filter::ALL.map(one).into_iter().collect_view()}</div>
    }
    .into_any()
}

fn tools(order: RwSignal<Sort>, wanted: RwSignal<String>) -> AnyView {
    let options = Sort::ALL.map(|sort| {
        view! { <option value=sort.name() selected=move || order.get() == sort>{sort.word()}</option> }
    });
    view! {
        <div class="queue__tools">
            <label class="field">
                <span class="field__label">"氏名・ふりがな・番号でさがす"</span>
                <input class="input" type="search" autocomplete="off" on:input=move |event| wanted.set(event_target_value(&event)) />
            </label>
            <label class="field">
                <span class="field__label">"ならべ方"</span>
                <span class="select">
                    <select class="input" on:change=move |event| order.set(Sort::named(&event_target_value(&event)))>
                        {options.into_iter().collect_view()}
                    </select>
                    {icon(Icon::Down)}
                </span>
            </label>
        </div>
    }
    .into_any()
}

/// What is said about a list that is not fresh.
fn place_of(state: ListState, as_of: Option<String>) -> Option<String> {
    match (state, as_of) {
        (ListState::Fresh | ListState::Loading, _) => None,
        (_, Some(time)) => Some([&day_and_clock(&time), " の一覧です。つながると新しくなります。"].concat()),
        (_, None) => Some("一覧を読めませんでした。つながると自動で読み込みます。".to_owned()),
    }
}

fn stale(sentence: Option<String>) -> Option<AnyView> {
    sentence.map(|sentence| {
        view! { <p class="queue__stale" role="status">{icon(Icon::Offline)} {sentence}</p> }.into_any()
    })
}

fn empty(state: ListState, filter: Filter, searched: bool) -> AnyView {
    let sentence = match (state, searched) {
        (ListState::Loading, _) => "読み込んでいます…",
        (ListState::Failed, _) => "",
        (_, true) => "あてはまる意見書はありません。さがす言葉か、上の状態を変えてみてください。",
        (_, false) => filter.empty(),
    };
    view! { <p class="empty">{sentence}</p> }.into_any()
}

fn nothing_open(state: ListState) -> AnyView {
    let sentence = match state {
        ListState::Loading => "読み込んでいます…",
        _ => "左の一覧から意見書を選ぶと、ここに表示します。新しい意見書は、届くと自動で一覧に加わります。",
    };
    view! { <p class="empty desk__nothing">{sentence}</p> }.into_any()
}
