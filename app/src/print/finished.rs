//! Finished letters for the press: from this device's outbox, from what is shown, else from the server.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Promise};
use leptos::prelude::*;
use letters::{Edition, json};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wire::letters::LetterView;
use wire::paths;

use super::source::{Letters, Sheet, Source};
use crate::local::{Local, OpenDraft, Trouble};

/// One letter that can be printed, and where it is to be had.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Paper {
    /// A finished letter that is at hand: its id and `{"form": …, "answers": …}`.
    Here(String, Value),
    /// A finished letter, by id.
    Letter(String),
    /// A draft, by id.
    Draft(String),
}

/// Letters that are asked for at a time.
const AT_ONCE: usize = 8;

/// The source of these letters to one insurer; `name` is that of the file.
pub(crate) fn finished(local: &Local, papers: Vec<Paper>, insurer: (String, String), name: String) -> Source {
    let edition = Rc::new(Cell::new(Edition::R8));
    let letters = {
        let (local, edition) = (local.clone(), Rc::clone(&edition));
        move || -> Letters {
            let (local, papers, edition) = (local.clone(), papers.clone(), Rc::clone(&edition));
            Box::pin(async move {
                let mut sheets = sheets(&local, papers).await?;
                sheets.sort_by_key(|(n, ..)| *n);
                if let Some((.., last)) = sheets.last() {
                    edition.set(*last);
                }
                Ok(sheets.into_iter().map(|(_, sheet, _)| sheet).collect())
            })
        }
    };
    Source {
        local: local.clone(),
        letters: Rc::new(letters),
        track: Rc::new(|| {}),
        insurer_no: insurer.0,
        insurer_name: insurer.1,
        edition: Rc::new(move || edition.get().name()),
        name,
        places: Rc::new(|_| Vec::new()),
    }
}

type Had = Result<Vec<(usize, Sheet, Edition)>, Trouble>;

/// Each letter with its place, as they come. The first that cannot be had ends it.
async fn sheets(local: &Local, papers: Vec<Paper>) -> Had {
    let waiting = Rc::new(RefCell::new(papers.into_iter().enumerate()));
    let had: Rc<RefCell<Had>> = Rc::new(RefCell::new(Ok(Vec::new())));
    let lane = |_| {
        let (local, waiting, had) = (local.clone(), Rc::clone(&waiting), Rc::clone(&had));
        JsValue::from(future_to_promise(async move {
            while had.borrow().is_ok() {
                let next = waiting.borrow_mut().next();
                let Some((n, paper)) = next else { break };
                match sheet(&local, paper).await {
                    Ok((sheet, edition)) => {
                        _ = had.borrow_mut().as_mut().map(|had| had.push((n, sheet, edition)))
                    }
                    Err(trouble) => *had.borrow_mut() = Err(trouble),
                }
            }
            Ok(JsValue::UNDEFINED)
        }))
    };
    let lanes: Array = (0..AT_ONCE).map(lane).collect();
    // No lane fails: what could not be had is kept beside what was.
    let _ = JsFuture::from(Promise::all(&lanes)).await;
    had.replace(Ok(Vec::new()))
}

async fn sheet(local: &Local, paper: Paper) -> Result<(Sheet, Edition), Trouble> {
    let (id, is_draft, letter) = match paper {
        Paper::Here(id, letter) => (id, false, letter),
        Paper::Letter(id) => {
            let view: LetterView = local.get(&paths::letter(&id)).await?;
            (id, false, view.letter)
        }
        Paper::Draft(id) => {
            let writer = local.open_draft(OpenDraft::Draft(id.clone())).await?;
            let letter = writer.with(|state| json::to_value(&state.letter));
            writer.close();
            (id, true, letter)
        }
    };
    let form = letter.get("form").and_then(Value::as_str).and_then(Edition::parse);
    Ok((Sheet { id, is_draft, json: json::canonical(&letter) }, form.unwrap_or(Edition::R8)))
}

/// The letter in the frozen bytes of the outbox.
pub(crate) fn frozen(id: &str, body: &str) -> Option<Paper> {
    let body: Value = serde_json::from_str(body).ok()?;
    Some(Paper::Here(id.to_owned(), body.get("letter")?.clone()))
}

/// The name of an insurer.
pub(crate) fn insurer(local: &Local, insurer_no: &str) -> (String, String) {
    let name = local.insurers().with_untracked(|insurers| {
        let insurer = insurers.iter().find(|insurer| insurer.insurer_no == insurer_no);
        insurer.map(|insurer| insurer.name.clone()).unwrap_or_default()
    });
    (insurer_no.to_owned(), name)
}
