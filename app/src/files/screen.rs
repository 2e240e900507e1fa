//! What the import holds, and what is done with it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::file::Format;
use wire::record;

use super::judge::{Judged, Way, judge};
use super::place::{Key, Known, Place, Sent, key, paper, places};
use super::read::{Content, read};
use crate::letters::knowledge::{Knowledge, fetched};
use crate::local::{Answers, Arrival, Local, OpenDraft, Trouble};
use crate::route::{Route, Router};

/// The page.
#[derive(Clone)]
pub(super) struct Screen {
    pub(super) local: Local,
    pub(super) router: Router,
    /// What was read.
    pub(super) content: RwSignal<Option<Arc<Content>>>,
    /// What is said of it.
    pub(super) loaded: RwSignal<Option<Arc<Loaded>>>,
    /// Which rows are chosen.
    pub(super) picked: RwSignal<Vec<bool>>,
    /// Which rows show everything that is said of them.
    pub(super) opened: RwSignal<Vec<bool>>,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// What was done last.
    pub(super) told: RwSignal<String>,
    /// Files are read, or letters are kept.
    pub(super) busy: RwSignal<bool>,
    /// Whether the doctor is being asked.
    pub(super) asking: RwSignal<bool>,
}

/// The letters of the files, and what is said of them.
pub(super) struct Loaded {
    pub(super) content: Arc<Content>,
    pub(super) rows: Vec<Row>,
    pub(super) known: Knowledge,
}

/// One letter of a file.
pub(super) struct Row {
    /// a.csv 2件目.
    pub(super) name: String,
    pub(super) said: Said,
}

/// What is said of a letter.
pub(super) enum Said {
    Judged(Box<Judged>),
    Unread(String),
}

impl Row {
    /// The letter, if something can be done with it.
    pub(super) fn letter(&self) -> Option<&Judged> {
        match &self.said {
            Said::Judged(judged) if !matches!(judged.way, Way::Stuck(_)) => Some(judged),
            _ => None,
        }
    }
}

impl Screen {
    pub(super) fn new(local: Local, router: Router) -> Screen {
        Screen {
            local,
            router,
            content: RwSignal::new(None),
            loaded: RwSignal::new(None),
            picked: RwSignal::default(),
            opened: RwSignal::default(),
            trouble: RwSignal::new(None),
            told: RwSignal::default(),
            busy: RwSignal::new(false),
            asking: RwSignal::new(false),
        }
    }

    /// Reads files; what was shown before makes room.
    pub(super) fn read(&self, files: Vec<web_sys::File>) {
        let screen = self.clone();
        self.busy.set(true);
        self.trouble.set(None);
        self.told.set(String::new());
        spawn_local(async move {
            let content = Arc::new(read(&files).await);
            let _ = screen.loaded.try_set(None);
            let _ = screen.content.try_set(Some(content));
            screen.show().await;
            let _ = screen.busy.try_set(false);
        });
    }

    /// The lists have changed: what is said of the letters may have, too.
    pub(super) fn look_again(&self) {
        let Some(content) = self.content.get_untracked() else { return };
        let before = self.loaded.get_untracked();
        let is_news = before.is_none_or(|loaded| {
            let judged = loaded.rows.iter().filter_map(|row| match &row.said {
                Said::Judged(judged) => Some(&judged.place),
                Said::Unread(_) => None,
            });
            !judged.eq(&self.places(&content))
        });
        if is_news {
            let screen = self.clone();
            spawn_local(async move { screen.show().await });
        }
    }

    /// Judges what was read by what is known now. What a person chose and opened stays chosen and open.
    async fn show(&self) {
        let Some(content) = self.content.try_get_untracked().flatten() else { return };
        if !content.letters.is_empty() && !self.knows_lists() {
            let _ =
                self.told.try_set("依頼一覧を待っています。この端末に届くと、照らし合わせます。".to_owned());
            return;
        }
        let known = match fetched().await {
            Ok(known) => known,
            Err(not_fetched) => {
                let _ = self.trouble.try_set(Some(not_fetched.into()));
                return;
            }
        };
        let rows = self.rows(&content, known).await;
        let before = self.loaded.try_get_untracked().flatten();
        if before.is_none() {
            let _ = self.told.try_set(String::new());
        }
        let kept = |chosen: RwSignal<Vec<bool>>| chosen.try_get_untracked().filter(|_| before.is_some());
        let (picked, opened) = (kept(self.picked), kept(self.opened));
        let anew = |kept: &Option<Vec<bool>>, n: usize, first: bool| {
            kept.as_ref().map_or(first, |kept| kept.get(n).copied().unwrap_or_default())
        };
        let of = |row: &Row, is: fn(&Judged) -> bool| row.letter().is_some_and(is);
        let chosen = rows.iter().enumerate().map(|(n, row)| {
            row.letter().is_some() && anew(&picked, n, of(row, |judged| judged.way == Way::Ready))
        });
        let open = rows
            .iter()
            .enumerate()
            .map(|(n, row)| anew(&opened, n, of(row, |judged| !judged.differences().is_empty())));
        let (chosen, open) = (chosen.collect(), open.collect());
        let _ = self.picked.try_set(chosen);
        let _ = self.opened.try_set(open);
        let _ = self.loaded.try_set(Some(Arc::new(Loaded { content, rows, known })));
    }

    /// Whether requests and insurers are known here at all: without them nothing can be said of a letter.
    fn knows_lists(&self) -> bool {
        let local = &self.local;
        local.requests().with_untracked(|list| list.as_of.is_some())
            && local.insurers().with_untracked(|insurers| !insurers.is_empty())
            && local.me().with_untracked(Option::is_some)
    }

    async fn rows(&self, content: &Content, known: Knowledge) -> Vec<Row> {
        let mut places = self.places(content).into_iter();
        let me = self.local.me().get_untracked();
        let mut rows = Vec::with_capacity(content.letters.len());
        for entry in &content.letters {
            let (file, format) =
                content.files.get(entry.file).map_or(("", Format::Json), |(name, format)| (name, *format));
            let name = match content.files.len() {
                1 => format!("{}件目", entry.row),
                _ => format!("{file} {}件目", entry.row),
            };
            let said = match &entry.read {
                Err(why) => Said::Unread(why.to_string()),
                Ok(found) => {
                    let Some(place) = places.next() else { continue };
                    let previous = match place.request() {
                        Some(request) if request.previous_date.is_some() => {
                            self.local.kept_previous(&request.id).await
                        }
                        _ => None,
                    };
                    let beside = (previous.as_ref(), me.as_ref());
                    Said::Judged(Box::new(judge(found, place, beside, &self.local, known, format)))
                }
            };
            rows.push(Row { name, said });
        }
        rows
    }

    /// Where every letter that could be read belongs.
    fn places(&self, content: &Content) -> Vec<Place> {
        let read = content.letters.iter().filter_map(|entry| entry.read.as_ref().ok());
        let letters: Vec<_> = read.map(|found| &found.letter).collect();
        let requests = self.local.requests().get_untracked();
        let sent = sent(&self.local);
        let insurers = self.local.insurers().get_untracked();
        places(
            &letters,
            &Known {
                requests: &requests.items,
                letters: &sent,
                insurers: &insurers,
                begun: &|request| self.local.begun(request),
                replacement: &|letter| self.local.replacement(letter),
            },
        )
    }

    /// The chosen letters of these ways.
    pub(super) fn chosen<'a>(&self, loaded: &'a Loaded, ready_only: bool) -> Vec<&'a Judged> {
        let picked = self.picked.get_untracked();
        let chosen = loaded.rows.iter().zip(picked).filter(|(_, is_picked)| *is_picked);
        let letters = chosen.filter_map(|(row, _)| row.letter());
        letters.filter(|judged| !ready_only || judged.way == Way::Ready).collect()
    }

    pub(super) fn ask(&self) {
        let Some(loaded) = self.loaded.get_untracked() else { return };
        if self.chosen(&loaded, true).is_empty() {
            self.told.set("送れる意見書が選ばれていません。".to_owned());
        } else if !self.busy.get_untracked() {
            self.asking.set(true);
        }
    }

    /// Makes drafts of the chosen letters, all or none.
    pub(super) fn keep_picked(&self) {
        let Some(loaded) = self.loaded.get_untracked() else { return };
        let arrivals: Vec<Arrival> =
            self.chosen(&loaded, false).into_iter().filter_map(|judged| arrival(judged, false)).collect();
        if arrivals.is_empty() {
            self.told.set("意見書が選ばれていません。".to_owned());
            return;
        }
        let screen = self.clone();
        self.busy.set(true);
        spawn_local(async move {
            let count = arrivals.len();
            match screen.local.keep_letters(arrivals, None).await {
                Ok(_) => {
                    screen.show().await;
                    let _ = screen.trouble.try_set(None);
                    let _ = screen
                        .told
                        .try_set(format!("{count}件を下書きにしました。依頼一覧から続けられます。"));
                }
                Err(trouble) => _ = screen.trouble.try_set(Some(trouble)),
            }
            let _ = screen.busy.try_set(false);
        });
    }

    /// Makes a draft of one letter and opens it.
    pub(super) fn open_row(&self, index: usize) {
        let Some(loaded) = self.loaded.get_untracked() else { return };
        let judged = loaded.rows.get(index).and_then(Row::letter);
        let Some(arrival) = judged.and_then(|judged| arrival(judged, false)) else { return };
        let screen = self.clone();
        spawn_local(async move {
            match screen.local.keep_letters(vec![arrival], None).await {
                Ok(drafts) => {
                    if let Some(draft) = drafts.into_iter().next() {
                        screen.router.go(Route::Letter(draft));
                    }
                }
                Err(trouble) => _ = screen.trouble.try_set(Some(trouble)),
            }
        });
    }

    /// Opens a draft that was begun.
    pub(super) async fn open(&self, what: OpenDraft) {
        match self.local.open_draft(what).await {
            Ok(writer) => {
                let draft = writer.id();
                writer.close();
                self.router.go(Route::Letter(draft));
            }
            Err(trouble) => _ = self.trouble.try_set(Some(trouble)),
        }
    }
}

/// A letter on its way to this device's storage. Nothing else than what the file holds goes into it.
pub(super) fn arrival(judged: &Judged, is_sent: bool) -> Option<Arrival> {
    let answers = match &judged.place {
        Place::Asked(request) => Answers::Request(request.clone()),
        Place::Returned { request: Some(request), .. } => Answers::Request(request.clone()),
        Place::Unasked { .. } if !is_sent => Answers::Paper(Box::new(paper(&judged.letter).ok()?)),
        Place::Unasked { .. } | Place::Returned { request: None, .. } => Answers::Nothing,
        _ => return None,
    };
    let replaces = judged.place.replaces().map(str::to_owned);
    Some(Arrival { letter: judged.letter.clone(), answers, replaces, confirmations: Vec::new() })
}

/// This clinic's letters, at the insurers and on their way.
fn sent(local: &Local) -> Vec<Sent> {
    let listing = local.sent().get_untracked();
    let known = listing.items.iter().filter_map(|sent| match (&sent.line, &sent.item) {
        (Some(line), _) => Some(Sent {
            key: Key([&line.insurer_no, &line.insured_no, &line.apply_date].map(Clone::clone)),
            letter: sent.letter_id.clone(),
            state: Some(line.state),
        }),
        (None, Some(item)) => {
            let body: serde_json::Value = record::from_text(&item.body)?;
            let letter = letters::json::from_value(body.get("letter")?).ok()?;
            Some(Sent { key: key(&letter).ok()?, letter: sent.letter_id.clone(), state: None })
        }
        (None, None) => None,
    });
    known.collect()
}
