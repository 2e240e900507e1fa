//! The clinic's module: request list, editor, outbox.

use app::letters;
use app::local::{Local, Trouble};
use app::requests::{paper_request, requests};
use app::route::{Route, Router};
use app::sent::sent;
use app::ui::{Icon, Tab, header, icon};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::requests::RequestState;

fn main() {
    app::boot::start(clinic);
}

/// Opens this device, then shows the place the address bar names.
fn clinic() -> impl IntoView {
    let opened = RwSignal::new(None::<Result<Local, Trouble>>);
    spawn_local(async move {
        opened.set(Some(Local::open().await.map_err(|error| error.trouble())));
    });
    let router = Router::start();
    move || match opened.get() {
        None => view! { <p class="boot-loading">"読み込んでいます…"</p> }.into_any(),
        Some(Err(trouble)) => not_opened(trouble),
        Some(Ok(local)) => place(local, router),
    }
}

fn place(local: Local, router: Router) -> AnyView {
    provide_context(local.clone());
    provide_context(router);
    (move || match router.route() {
        Route::Letter(draft) => letters::page(local.clone(), router, draft),
        Route::Requests => with_header(&local, "/", requests(local.clone(), router)),
        Route::PaperRequest => with_header(&local, "/", paper_request(local.clone(), router)),
        Route::Sent(letter) => with_header(&local, "/sent", sent(local.clone(), router, letter)),
        Route::Unknown => with_header(&local, "", no_such_place()),
    })
    .into_any()
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
    let tabs = vec![
        Tab { path: "/", word: "依頼一覧", count: open },
        Tab { path: "/sent", word: "送信箱", count: waiting },
    ];
    view! {
        {header(tabs, here, local.online(), local.me())}
        {storage_banner(local)}
        {page}
    }
    .into_any()
}

/// What is wrong with this device's storage, on every page until it is mended.
fn storage_banner(local: &Local) -> impl IntoView + use<> {
    let storage = local.storage();
    move || {
        storage.get().problem.map(|problem| {
            view! {
                <div class="banner banner--error" role="alert">{icon(Icon::Fix)}
                    <p class="banner__text"><strong>{problem.title}</strong> " " {problem.action}</p>
                </div>
            }
        })
    }
}

fn no_such_place() -> AnyView {
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="page__title">"この画面はありません"</h1>
            <p><a href=move || "/">"依頼一覧へ"</a></p>
        </main>
    }
    .into_any()
}

fn not_opened(trouble: Trouble) -> AnyView {
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="banner banner--error" role="alert">{icon(Icon::Fix)}
                <div class="banner__text"><h1 class="banner__title">{trouble.title}</h1><p>{trouble.action}</p></div>
            </div>
        </main>
    }
    .into_any()
}
