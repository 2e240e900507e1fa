//! Places of the insurer's module. The address bar is the only router.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent};

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// 意見書の受付, with this letter open.
    Queue(Option<(String, Tab)>),
    /// 主治医意見書5項目確認.
    FiveItems,
    /// 依頼を送る: the requests that are out.
    Requests,
    /// One new request.
    NewRequest,
    /// Requests from a file.
    ImportRequests,
    /// No such place.
    Unknown,
}

/// How an open letter is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// 要点.
    Points,
    /// 全文.
    Whole,
    /// 依頼との照合.
    Intake,
    /// The version beside the one it replaces.
    Version,
    /// Letters of other clinics for the same application.
    Beside,
    /// 受付票.
    Receipt,
}

impl Tab {
    pub(super) const ALL: [Tab; 6] =
        [Tab::Points, Tab::Whole, Tab::Intake, Tab::Version, Tab::Beside, Tab::Receipt];

    /// The last part of the path, and of the tab's element id.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Tab::Points => "points",
            Tab::Whole => "whole",
            Tab::Intake => "request",
            Tab::Version => "version",
            Tab::Beside => "beside",
            Tab::Receipt => "receipt",
        }
    }
}

impl Route {
    /// Reads a path.
    fn of(path: &str) -> Route {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match *parts.as_slice() {
            [] | ["desk"] => Route::Queue(None),
            ["letters", id] => Route::Queue(Some((id.to_owned(), Tab::Points))),
            ["letters", id, name] => match Tab::ALL.into_iter().find(|tab| tab.name() == name) {
                Some(tab) => Route::Queue(Some((id.to_owned(), tab))),
                None => Route::Unknown,
            },
            ["five-items"] => Route::FiveItems,
            ["requests"] => Route::Requests,
            ["requests", "new"] => Route::NewRequest,
            ["requests", "import"] => Route::ImportRequests,
            _ => Route::Unknown,
        }
    }

    /// The path of the place.
    pub(super) fn path(&self) -> String {
        match self {
            Route::Queue(None) | Route::Unknown => "/".to_owned(),
            Route::Queue(Some((letter, Tab::Points))) => ["/letters/", letter].concat(),
            Route::Queue(Some((letter, tab))) => ["/letters/", letter, "/", tab.name()].concat(),
            Route::FiveItems => "/five-items".to_owned(),
            Route::Requests => "/requests".to_owned(),
            Route::NewRequest => "/requests/new".to_owned(),
            Route::ImportRequests => "/requests/import".to_owned(),
        }
    }
}

/// Where the officer is.
#[derive(Clone, Copy)]
pub(super) struct Router(RwSignal<Route>);

impl Router {
    /// Reads the address bar, and follows it and every link inside the page from now on.
    pub(super) fn start() -> Router {
        let router = Router(RwSignal::new(here()));
        window_event_listener(ev::popstate, move |_| router.0.set(here()));
        window_event_listener(ev::click, move |event| router.follow(&event));
        router
    }

    /// The place.
    pub(super) fn route(self) -> Route {
        self.0.get()
    }

    /// Goes to a place; the way back leads here.
    pub(super) fn go(self, route: Route) {
        if let Ok(history) = window().history() {
            // A refused entry only costs the way back.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&route.path()));
        }
        window().scroll_to_with_x_and_y(0.0, 0.0);
        self.0.set(route);
    }

    /// Another view of the same place: the way back leads past it.
    pub(super) fn turn(self, route: Route) {
        if let Ok(history) = window().history() {
            // A refused entry only costs the address.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.path()));
        }
        self.0.set(route);
    }

    /// A plain click on a link to a place of this module changes the place without loading the page anew.
    fn follow(self, event: &MouseEvent) {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.button() != 0 || modified || event.default_prevented() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|element| element.closest("a[href]:not([target], [download])").ok()?);
        let Some(href) = link.and_then(|link| link.get_attribute("href")) else { return };
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
