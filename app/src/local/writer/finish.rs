//! 「完成」: the letter is frozen, and from then on only sent.

use std::rc::Rc;

use leptos::prelude::*;
use letters::rules::{self, Context, Severity};
use letters::{Letter, hash, json};
use sync::{Item, ItemState};
use wire::drafts::Confirmation;
use wire::letters::{Approval, LetterPost};

use super::open::Open;
use crate::local::disk::{Change, Store};
use crate::local::records::{self, StoredItem};
use crate::local::{Mode, Trouble, clock, ids, net};

impl Open {
    /// Freezes the letter into the outbox, in one transaction with marking the draft.
    pub(in crate::local) async fn finish(self: &Rc<Self>, approval: Approval) -> Result<(), Trouble> {
        if self.mode.get_untracked() != Mode::Writing {
            return Err(Trouble::here(
                "draft.not_writing",
                "この画面では完成できません。",
                "「こちらで編集する」を押してから、もう一度完成してください。",
            ));
        }
        self.flush().await.map_err(|error| Trouble::from(error.problem()))?;
        let item = self.freeze(approval);
        self.stored.borrow_mut().frozen = Some(item.letter.clone());
        let record = records::write(&StoredItem::from(&item));
        let batch = [Change::Put(Store::Outbox, item.operation.clone(), record), self.head()];
        let outcome = self.device.disk.write(&batch).await;
        self.device.wrote(&outcome);
        if let Err(error) = outcome {
            self.stored.borrow_mut().frozen = None;
            return Err(error.problem().into());
        }
        self.set_mode(Mode::Finished);
        self.lock.take();
        self.note();
        self.device.outgoing_added(item);
        Ok(())
    }

    fn freeze(&self, approval: Approval) -> Item {
        let context = self.context();
        let (draft, stored) = (self.draft.borrow(), self.stored.borrow());
        let state = draft.state();
        let finishing = Context {
            finalising: Some(true),
            signer: Some(approval.name.clone()),
            approved: Some(true),
            ..context.clone()
        };
        let found = [context, finishing].map(|context| rules::check(&state.letter, &context));
        let warnings: Vec<_> =
            found.into_iter().flatten().filter(|finding| finding.severity == Severity::Warning).collect();
        // What was confirmed and is no longer found belongs to an earlier state of the letter.
        let stands = |rule: &str, field: &str| {
            warnings.iter().any(|finding| finding.rule.id() == rule && finding.at.path() == field)
        };
        let confirmations = state
            .confirmations
            .iter()
            .filter(|confirmation| stands(&confirmation.rule, &confirmation.field))
            .map(Confirmation::from)
            .collect();
        frozen(&stored.view.id, stored.view.replaces.clone(), &state.letter, approval, confirmations)
    }
}

/// A letter as the outbox keeps it: these bytes under this id, however often they are sent.
pub(in crate::local) fn frozen(
    draft: &str,
    replaces: Option<String>,
    letter: &Letter,
    approved: Approval,
    confirmations: Vec<Confirmation>,
) -> Item {
    let post = LetterPost {
        id: ids::new(),
        draft_id: Some(draft.to_owned()),
        replaces,
        letter: json::to_value(letter),
        sha256: hash::letter(letter),
        approved,
        rules_version: net::build(),
        judged_on: clock::today().to_string(),
        confirmations,
    };
    Item {
        operation: ids::new(),
        letter: post.id.clone(),
        draft: draft.to_owned(),
        body: records::write(&post),
        state: ItemState::Waiting,
    }
}
