//! Makes the PDF of a source, and again whenever letters or choices change.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::Choices;
use super::made::{Made, NotMade, make};
use super::source::{Sheet, Source};
use crate::local::Trouble;

/// Pages that are shown, and can be printed from the page itself.
const PICTURES: usize = 24;
/// How long nothing may change before the PDF is made again, in milliseconds.
const QUIET_MS: u64 = 400;

/// A PDF under way. Copy; dead once its screen is gone.
#[derive(Clone, Copy)]
pub(super) struct Press {
    pub(super) source: StoredValue<Source, LocalStorage>,
    /// The newest PDF, shown until there is a newer one.
    pub(super) made: RwSignal<Option<Rc<Made>>, LocalStorage>,
    /// Why there is none of what the letters are now.
    pub(super) not: RwSignal<Option<Why>, LocalStorage>,
    /// Whether one is being made.
    pub(super) busy: RwSignal<bool>,
    pub(super) choices: RwSignal<Choices>,
    /// The letters of the newest PDF.
    pub(super) sheets: StoredValue<Vec<Sheet>, LocalStorage>,
    /// Counts what was asked for.
    asked: StoredValue<u32>,
    working: StoredValue<bool>,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// The letters could not be had.
    Letters(Trouble),
    /// They could not be printed.
    Paper(NotMade),
}

impl Press {
    /// Begins with the first PDF.
    pub(super) fn start(source: Source) -> Press {
        let choices = Choices::of(&source.insurer_no);
        let press = Press {
            source: StoredValue::new_local(source),
            made: RwSignal::new_local(None),
            not: RwSignal::new_local(None),
            busy: RwSignal::new(true),
            choices: RwSignal::new(choices),
            sheets: StoredValue::new_local(Vec::new()),
            asked: StoredValue::new(0),
            working: StoredValue::new(false),
        };
        Effect::new(move |before: Option<()>| {
            press.choices.track();
            if let Some(source) = press.source.try_get_value() {
                (source.track)();
            }
            press.ask(if before.is_some() { QUIET_MS } else { 0 });
        });
        press
    }

    /// Asks for a PDF of what the letters are in a moment; asked again meanwhile, only the last counts.
    pub(super) fn ask(self, after_ms: u64) {
        let Some(asked) = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        }) else {
            return;
        };
        set_timeout(
            move || {
                if self.asked.try_get_value() == Some(asked) {
                    self.work();
                }
            },
            std::time::Duration::from_millis(after_ms),
        );
    }

    fn work(self) {
        if self.working.try_get_value() != Some(false) {
            return;
        }
        self.working.set_value(true);
        self.busy.set(true);
        spawn_local(async move {
            while let Some((asked, source)) = self.asked.try_get_value().zip(self.source.try_get_value()) {
                let choices = self.choices.get_untracked();
                let outcome = print(&source, &choices).await;
                if self.asked.try_get_value() == Some(asked) {
                    self.show(outcome);
                    break;
                }
            }
            let _ = self.working.try_update_value(|working| *working = false);
            let _ = self.busy.try_set(false);
        });
    }

    fn show(self, outcome: Result<(Vec<Sheet>, Made), Why>) {
        match outcome {
            Ok((sheets, made)) => {
                self.sheets.set_value(sheets);
                self.made.set(Some(Rc::new(made)));
                self.not.set(None);
            }
            Err(why) => self.not.set(Some(why)),
        }
    }

    /// The PDF, unless it is not (yet) what the letters are now.
    pub(super) fn ready(self) -> Option<Rc<Made>> {
        let is_now = !self.busy.get_untracked() && self.not.with_untracked(Option::is_none);
        self.made.get_untracked().filter(|_| is_now)
    }
}

async fn print(source: &Source, choices: &Choices) -> Result<(Vec<Sheet>, Made), Why> {
    let sheets = (source.letters)().await.map_err(Why::Letters)?;
    let letters: Vec<&str> = sheets.iter().map(|sheet| sheet.json.as_str()).collect();
    let what = ["\"letters\":[", &letters.join(","), "]"].concat();
    let made = make(&job(source, choices, &what), PICTURES).await.map_err(Why::Paper)?;
    Ok((sheets, made))
}

/// The sheet that shows how far the printer is off.
pub(super) async fn calibration(source: &Source, choices: &Choices) -> Result<Made, NotMade> {
    let what = ["\"calibration\":\"", (source.edition)(), "\""].concat();
    make(&job(source, choices, &what), PICTURES).await
}

fn job(source: &Source, choices: &Choices, what: &str) -> String {
    ["{\"today\":\"", &source.local.today().to_string(), "\",", &choices.job(), ",", what, "}"].concat()
}
