//! The clinic's module: request list, editor, outbox.

use app::account::{account, recovery};
use app::connection::connection;
use app::el::el;
use app::entrance::{Keeps, entrance};
use app::files::import;
use app::later::{NotFetched, later};
use app::letters;
use app::local::{Local, Trouble};
use app::outdated::outdated;
use app::requests::{paper_request, requests};
use app::route::{Route, Router};
use app::sent::sent;
use app::settings::settings;
use app::setup::setup;
use app::ui::{Icon, Tab, banner, header};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;
use wire::people::{MeView, Role};
use wire::requests::RequestState;

fn main() {
    app::boot::start(clinic);
}

/// Opens this device, then shows the place the address bar names.
fn clinic() -> impl IntoView {
    let opened = RwSignal::new(None::<Result<Local, Trouble>>);
    let router = Router::start();
    if matches!(untrack(|| router.route()), Route::Letter(_)) {
        letters::prepare();
    }
    move || match opened.get() {
        None => entrance(opened, Keeps::Letters),
        Some(Err(trouble)) => not_opened(trouble),
        Some(Ok(local)) => place(local, router),
    }
}

fn place(local: Local, router: Router) -> AnyView {
    provide_context(local.clone());
    provide_context(router);
    (move || match router.route() {
        Route::Letter(draft) => letters::page(local.clone(), router, draft),
        route => {
            let owner = Owner::current().unwrap_or_default();
            later(page(owner, local.clone(), router, route))
        }
    })
    .into_any()
}

/// What is needed now and then: the terminal, and the settings.
#[wasm_split(settings, fallible)]
fn apart(owner: Owner, local: Local, part: Option<String>) -> Result<AnyView, NotFetched> {
    Ok(owner.with(|| match part {
        Some(part) => settings(local, &part),
        None => connection(local),
    }))
}

/// 設定, and 接続確認.
fn set_up(local: &Local, part: Option<String>) -> AnyView {
    let owner = Owner::current().unwrap_or_default();
    with_header(local, "/settings/passkeys", later(apart(owner, local.clone(), part)))
}

/// Every place but the editor.
#[wasm_split(pages, fallible)]
fn page(owner: Owner, local: Local, router: Router, route: Route) -> Result<AnyView, NotFetched> {
    Ok(owner.with(|| match route {
        Route::Requests => {
            let (letters, asking) = (local.works_on_letters(), local.clone());
            let list = move || match letters.get() {
                true => requests(asking.clone(), router),
                false => no_letters(),
            };
            with_header(&local, "/", list.into_any())
        }
        Route::Import => with_header(&local, "/", from_files(local.clone(), router, Route::Import)),
        Route::Setup => with_header(&local, "/setup", from_files(local.clone(), router, Route::Setup)),
        Route::PaperRequest(refused) => {
            with_header(&local, "/", paper_request(local.clone(), router, refused))
        }
        Route::Sent(letter) => with_header(&local, "/sent", sent(local.clone(), router, letter)),
        Route::Connection => set_up(&local, None),
        Route::Settings(part) => set_up(&local, Some(part)),
        Route::Letter(_) | Route::Unknown => with_header(&local, "", no_such_place()),
    }))
}

/// What reads letters of other software.
fn from_files(local: Local, router: Router, route: Route) -> AnyView {
    later(files(Owner::current().unwrap_or_default(), local, router, route))
}

#[wasm_split(files, fallible)]
fn files(owner: Owner, local: Local, router: Router, route: Route) -> Result<AnyView, NotFetched> {
    Ok(owner.with(|| match route {
        Route::Setup => setup(local),
        _ => import(local, router),
    }))
}

fn with_header(local: &Local, here: &'static str, page: AnyView) -> AnyView {
    let (list, out) = (local.requests(), local.sent());
    let open = Signal::derive(move || {
        let done = |state| {
            matches!(
                state,
                RequestState::Sent
                    | RequestState::Accepted
                    | RequestState::SentOnPaper
                    | RequestState::Withdrawn
            )
        };
        list.read().items.iter().filter(|request| !done(request.state)).count()
    });
    let waiting = Signal::derive(move || {
        out.read().items.iter().filter(|sent| sent.item.as_ref().is_some_and(sync::Item::is_open)).count()
    });
    let mut tabs = vec![
        Tab { path: "/", word: "依頼一覧", count: open },
        Tab { path: "/sent", word: "送信箱", count: waiting },
        Tab { path: "/setup", word: "準備", count: Signal::stored(0) },
        Tab { path: "/settings/passkeys", word: "設定", count: Signal::stored(0) },
    ];
    let is_operator = |me: &MeView| me.user.roles.contains(&Role::Operator);
    if local.me().with_untracked(|me| me.as_ref().is_some_and(is_operator)) {
        tabs.retain(|tab| tab.path.starts_with("/settings"));
    }
    let storage = local.storage();
    let problem = move || {
        let problem = storage.get().problem?;
        Some(banner(
            "banner banner--error",
            "alert",
            Icon::Fix,
            problem.title.to_owned(),
            problem.action.to_owned(),
        ))
    };
    // What is wrong with this device's storage stands on every page until it is mended.
    let outdated = outdated(local.too_old());
    el("div")
        .child(header(tabs, here, local.online(), local.me(), account(local)))
        .show(outdated)
        .show(recovery(local))
        .show(problem)
        .view(page)
        .any()
}

/// Whoever neither writes nor sends letters sees none.
fn no_letters() -> AnyView {
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("h1").class("page__title").text("依頼一覧"))
        .child(el("p").class("empty").text(
            "依頼と意見書は、医師と医療事務の方に表示されます。利用者・端末・操作の記録は「設定」にあります。",
        ))
        .child(el("p").child(el("a").class("button").attr("href", "/settings/users").text("設定を開く")))
        .any()
}

fn no_such_place() -> AnyView {
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("h1").class("page__title").text("この画面はありません"))
        .child(el("p").child(el("a").attr("href", "/").text("依頼一覧へ")))
        .any()
}

fn not_opened(trouble: Trouble) -> AnyView {
    let said =
        banner("banner banner--error", "alert", Icon::Fix, trouble.title, trouble.action.unwrap_or_default());
    el("main").class("page").attr("id", "main").attr("tabindex", "-1").child(said).any()
}
