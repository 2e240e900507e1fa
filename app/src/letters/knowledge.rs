//! What stands beside the form: rules and their sentences, definitions, names of diseases, and the screens that show
//! them. It comes as a piece of its own right after the form; until then one can write and it is saved, but nothing is
//! judged and nothing can be finished.

use std::cell::Cell as Slot;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::diseases::{self, Diagnosis};
use letters::evidence;
use letters::form::Item;
use letters::hints::{self, HINTS};
use letters::rules::{self, Context, Finding};
use letters::{Cell, Field, Letter};
use wasm_bindgen::JsValue;
use wasm_split_helpers::wasm_split;

use super::editor::{Editor, Tab};
use super::{banners, conflict, edition, finish, hint, panel, steps, travel};
use crate::el::El;
use crate::later::NotFetched;
use crate::local::Writer;
use crate::route::Router;

/// The piece's functions.
#[derive(Clone, Copy)]
pub(crate) struct Knowledge {
    /// What the rules find in a letter.
    pub(crate) check: fn(&Letter, &Context) -> Vec<Finding>,
    /// What the rules are told beside the letter.
    pub(crate) context: fn(&Writer) -> Context,
    /// Moves to the next thing that is left, or to the one before.
    pub(crate) go_on: fn(Editor, bool),
    /// Takes the last step back, or does it again.
    pub(crate) step: fn(Editor, bool),
    /// The sentence of a finding.
    pub(crate) message: fn(&Finding) -> String,
    /// Where on the form a field stands: 3(2) 短期記憶.
    pub(crate) place: fn(Field) -> String,
    /// The cells a finding was made from.
    pub(crate) evidence: fn(&Letter, &Context, &Finding) -> Vec<Cell>,
    /// The hash that a confirmation keeps.
    pub(crate) hash_of: fn(&Letter, &Finding, &[Cell]) -> String,
    /// Whether an item's choices are explained at all.
    pub(crate) explains: fn(&str) -> bool,
    /// What an item asks.
    pub(crate) of_item: fn(&str) -> Option<&'static str>,
    /// What a choice of an item means.
    pub(crate) of_choice: fn(&str, &str) -> Option<&'static str>,
    /// Diagnoses for what was typed so far.
    pub(crate) suggest: fn(&str) -> Vec<&'static Diagnosis>,
    /// A page of the panel.
    pub(crate) page: fn(Editor, Tab) -> El,
    /// The doctor's own confirmation.
    pub(crate) finish: fn(Editor, Router) -> El,
    /// Values to choose between at an item.
    pub(crate) conflicts: fn(Editor, u16) -> Vec<El>,
    /// The definitions asked for at an item.
    pub(crate) asked_for: fn(&'static Item, Option<u8>) -> El,
    /// The edition of the form, and what changing it does.
    pub(crate) edition: fn(Editor) -> El,
    /// What else stands over the form.
    pub(crate) banners: fn(Editor) -> El,
}

/// How many names are offered.
const MOST: usize = 8;

thread_local! {
    static KNOWLEDGE: Slot<Option<Knowledge>> = const { Slot::new(None) };
}

/// The piece, once it is here.
pub(crate) fn knowledge() -> Option<Knowledge> {
    KNOWLEDGE.get()
}

/// The sentence of a finding. There is no finding before there are rules.
pub(crate) fn message(finding: &Finding) -> String {
    knowledge().map(|known| (known.message)(finding)).unwrap_or_default()
}

/// The piece, fetched if it is not here yet.
pub(crate) async fn fetched() -> Result<Knowledge, NotFetched> {
    let known = fetch().await?;
    KNOWLEDGE.set(Some(known));
    Ok(known)
}

/// Has the piece fetched while the device and the letter are opened.
pub fn prepare() {
    // What comes of it is heard by `learn`.
    spawn_local(async { _ = fetch().await });
}

/// Fetches the piece, then has the letter judged. Without it the form can be written and saved all the same.
pub(crate) fn learn(editor: Editor) {
    spawn_local(async move {
        let fetched = fetch().await;
        painted().await;
        editor.with(|open| open.writer.prepare());
        match fetched {
            Ok(known) => {
                KNOWLEDGE.set(Some(known));
                editor.with(|open| open.known.set(true));
                editor.judge(&[]);
                editor.with(|open| open.marks.notify());
                if editor.with(|open| open.wanted.take()) {
                    finish::attempt(editor);
                }
            }
            Err(NotFetched) => editor.with(|open| open.trouble.set(Some(NOT_HERE.to_owned()))),
        }
    });
}

/// The form is on the screen first. A page that nobody sees is not painted, and does not wait for it.
async fn painted() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let later = resolve.clone();
        // The second frame begins when the first has been painted; what follows it is not in its way.
        let paint = move || {
            set_timeout(move || _ = resolve.call0(&JsValue::NULL), Duration::ZERO);
        };
        request_animation_frame(move || request_animation_frame(paint));
        set_timeout(move || _ = later.call0(&JsValue::NULL), HIDDEN);
    });
    // Only ever resolved.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// How long the first frame is waited for at most.
const HIDDEN: Duration = Duration::from_millis(300);

const NOT_HERE: &str = "様式の確認の部品をまだ読み込めていません。入力と保存はできます。通信できる場所で開き直すと、確認が始まります。";

#[wasm_split(knowledge, fallible)]
fn fetch() -> Result<Knowledge, NotFetched> {
    Ok(Knowledge {
        check: rules::check,
        context: Writer::context,
        go_on: travel::next,
        step: steps::take,
        message: Finding::message,
        place: panel::place,
        evidence: evidence::cells,
        hash_of: evidence::hash_of,
        explains: |key| HINTS.iter().copied().flatten().any(|hint| hint.key == key),
        of_item: hints::of_item,
        of_choice: hints::of_choice,
        suggest: |typed| {
            diseases::suggest(typed).filter(|diagnosis| diagnosis.name != typed).take(MOST).collect()
        },
        page: panel::page,
        finish: finish::contents,
        conflicts: conflict::choices,
        asked_for: hint::asked_for,
        edition: edition::switch,
        banners: banners::beside,
    })
}
