use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::page::Page;
use wire::record::Record;

use crate::el::{El, el};
use crate::local::{Local, Trouble};
use crate::ui::day_and_clock;

/// What a part of the settings works with.
#[derive(Clone)]
pub(super) struct Panel {
    pub(super) local: Local,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    pub(super) told: RwSignal<String>,
    busy: RwSignal<bool>,
}

/// Rows asked of the server.
pub(super) struct Rows<T: Send + Sync + 'static> {
    pub(super) rows: RwSignal<Option<Vec<T>>>,
    path: StoredValue<String>,
}

impl<T: Send + Sync> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Rows<T> {}

impl Panel {
    pub(super) fn new(local: Local) -> Panel {
        Panel {
            local,
            trouble: RwSignal::new(None),
            told: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
        }
    }

    /// Asks for a list now.
    pub(super) fn rows<T: Record + Send + Sync>(&self, path: impl Into<String>) -> Rows<T> {
        let rows = Rows { rows: RwSignal::new(None), path: StoredValue::new(path.into()) };
        self.reload(rows);
        rows
    }

    /// Asks for another list in its place.
    pub(super) fn follow<T: Record + Send + Sync>(&self, list: Rows<T>, path: String) {
        list.path.set_value(path);
        list.rows.set(None);
        self.reload(list);
    }

    /// Asks for a list anew.
    pub(super) fn reload<T: Record + Send + Sync>(&self, list: Rows<T>) {
        let (local, trouble) = (self.local.clone(), self.trouble);
        let path = list.path.get_value();
        spawn_local(async move {
            // The screen may be gone meanwhile.
            match local.get::<Page<T>>(&path).await {
                Ok(page) => _ = list.rows.try_set(Some(page.items)),
                Err(why) => _ = trouble.try_set(Some(why)),
            }
        });
    }

    /// Does one thing at a time; says what was done, or why not.
    pub(super) fn act(&self, done: &'static str, work: impl Future<Output = Result<(), Trouble>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        self.told.set(String::new());
        let (busy, trouble, told) = (self.busy, self.trouble, self.told);
        spawn_local(async move {
            let outcome = work.await;
            let _ = busy.try_set(false);
            let _ = match outcome {
                Ok(()) => told.try_set(done.to_owned()).map(|_| ()),
                Err(why) => trouble.try_set(Some(why)).map(|_| ()),
            };
        });
    }
}

/// A table with a caption for those who do not see it.
pub(super) fn table(caption: &'static str, heads: &'static [&'static str], rows: Vec<El>) -> El {
    let heads = heads.iter().map(|head| el("th").attr("scope", "col").text(*head));
    el("div")
        .class("settings__table")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", caption)
        .child(
            el("table")
                .class("table")
                .child(el("caption").class("visually-hidden").text(caption))
                .child(el("thead").child(el("tr").each(heads)))
                .child(el("tbody").each(rows)),
        )
}

/// A button of a row.
pub(super) fn action(word: &'static str, danger: bool, press: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(if danger { "button button--small button--danger" } else { "button button--small" })
        .text(word)
        .on("click", move |_| press())
}

/// A button that asks once more, in its own place, before it does something that cannot be undone.
pub(super) fn asked(word: &'static str, sure: &'static str, press: impl Fn() + Clone + 'static) -> El {
    let asking = RwSignal::new(false);
    el("span").class("settings__asked").list(move || {
        let press = press.clone();
        if !asking.get() {
            return vec![action(word, true, move || asking.set(true))];
        }
        vec![
            el("span").class("settings__sure").attr("role", "alert").text(sure),
            action("はい", true, move || {
                asking.set(false);
                press();
            }),
            action("やめる", false, move || asking.set(false)),
        ]
    })
}

/// A code that is shown once.
pub(super) fn code_card(title: String, code: String, until: &str, what: &'static str) -> El {
    let until = ["有効期限 ", &day_and_clock(until), "。一度だけ使えます。"].concat();
    el("div")
        .class("card settings__code")
        .attr("role", "status")
        .child(el("p").child(el("strong").text(title)))
        .child(el("p").class("settings__digits").text(code))
        .child(el("p").text(until))
        .child(el("p").text(what))
}

/// Nothing is there yet, or nothing at all.
pub(super) fn nothing<T: Send + Sync>(rows: Rows<T>, none: &'static str) -> El {
    el("p").class("settings__nothing").attr("role", "status").live_text(move || {
        rows.rows.with(|rows| match rows {
            None => "読み込んでいます…",
            Some(rows) if rows.is_empty() => none,
            Some(_) => "",
        })
    })
}
