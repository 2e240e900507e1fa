//! Places of the clinic's module. The address bar is the only router: back, forward, reload and bookmarks work.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// 依頼一覧.
    Requests,
    /// ファイルから取り込む.
    Import,
    /// 準備: which way of sending fits.
    Setup,
    /// 紙の依頼を入力; or putting right this one, which the server did not take.
    PaperRequest(Option<String>),
    /// The editor with this draft.
    Letter(String),
    /// 送信箱と受付票, with this letter's receipt open.
    Sent(Option<String>),
    /// 接続確認.
    Connection,
    /// 設定, and which part of it.
    Settings(String),
    /// No such place.
    Unknown,
}

impl Route {
    /// Reads a path.
    pub fn of(path: &str) -> Route {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Route::Requests,
            (Some("requests"), Some("import"), None) => Route::Import,
            (Some("setup"), None, None) => Route::Setup,
            (Some("requests"), Some("paper"), refused) => Route::PaperRequest(refused.map(str::to_owned)),
            (Some("letters"), Some(draft), None) => Route::Letter(draft.to_owned()),
            (Some("sent"), letter, None) => Route::Sent(letter.map(str::to_owned)),
            (Some("connection"), None, None) => Route::Connection,
            (Some("settings"), part, None) => Route::Settings(part.unwrap_or_default().to_owned()),
            _ => Route::Unknown,
        }
    }

    /// The path of the place.
    pub fn path(&self) -> String {
        match self {
            Route::Requests | Route::Unknown => "/".to_owned(),
            Route::Import => "/requests/import".to_owned(),
            Route::Setup => "/setup".to_owned(),
            Route::PaperRequest(None) => "/requests/paper".to_owned(),
            Route::PaperRequest(Some(refused)) => ["/requests/paper/", refused].concat(),
            Route::Letter(draft) => ["/letters/", draft].concat(),
            Route::Connection => "/connection".to_owned(),
            Route::Settings(part) => ["/settings/", part].concat(),
            Route::Sent(None) => "/sent".to_owned(),
            Route::Sent(Some(letter)) => ["/sent/", letter].concat(),
        }
    }
}

/// Where the reader is. Copy, provided as a context.
#[derive(Clone, Copy)]
pub struct Router(RwSignal<Route>);

impl Router {
    /// Reads the address bar, and follows it and every link inside the page from now on.
    pub fn start() -> Router {
        let router = Router(RwSignal::new(here()));
        window_event_listener(ev::popstate, move |_| router.0.set(here()));
        window_event_listener(ev::click, move |event| router.follow(&event));
        router
    }

    /// The place.
    pub fn route(self) -> Route {
        self.0.get()
    }

    /// Goes to a place; the way back leads here.
    pub fn go(self, route: Route) {
        if let Ok(history) = window().history() {
            // A refused entry only costs the way back.
            let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&route.path()));
        }
        window().scroll_to_with_x_and_y(0.0, 0.0);
        self.0.set(route);
    }

    /// The place has another name now: the address bar says it, and nothing is opened anew.
    pub fn rename(self, route: &Route) {
        if let Ok(history) = window().history() {
            // A refused name only costs the way back.
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&route.path()));
        }
    }

    /// A plain click on a link to a place of this module changes the place without loading the page anew.
    fn follow(self, event: &MouseEvent) {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if !plain || event.default_prevented() {
            return;
        }
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten());
        let Some(href) =
            link.filter(|link| !link.has_attribute("target")).and_then(|link| link.get_attribute("href"))
        else {
            return;
        };
        let route = Route::of(&href);
        if href.starts_with('/') && route != Route::Unknown {
            event.prevent_default();
            self.go(route);
        }
    }
}

fn here() -> Route {
    window().location().pathname().map_or(Route::Unknown, |path| Route::of(&path))
}
