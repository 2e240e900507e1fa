//! 「完成」: the letter is frozen, and from then on only sent.

use std::rc::Rc;

use leptos::prelude::*;
use letters::rules::{self, Context, Severity};
use letters::{Letter, hash, json};
use sync::{Item, ItemState};
use wire::drafts::Confirmation;
use wire::letters::{Approval, LetterPost, approval_challenge};

use super::open::Open;
use crate::local::device::Device;
use crate::local::disk::{Change, Store};
use crate::local::records::{self, StoredItem};
use crate::local::{Mode, Trouble, apart, clock, ids, net};

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
        let post = self.post(approval);
        let sha256 = post.sha256.clone();
        let item = self.device.freeze(post).await?;
        // While the doctor was asked, another device may have changed the letter.
        if hash::letter(&self.draft.borrow().state().letter) != sha256 {
            return Err(Trouble::here(
                "draft.changed",
                "確認のあいだに、この意見書の内容が変わりました。",
                "変わった項目を確かめて、もう一度「完成」を押してください。",
            ));
        }
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

    fn post(&self, approval: Approval) -> LetterPost {
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
        letter_post(&stored.view.id, stored.view.replaces.clone(), &state.letter, approval, confirmations)
    }
}

impl Device {
    /// A letter as the outbox keeps it: these bytes under this id, however often they are sent. Where people sign in, the
    /// doctor's passkey proves the approval first; it needs no net for that.
    pub(in crate::local) async fn freeze(self: &Rc<Self>, mut post: LetterPost) -> Result<Item, Trouble> {
        if self.vault.is_some() {
            let challenge = approval_challenge(&post.id, &post.sha256, &post.approved.by);
            let asked = apart::approve(Rc::clone(self), challenge, post.approved.by.clone());
            post.approved.proof = Some(asked.await?.await?);
        }
        Ok(Item {
            operation: ids::new(),
            letter: post.id.clone(),
            draft: post.draft_id.clone().unwrap_or_default(),
            body: records::write(&post),
            state: ItemState::Waiting,
        })
    }
}

/// A finished letter, not yet frozen.
pub(in crate::local) fn letter_post(
    draft: &str,
    replaces: Option<String>,
    letter: &Letter,
    approved: Approval,
    confirmations: Vec<Confirmation>,
) -> LetterPost {
    LetterPost {
        id: ids::new(),
        draft_id: Some(draft.to_owned()),
        replaces,
        letter: json::to_value(letter),
        sha256: hash::letter(letter),
        approved,
        rules_version: net::build(),
        judged_on: clock::today().to_string(),
        confirmations,
    }
}
