//! 受理する and 差し戻す.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::letters::{LetterLine, ReturnReason};
use wire::paths;

use super::Pane;
use crate::insurers::operation::Operation;
use crate::insurers::told::{Told, focus};
use crate::local::Trouble;

/// Problems that say that somebody else was faster.
const OVERTAKEN: [&str; 3] = ["letter.changed", "letter.settled", "letter.superseded"];

/// What the officer decides about the open letter.
#[derive(Clone, Copy)]
pub(super) struct Decision {
    /// Whether the dialog of 差し戻す is open.
    pub(super) returning: RwSignal<bool>,
    /// What became of the last press.
    pub(super) told: RwSignal<Option<Told>>,
    operation: Operation,
}

impl Decision {
    pub(super) fn new() -> Decision {
        Decision { returning: RwSignal::new(false), told: RwSignal::new(None), operation: Operation::new() }
    }
}

/// Takes the letter, as the officer saw it.
pub(super) fn accept(pane: &Pane, etag: String) {
    let pane = pane.clone();
    spawn_local(async move {
        let local = &pane.place.local;
        let operation = pane.decision.operation.id(local, &["accept ", &etag].concat());
        let answer = local.post_if(&paths::accept(&pane.id), &(), &operation, &etag).await;
        settled(&pane, answer, "受理しました。医療機関の画面にもすぐに表示されます。");
    });
}

/// Returns the letter with a reason. Whether the dialog can close.
pub(super) async fn return_letter(pane: &Pane, reason: &ReturnReason, etag: &str) -> Result<(), Trouble> {
    let local = &pane.place.local;
    let content = [etag, &reason.code, &reason.text, reason.field.as_deref().unwrap_or_default()].join("\n");
    let operation = pane.decision.operation.id(local, &content);
    let answer = local.post_if(&paths::return_letter(&pane.id), reason, &operation, etag).await;
    match answer {
        Err(trouble) if !is_overtaken(&trouble) => {
            pane.decision.operation.answered::<()>(&Err(trouble.clone()));
            Err(trouble)
        }
        answer => {
            settled(pane, answer, "差し戻しました。理由は医療機関の画面にすぐに表示されます。");
            Ok(())
        }
    }
}

fn settled(pane: &Pane, answer: Result<LetterLine, Trouble>, done: &str) {
    pane.decision.operation.answered(&answer);
    let told = match answer {
        Ok(line) => {
            pane.put_line(line);
            Told::Done(done.to_owned())
        }
        Err(trouble) if is_overtaken(&trouble) => {
            pane.read();
            pane.place.desk.refresh(&pane.place.local);
            Told::Trouble(Trouble {
                action: Some(
                    "ほかの職員の操作か、新しい版の到着です。最新の状態を読み直しました。".to_owned(),
                ),
                ..trouble
            })
        }
        Err(trouble) => Told::Trouble(trouble),
    };
    let _ = pane.decision.told.try_set(Some(told));
    focus(super::HEADING);
}

fn is_overtaken(trouble: &Trouble) -> bool {
    OVERTAKEN.contains(&trouble.code.as_str())
}
