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
use crate::el::{El, el};
use crate::local::ListState;
use crate::print::{self, Choice, Paper};
use crate::ui::{Icon, day_and_clock, sign};

/// The queue, and the letter the address names.
pub(super) fn queue(place: &Place) -> El {
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
    let place_of_letter = place.clone();
    let pane = move || match open.get() {
        Some(id) => letter(&place_of_letter, id),
        None => vec![nothing_open(desk.letters.read().state)],
    };
    // What a row shows and the list can change; what it does not show leaves it as it is.
    let key = |line: &LetterLine| {
        let due = line.due_date.as_deref().unwrap_or_default();
        let withdrawn = if line.withdrawn { " x" } else { "" };
        [line.id.as_str(), " ", &line.etag, " ", due, withdrawn].concat()
    };
    let rows = move || shown.get().into_iter().map(|line| (key(&line), line)).collect();
    let nothing = move || {
        shown
            .read()
            .is_empty()
            .then(|| empty(desk.letters.read().state, filter.get(), !wanted.read().is_empty()))
    };
    let stale = move || {
        let (state, as_of) = (desk.letters.read().state, desk.letters.read().as_of.clone());
        let sentence = place_of(state, as_of)?;
        let line = el("p").class("queue__stale").attr("role", "status");
        Some(line.child(sign(Icon::Offline)).text(sentence))
    };
    let kbd = |key: &'static str| el("kbd").text(key);
    let keys = el("p")
        .class("queue__keys")
        .child(kbd("j"))
        .text(" ")
        .child(kbd("k"))
        .text(" で移動　")
        .child(kbd("Enter"))
        .text(" で開く");
    let queue = el("section")
        .class("queue")
        .attr("aria-labelledby", "queue-title")
        .child(
            el("div")
                .class("queue__head")
                .child(el("h1").class("queue__title").attr("id", "queue-title").text("意見書の受付"))
                .child(printed(place, shown)),
        )
        .child(segments(place, filter))
        .child(tools(order, wanted))
        .show(stale)
        .child(el("p").class("visually-hidden").attr("role", "status").live_text(move || desk.news.get()))
        .child(el("ul").class("queue__rows").rows(rows, move |line| row::row(&line, today, open)))
        .show(nothing)
        .child(keys);
    el("main")
        .live("class", move || Some(if open.read().is_some() { "desk desk--open" } else { "desk" }.into()))
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(queue)
        .child(el("div").class("desk__pane").list(pane))
}

/// まとめて印刷: the letters the list shows, as one PDF.
fn printed(place: &Place, shown: Memo<Vec<LetterLine>>) -> El {
    let choice = |line: &LetterLine| Choice {
        paper: Paper::Letter(line.id.clone()),
        name: line.pt_name.clone(),
        about: [&line.clinic_name, "・", &line.receipt_no].concat(),
        insurer_no: line.insurer_no.clone(),
        chosen: false,
    };
    print::many_button(&place.local, "button button--small", move || {
        shown.with(|lines| lines.iter().map(choice).collect())
    })
}

/// 未処理, 差し戻し中, 受理済み, with how many wait.
fn segments(place: &Place, filter: RwSignal<Filter>) -> El {
    let letters = place.desk.letters;
    let one = move |which: Filter| {
        let count =
            move || letters.read().items.iter().filter(|line| which.has(line.state)).count().to_string();
        let count = which.is_counted().then(|| el("span").class("segments__count").live_text(count));
        el("button")
            .attr("type", "button")
            .class("segments__item")
            .truth("aria-pressed", move || filter.get() == which)
            .on("click", move |_| filter.set(which))
            .text(which.word())
            .opt(count)
    };
    el("div")
        .class("segments queue__filter")
        .attr("role", "group")
        .attr("aria-label", "状態でしぼる")
        .each(Filter::ALL.map(one))
}

fn tools(order: RwSignal<Sort>, wanted: RwSignal<String>) -> El {
    let option = |sort: Sort| el("option").attr("value", sort.name()).text(sort.word());
    let search = el("input")
        .class("input")
        .attr("type", "search")
        .on("input", move |event| wanted.set(event_target_value(&event)));
    let select = el("select")
        .class("input")
        .on("change", move |event| order.set(Sort::named(&event_target_value(&event))))
        .each(Sort::ALL.map(option));
    let field = |label: &'static str, control: El| {
        el("label").class("field").child(el("span").class("field__label").text(label)).child(control)
    };
    el("div")
        .class("queue__tools")
        .child(field("氏名・ふりがな・番号でさがす", search))
        .child(field("ならべ方", el("span").class("select").child(select).child(sign(Icon::Down))))
}

/// What is said about a list that is not fresh.
fn place_of(state: ListState, as_of: Option<String>) -> Option<String> {
    match (state, as_of) {
        (ListState::Fresh | ListState::Loading, _) => None,
        (_, Some(time)) => Some([&day_and_clock(&time), " の一覧です。つながると新しくなります。"].concat()),
        (_, None) => Some("一覧を読めませんでした。つながると自動で読み込みます。".to_owned()),
    }
}

fn empty(state: ListState, filter: Filter, searched: bool) -> El {
    let sentence = match (state, searched) {
        (ListState::Loading, _) => "読み込んでいます…",
        (ListState::Failed, _) => "",
        (_, true) => "あてはまる意見書はありません。さがす言葉か、上の状態を変えてみてください。",
        (_, false) => filter.empty(),
    };
    el("p").class("empty").text(sentence)
}

fn nothing_open(state: ListState) -> El {
    let sentence = match state {
        ListState::Loading => "読み込んでいます…",
        _ => "左の一覧から意見書を選ぶと、ここに表示します。新しい意見書は、届くと自動で一覧に加わります。",
    };
    el("p").class("empty desk__nothing").text(sentence)
}
