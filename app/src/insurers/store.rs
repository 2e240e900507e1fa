//! The lists of the desk, kept as the server has them: every live event reads them anew.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::events::Event;
use wire::letters::{LetterLine, LetterState};
use wire::page::Page;
use wire::paths;
use wire::requests::RequestView;

use crate::local::{ListState, Listing, Local, Trouble};

/// The lists of the desk.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// Every letter of the insurer, newest first.
    pub(super) letters: RwSignal<Listing<LetterLine>>,
    /// Every request the insurer has sent.
    pub(super) requests: RwSignal<Listing<RequestView>>,
    /// What arrived last, for who cannot see the list change.
    pub(super) news: RwSignal<String>,
    wanted: StoredValue<u32>,
    reading: StoredValue<bool>,
}

impl Desk {
    /// Reads the lists, and again whenever the server tells of a change.
    pub(super) fn start(local: &Local) -> Desk {
        let desk = Desk {
            letters: RwSignal::new(Listing::default()),
            requests: RwSignal::new(Listing::default()),
            news: RwSignal::default(),
            wanted: StoredValue::new(0),
            reading: StoredValue::new(false),
        };
        desk.refresh(local);
        let heard = local.clone();
        local.on_event(move |event| {
            if matches!(event, Event::Letter { .. } | Event::Request { .. } | Event::Reload) {
                desk.refresh(&heard);
            }
        });
        let (again, online) = (local.clone(), local.online());
        Effect::new(move |_| {
            let complete = desk.letters.read_untracked().state == ListState::Fresh;
            if online.get() && !complete && !desk.reading.get_value() {
                desk.refresh(&again);
            }
        });
        desk
    }

    /// Reads the lists. Asked while it reads, it reads once more.
    pub(super) fn refresh(self, local: &Local) {
        self.wanted.update_value(|wanted| *wanted += 1);
        if self.reading.get_value() {
            return;
        }
        self.reading.set_value(true);
        let local = local.clone();
        spawn_local(async move {
            loop {
                let wanted = self.wanted.get_value();
                let letters = every::<LetterLine>(&local, paths::LETTERS).await;
                self.tell_news(&letters);
                take(self.letters, letters, &local);
                take(self.requests, every(&local, paths::REQUESTS).await, &local);
                if wanted == self.wanted.get_value() {
                    break;
                }
            }
            self.reading.set_value(false);
        });
    }

    /// Puts a line the server has just answered in its place.
    pub(super) fn put_line(self, line: LetterLine) {
        self.letters.update(|list| {
            let lines = list.items.iter().map(|old| if old.id == line.id { &line } else { old });
            list.items = Arc::new(lines.cloned().collect());
        });
    }

    fn tell_news(self, answer: &Result<Vec<LetterLine>, Trouble>) {
        let known = self.letters.read_untracked();
        let Ok(lines) = answer else { return };
        if known.state != ListState::Fresh {
            return;
        }
        let is_new = |line: &&LetterLine| {
            line.state == LetterState::Sent && known.items.iter().all(|old| old.id != line.id)
        };
        let names: Vec<&str> = lines.iter().filter(is_new).map(|line| line.pt_name.as_str()).collect();
        drop(known);
        if !names.is_empty() {
            self.news.set(["新しい意見書が届きました：", &names.join("、")].concat());
        }
    }
}

fn take<T: Clone + PartialEq + Send + Sync + 'static>(
    list: RwSignal<Listing<T>>,
    answer: Result<Vec<T>, Trouble>,
    local: &Local,
) {
    let now = match answer {
        Ok(items) => Listing { items: Arc::new(items), as_of: Some(local.now()), state: ListState::Fresh },
        Err(_) => {
            let kept = list.get_untracked();
            let state = if kept.as_of.is_some() { ListState::Cached } else { ListState::Failed };
            Listing { state, ..kept }
        }
    };
    list.set(now);
}

/// Every page of a list.
async fn every<T: wire::record::Record>(local: &Local, path: &str) -> Result<Vec<T>, Trouble> {
    let mut items = Vec::new();
    let mut at = path.to_owned();
    loop {
        let page: Page<T> = local.get(&at).await?;
        items.extend(page.items);
        match page.next {
            Some(cursor) => at = [path, "?cursor=", &cursor].concat(),
            None => return Ok(items),
        }
    }
}
