use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::people::Role;
use wire::requests::RequestView;

use super::group::{Filter, Group, due, found, text};
use super::row;
use crate::local::{ListState, Listing, Local, Trouble};
use crate::route::Router;
use crate::ui::{Icon, day, day_and_clock, icon};

const ANY_DOCTOR: &str = "";

/// 依頼一覧: overdue on top, one obvious action a row.
pub fn requests(local: Local, router: Router) -> AnyView {
    let filter = RwSignal::new(Filter::All);
    let wanted = RwSignal::new(String::new());
    let doctor = RwSignal::new(ANY_DOCTOR.to_owned());
    let trouble = RwSignal::new(None::<Trouble>);
    let list = local.requests();
    let today = local.today();
    let me = local.me();
    let roles = Signal::derive(move || me.get().map(|me| me.user.roles).unwrap_or_default());

    let shown = move |request: &RequestView| {
        filter.get().has(request.state)
            && found(request, &wanted.get())
            && (doctor.read().is_empty()
                || text(&request.request.clinic, "dr_name") == doctor.read().as_str())
    };
    let rows = {
        let local = local.clone();
        move || {
            let listing = list.get();
            let mut visible: Vec<_> =
                listing.items.iter().filter(|request| shown(request)).cloned().collect();
            visible.sort_by_key(|request| {
                (
                    Group::of(request, today),
                    due(request).map(ja::Date::day_number),
                    request.arrived_at.clone(),
                )
            });
            if visible.is_empty() {
                return empty(&listing, filter.get());
            }
            table(&local, router, visible, today, &roles.get(), trouble)
        }
    };
    view! {
        <main class="page" id="main" tabindex="-1" on:keydown=move |event| move_between_rows(&event)>
            <div class="page__head">
                <h1 class="page__title">"依頼一覧"</h1>
                <p>{day(today)}</p>
                <div class="page__actions">
                    <a class="button" href=move || "/requests/paper">{icon(Icon::Plus)} "紙の依頼を入力"</a>
                </div>
            </div>
            {move || freshness(&list.get())}
            {move || trouble.get().map(told)}
            <div class="requests__filters">
                {segments(list, filter)}
                <div class="requests__search">
                    <label class="field"><span class="field__label">"担当"</span>{doctors(list, doctor)}</label>
                    <label class="field">
                        <span class="field__label">"氏名・ふりがな・番号でさがす"</span>
                        <input class="input" type="search" autocomplete="off"
                            on:input=move |event| wanted.set(event_target_value(&event)) />
                    </label>
                </div>
            </div>
            <div class="requests">{rows}</div>
        </main>
    }
    .into_any()
}

/// The segments with their counts.
fn segments(list: Signal<Listing<RequestView>>, filter: RwSignal<Filter>) -> impl IntoView {
    let one = move |which: Filter| {
        let count = move || list.read().items.iter().filter(|request| which.has(request.state)).count();
        view! {
            <button type="button" class="segments__item" aria-pressed=move || (filter.get() == which).to_string()
                on:click=move |_| filter.set(which)>
                {which.word()} <span class="segments__count">{count}</span>
            </button>
        }
    };
    view! { <div class="segments" role="group" aria-label="状態でしぼる">{Filter::ALL.map(one).into_iter().collect_view()}</div> }
}

/// 担当: every doctor the list names.
fn doctors(list: Signal<Listing<RequestView>>, doctor: RwSignal<String>) -> impl IntoView {
    let names = move || {
        let mut names: Vec<String> = list
            .read()
            .items
            .iter()
            .map(|request| text(&request.request.clinic, "dr_name").to_owned())
            .collect();
        names.sort();
        names.dedup();
        names
            .into_iter()
            .filter(|name| !name.is_empty())
            .map(|name| view! { <option value=name.clone() selected=name == doctor.get_untracked()>{name.clone()}</option> })
            .collect_view()
    };
    view! {
        <span class="select">
            <select class="input" on:change=move |event| doctor.set(event_target_value(&event))>
                <option value=ANY_DOCTOR>"すべての医師"</option>
                {names}
            </select>
            {icon(Icon::Down)}
        </span>
    }
}

fn table(
    local: &Local,
    router: Router,
    requests: Vec<RequestView>,
    today: ja::Date,
    roles: &[Role],
    trouble: RwSignal<Option<Trouble>>,
) -> AnyView {
    let mut bodies = Vec::new();
    for group in [Group::Overdue, Group::Week, Group::Later] {
        let members: Vec<_> = requests.iter().filter(|request| Group::of(request, today) == group).collect();
        if members.is_empty() {
            continue;
        }
        let class = if group == Group::Overdue {
            "requests__group requests__group--overdue"
        } else {
            "requests__group"
        };
        let count = members.len();
        let rows = members.into_iter().map(|request| {
            let first = requests.first().is_some_and(|first| first.id == request.id);
            let (local, wanted) = (local.clone(), request.clone());
            row::row(request, today, roles, first, move || {
                let (local, wanted) = (local.clone(), wanted.clone());
                spawn_local(async move { trouble.set(row::open(&local, router, &wanted).await.err()) });
            })
        });
        bodies.push(view! {
            <tbody>
                <tr class=class><th colspan="6" scope="rowgroup">{group.title()} <span class="requests__count">{count} "件"</span></th></tr>
                {rows.collect_view()}
            </tbody>
        });
    }
    view! {
        <table class="requests__table">
            <thead><tr>
                <th scope="col">"提出期限"</th>
                <th scope="col">"申請者"</th>
                <th scope="col">"保険者"</th>
                <th scope="col">"依頼日"</th>
                <th scope="col">"状態"</th>
                <th scope="col"><span class="visually-hidden">"操作"</span></th>
            </tr></thead>
            {bodies}
        </table>
        <p class="requests__keys"><kbd>"j"</kbd> <kbd>"k"</kbd> "で移動　" <kbd>"Enter"</kbd> "で開く"</p>
    }
    .into_any()
}

/// Where the rows come from, when they are not fresh.
fn freshness(listing: &Listing<RequestView>) -> Option<AnyView> {
    let (title, text) = match listing.state {
        ListState::Fresh | ListState::Loading => return None,
        ListState::Cached => {
            let when = listing.as_of.as_deref().map(day_and_clock).unwrap_or_default();
            ("オフラインです。", format!("{when} の一覧を表示しています。意見書はこのまま書けます。"))
        }
        ListState::Failed => ("一覧を読めませんでした。", "通信が戻ると自動で読み込みます。".to_owned()),
    };
    Some(
        view! {
            <div class="banner requests__banner" role="status">{icon(Icon::Offline)}
                <p class="banner__text"><strong>{title}</strong> {text}</p>
            </div>
        }
        .into_any(),
    )
}

fn told(trouble: Trouble) -> AnyView {
    view! {
        <div class="banner banner--error requests__banner" role="alert">{icon(Icon::Fix)}
            <p class="banner__text"><strong>{trouble.title}</strong> " " {trouble.action}</p>
        </div>
    }
    .into_any()
}

fn empty(listing: &Listing<RequestView>, filter: Filter) -> AnyView {
    let text = match (listing.state, filter) {
        (ListState::Loading, _) => "読み込んでいます…",
        (_, Filter::All) if listing.items.is_empty() => {
            "まだ依頼がありません。市町村から依頼が届くとここに並びます。紙で届いた依頼は「紙の依頼を入力」から始められます。"
        }
        (_, Filter::All) => "あてはまる依頼はありません。さがす言葉や担当を変えてみてください。",
        _ => "この状態の依頼はありません。",
    };
    view! { <p class="empty">{text}</p> }.into_any()
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
