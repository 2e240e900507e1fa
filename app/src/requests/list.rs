use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::requests::RequestView;

use super::group::{Filter, Group, due, found, text};
use super::row::{self, Line};
use super::words;
use crate::el::{El, el};
use crate::files::dropped::leads_to_import;
use crate::local::{ListState, Listing, Local, Trouble};
use crate::print::{self, Choice, Paper};
use crate::route::Router;
use crate::ui::{Icon, banner, by, day, day_and_clock, sign};

const ANY_DOCTOR: &str = "";

/// 依頼一覧: overdue on top, one obvious action a row.
pub fn requests(local: Local, router: Router) -> AnyView {
    let filter = RwSignal::new(Filter::All);
    let wanted = RwSignal::new(String::new());
    let doctor = RwSignal::new(ANY_DOCTOR.to_owned());
    let trouble = RwSignal::new(None::<Trouble>);
    let (list, me, refusals, here) = (local.requests(), local.me(), local.refusals(), local.clone());
    // The server's clock decides; it is known once the server has said who asks.
    let today = {
        let local = local.clone();
        Signal::derive_local(move || {
            me.track();
            local.today()
        })
    };
    let shown = move |request: &RequestView| {
        filter.get().has(request.state)
            && found(request, &wanted.read())
            && (doctor.read().is_empty()
                || text(&request.request.clinic, "dr_name") == doctor.read().as_str())
    };
    let visible = Memo::new(move |_| {
        let mut visible: Vec<_> =
            list.read().items.iter().filter(|request| shown(request)).cloned().collect();
        by(&mut visible, |a, b| place(a).cmp(&place(b)));
        visible
    });
    let nothing = move || visible.read().is_empty().then(|| empty(&list.get(), filter.get()));
    let opening = StoredValue::new_local(local);
    let open = move |request: RequestView| {
        let local = opening.get_value();
        spawn_local(async move { trouble.set(row::open(&local, router, &request).await.err()) });
    };
    let roles = move || me.get().map(|me| me.user.roles).unwrap_or_default();
    let line = move |request: &RequestView| {
        let refusals = refusals.read();
        let refusal = refusals.iter().find(|(id, _)| *id == request.id).map(|(_, trouble)| trouble.clone());
        let first = visible.read().first().is_some_and(|first| first.id == request.id);
        Line { request: request.clone(), today: today.get(), roles: roles(), refusal, first }
    };
    let head = el("div")
        .class("page__head")
        .child(el("h1").class("page__title").text("依頼一覧"))
        .child(el("p").live_text(move || day(today.get())))
        .child(
            el("div")
                .class("page__actions")
                .child(printed(&here, list))
                .child(lead("/requests/import", Icon::Paper, "ファイルから取り込む"))
                .child(lead("/requests/paper", Icon::Plus, "紙の依頼を入力")),
        );
    let search = el("input")
        .class("input")
        .attr("type", "search")
        .on("input", move |event| wanted.set(event_target_value(&event)));
    let field = |label: &'static str, control: El| {
        el("label").class("field").child(el("span").class("field__label").text(label)).child(control)
    };
    let filters = el("div").class("requests__filters").child(segments(list, filter)).child(
        el("div")
            .class("requests__search")
            .child(field("担当", doctors(list, doctor)))
            .child(field("氏名・ふりがな・番号でさがす", search)),
    );
    leads_to_import(el("main"), router)
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .on("keydown", |event| move_between_rows(event.unchecked_ref()))
        .child(head)
        .show(move || freshness(&list.get()))
        .show(move || trouble.get().map(told))
        .child(filters)
        .child(
            el("div")
                .class("requests")
                .show(nothing)
                .child(table(visible, today, line, open))
                .child(keys(visible)),
        )
        .any()
}

/// A button of the page's head that leads elsewhere.
fn lead(href: &'static str, which: Icon, word: &'static str) -> El {
    el("a").class("button").attr("href", href).child(sign(which)).text(word)
}

/// まとめて印刷: what is written so far, as one PDF.
fn printed(local: &Local, list: Signal<Listing<RequestView>>) -> El {
    let choice = |request: &RequestView| {
        let paper = match (&request.letter_id, &request.draft_id) {
            (Some(letter), _) => Paper::Letter(letter.clone()),
            (None, Some(draft)) => Paper::Draft(draft.clone()),
            (None, None) => return None,
        };
        let (_, state, _) = words::state(request.state);
        Some(Choice {
            paper,
            name: text(&request.request.person, "pt_name").to_owned(),
            about: [state, "・", &request.insurer_name].concat(),
            insurer_no: request.request.insurer_no.clone(),
            chosen: false,
        })
    };
    print::many_button(local, "button", move || {
        list.with(|list| list.items.iter().filter_map(choice).collect())
    })
}

/// Where a request stands in the list: by its due date, which the groups follow, then by its arrival.
fn place(request: &RequestView) -> (i32, &str) {
    (due(request).map_or(i32::MAX, ja::Date::day_number), &request.arrived_at)
}

/// The segments with their counts.
fn segments(list: Signal<Listing<RequestView>>, filter: RwSignal<Filter>) -> El {
    let one = move |which: Filter| {
        let count =
            move || list.read().items.iter().filter(|request| which.has(request.state)).count().to_string();
        el("button")
            .attr("type", "button")
            .class("segments__item")
            .truth("aria-pressed", move || filter.get() == which)
            .on("click", move |_| filter.set(which))
            .text(which.word())
            .text(" ")
            .child(el("span").class("segments__count").live_text(count))
    };
    el("div")
        .class("segments")
        .attr("role", "group")
        .attr("aria-label", "状態でしぼる")
        .each(Filter::ALL.map(one))
}

/// 担当: every doctor the list names.
fn doctors(list: Signal<Listing<RequestView>>, doctor: RwSignal<String>) -> El {
    let names = move || {
        let mut names: Vec<String> = Vec::new();
        for request in list.read().items.iter() {
            let name = text(&request.request.clinic, "dr_name");
            if !name.is_empty() && names.iter().all(|known| known != name) {
                names.push(name.to_owned());
            }
        }
        let option = |name: String| {
            let chosen = (name == doctor.get_untracked()).then_some("");
            el("option").attr("value", name.clone()).maybe("selected", chosen).text(name)
        };
        names.into_iter().map(option).collect()
    };
    let select = el("select")
        .class("input")
        .on("change", move |event| doctor.set(event_target_value(&event)))
        .child(el("option").attr("value", ANY_DOCTOR).text("すべての医師"))
        .list(names);
    el("span").class("select").child(select).child(sign(Icon::Down))
}

/// The table: a row that says the same as before stays, with the focus in it.
fn table(
    visible: Memo<Vec<RequestView>>,
    today: Signal<ja::Date, LocalStorage>,
    line: impl Fn(&RequestView) -> Line + Copy + 'static,
    open: impl Fn(RequestView) + Copy + 'static,
) -> El {
    let heads = ["提出期限", "申請者", "保険者", "依頼日", "状態"];
    let action = el("th").attr("scope", "col").child(el("span").class("visually-hidden").text("操作"));
    let heads = el("tr").each(heads.map(|word| el("th").attr("scope", "col").text(word))).child(action);
    let counted = move |group: Group| {
        let today = today.get();
        visible.read().iter().filter(|request| Group::of(request, today) == group).count()
    };
    let groups = move || {
        let groups = Group::ALL.into_iter().filter(|group| counted(*group) > 0);
        groups.map(|group| (group.title().to_owned(), group)).collect()
    };
    let members = move |group: Group| {
        let today = today.get();
        let visible = visible.read();
        let members = visible.iter().filter(|request| Group::of(request, today) == group);
        members.map(line).map(|line| (line.key(), line)).collect()
    };
    let body = move |group: Group| {
        let count = el("span").class("requests__count").live_text(move || format!("{}件", counted(group)));
        let title = el("th").attr("colspan", "6").attr("scope", "rowgroup").text(group.title()).child(count);
        let overdue = group == Group::Overdue;
        let class = if overdue { "requests__group requests__group--overdue" } else { "requests__group" };
        el("tbody")
            .child(el("tr").class(class).child(title))
            .rows(move || members(group), move |line| row::row(line, open))
    };
    el("table")
        .class("requests__table")
        .hidden(move || visible.read().is_empty())
        .child(el("thead").child(heads))
        .rows(groups, body)
}

/// The keys that move between the rows.
fn keys(visible: Memo<Vec<RequestView>>) -> El {
    let key = |name: &'static str| el("kbd").text(name);
    el("p")
        .class("requests__keys")
        .hidden(move || visible.read().is_empty())
        .child(key("j"))
        .text(" ")
        .child(key("k"))
        .text(" で移動　")
        .child(key("Enter"))
        .text(" で開く")
}

/// Where the rows come from, when they are not fresh.
fn freshness(listing: &Listing<RequestView>) -> Option<El> {
    let (title, text) = match listing.state {
        ListState::Fresh | ListState::Loading => return None,
        ListState::Cached => {
            let when = listing.as_of.as_deref().map(day_and_clock).unwrap_or_default();
            ("オフラインです。", [&when, " の一覧を表示しています。意見書はこのまま書けます。"].concat())
        }
        ListState::Failed => ("一覧を読めませんでした。", "通信が戻ると自動で読み込みます。".to_owned()),
    };
    Some(banner("banner requests__banner", "status", Icon::Offline, title.to_owned(), text))
}

fn told(trouble: Trouble) -> El {
    banner(
        "banner banner--error requests__banner",
        "alert",
        Icon::Fix,
        trouble.title,
        trouble.action.unwrap_or_default(),
    )
}

fn empty(listing: &Listing<RequestView>, filter: Filter) -> El {
    let text = match (listing.state, filter) {
        (ListState::Loading, _) => "読み込んでいます…",
        (_, Filter::All) if listing.items.is_empty() => {
            "まだ依頼がありません。市町村から依頼が届くとここに並びます。紙で届いた依頼は「紙の依頼を入力」から、ほかのソフトで書いた意見書は「ファイルから取り込む」から始められます。"
        }
        (_, Filter::All) => "あてはまる依頼はありません。さがす言葉や担当を変えてみてください。",
        _ => "この状態の依頼はありません。",
    };
    el("p").class("empty").text(text)
}

/// j and k move between the rows' actions; Enter on one is the button's own.
fn move_between_rows(event: &KeyboardEvent) {
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"));
    let step: i32 = match event.key().as_str() {
        "j" => 1,
        "k" => -1,
        _ => return,
    };
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let Ok(buttons) = document().query_selector_all(".requests__action button") else { return };
    let focused = document().active_element();
    let here = (0..buttons.length()).find(|i| {
        buttons
            .get(*i)
            .is_some_and(|node| focused.as_ref().is_some_and(|element| node.is_same_node(Some(element))))
    });
    let next =
        here.map_or(0, |here| (here as i32 + step).max(0) as u32).min(buttons.length().saturating_sub(1));
    if let Some(button) = buttons.get(next).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // A button that cannot take the focus only stays where it is.
        let _ = button.focus();
    }
}
