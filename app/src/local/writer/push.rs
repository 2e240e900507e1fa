//! What goes to the server and what comes back.

use std::rc::Rc;
use sync::FewSet;

use leptos::prelude::*;
use serde_json::Value as Json;
use sync::{DraftEvent, Operation};
use wire::drafts::{self as on_wire, DraftPatch, DraftPost, DraftView};
use wire::paths;

use super::open::{Open, key, put_operation};
use crate::local::device::Card;
use crate::local::disk::{Change, Store};
use crate::local::lists::List;
use crate::local::net::{Ask, Reply};
use crate::local::{Mode, Trouble, convert, early, ids, js, records};

/// Why nothing was heard.
enum NoAnswer {
    /// The server does not have the draft, though it once did.
    Unknown,
    /// A letter was sent from it.
    Finished,
    /// Another draft answers the request.
    Other(String),
    /// Try again later.
    Later,
}

impl Open {
    /// Pushes operations; the state machine hears what came of it.
    pub(in crate::local) async fn push(self: &Rc<Self>, base_version: u64, operations: Vec<Operation>) {
        self.announced.set(Some(0));
        let outcome = self.try_push(base_version, operations).await;
        let announced = self.announced.take().unwrap_or_default();
        match outcome {
            Ok(()) => {}
            Err(NoAnswer::Unknown) => self.begin_again(),
            Err(NoAnswer::Finished) => {
                if self.hear_sent().await.is_err() {
                    self.push_failed();
                }
            }
            Err(NoAnswer::Other(id)) => {
                if self.move_to(&id).await.is_err() {
                    self.push_failed();
                }
            }
            Err(NoAnswer::Later) => self.push_failed(),
        }
        self.catch_up(announced).await;
    }

    /// The server has this version of the draft, which is asked for, unless a push is under way: its answer says how the
    /// draft stands now, and most of what is told of is what was just pushed.
    pub(in crate::local) async fn catch_up(self: &Rc<Self>, version: u64) {
        if let Some(before) = self.announced.get() {
            self.announced.set(Some(before.max(version)));
        } else if self.knows_less_than(version) {
            // Without an answer the draft stays as it is.
            drop(self.pull(false).await);
        }
    }

    async fn try_push(
        self: &Rc<Self>,
        mut base_version: u64,
        operations: Vec<Operation>,
    ) -> Result<(), NoAnswer> {
        if base_version == 0 {
            let (view, epoch) = self.begin().await?;
            let is_all = operations.is_empty();
            base_version = view.version;
            self.hear(&view, epoch, FewSet::new(), is_all)?;
            if is_all {
                return Ok(());
            }
        }
        let patch = DraftPatch {
            base_version,
            operations: operations.iter().map(on_wire::Operation::from).collect(),
        };
        let path = paths::draft(&self.id.borrow());
        let reply = self.write_to_server("PATCH", &path, &records::write(&patch)).await?;
        let view: DraftView = reply.read().map_err(why)?;
        let held = view.held.iter().cloned().collect();
        self.hear(&view, self.device.epoch_of(reply.epoch), held, true)
    }

    /// Gives the server a draft it does not have; one that it has already by a lost answer is as good.
    async fn begin(self: &Rc<Self>) -> Result<(DraftView, u32), NoAnswer> {
        let id = self.id.borrow().clone();
        let post = {
            let (stored, draft) = (self.stored.borrow(), self.draft.borrow());
            let known = draft.known();
            if stored.view.request_id.as_ref().is_some_and(|id| self.device.outgoing.is_queued(id)) {
                return Err(NoAnswer::Later);
            }
            DraftPost {
                id: id.clone(),
                request_id: stored.view.request_id.clone(),
                replaces: stored.view.replaces.clone(),
                letter: letters::json::to_value(&known.state.letter),
                copied: convert::paths(&known.state.copied),
            }
        };
        let reply = self.write_to_server("POST", paths::DRAFTS, &records::write(&post)).await?;
        match reply.read() {
            Ok(view) => Ok((view, self.device.epoch_of(reply.epoch))),
            Err(trouble) => match why(trouble) {
                NoAnswer::Other(other) if other == id => self.fetch().await,
                no_answer => Err(no_answer),
            },
        }
    }

    async fn write_to_server(
        self: &Rc<Self>,
        method: &'static str,
        path: &str,
        body: &str,
    ) -> Result<Reply, NoAnswer> {
        // Operations carry their own ids, and a draft its own: a second try is known by them.
        let ask = self.device.ask(&Ask::write(method, path, body, &ids::new())).await;
        ask.map_err(|_| NoAnswer::Later)
    }

    async fn fetch(self: &Rc<Self>) -> Result<(DraftView, u32), NoAnswer> {
        let id = self.id.borrow().clone();
        if let Some((view, epoch)) = early::draft(&id).await {
            return Ok((view, self.device.epoch_of(epoch)));
        }
        let reply = self.device.ask(&Ask::get(&paths::draft(&id))).await.map_err(|_| NoAnswer::Later)?;
        Ok((reply.read().map_err(why)?, self.device.epoch_of(reply.epoch)))
    }

    /// Learns what stands beside a draft that was just opened: the server's version of it, and the earlier letter.
    pub(in crate::local) async fn opened(self: &Rc<Self>) {
        let is_known = self.stored.borrow().view.version > 0;
        if is_known && self.device.online.is() && self.device.session_is_live() {
            // Without an answer the draft is as it was kept.
            let _ = self.pull(false).await;
        }
        self.learn_previous().await;
        self.device.ask_to_persist().await;
    }

    /// Asks how the server has the draft.
    pub(in crate::local) async fn pull(self: &Rc<Self>, answers_push: bool) -> Result<(), Trouble> {
        let (view, epoch) = self.fetch().await.map_err(|_| Trouble::offline())?;
        self.hear(&view, epoch, FewSet::new(), answers_push).map_err(|_| Trouble::not_understood())
    }

    fn hear(
        self: &Rc<Self>,
        view: &DraftView,
        epoch: u32,
        held: FewSet<String>,
        answers_push: bool,
    ) -> Result<(), NoAnswer> {
        // A letter this version cannot read is not taken in: nothing on this device is overwritten by it.
        let known = on_wire::known(view, epoch).map_err(|_| NoAnswer::Later)?;
        let is_finished = known.finished;
        {
            let mut stored = self.stored.borrow_mut();
            stored.view.changed_at.clone_from(&view.changed_at);
            stored.view.changed_by.clone_from(&view.changed_by);
        }
        self.run(DraftEvent::Heard { known, held, answers_push, now: js::steady_ms() });
        self.show();
        if is_finished {
            self.set_mode(Mode::Finished);
        }
        self.note();
        Ok(())
    }

    fn push_failed(self: &Rc<Self>) {
        self.run(DraftEvent::PushFailed { random: js::random_number(), now: js::steady_ms() });
    }

    /// The server has lost the draft: it is given it again, whole.
    fn begin_again(self: &Rc<Self>) {
        let epoch = self.device.epoch.get();
        self.run(DraftEvent::Gone { epoch, now: js::steady_ms() });
    }

    /// A letter was sent from the draft, here or on another device: what is in it is done.
    async fn hear_sent(self: &Rc<Self>) -> Result<(), Trouble> {
        self.pull(true).await?;
        let id = self.id.borrow().clone();
        self.device.refresh(List::Letters).await;
        let letter = self.device.letters.with_untracked(|letters| {
            let line = letters.items.iter().find(|line| line.draft_id.as_deref() == Some(&id));
            line.map(|line| line.id.clone())
        });
        let Some(letter) = letter else { return Ok(()) };
        let sent = self.device.sent_letter(&letter).await?;
        self.sent(&sent.letter);
        Ok(())
    }

    /// The letter as the server has it, or as it was frozen here.
    pub(in crate::local) fn sent(self: &Rc<Self>, letter: &Json) {
        if let Ok(letter) = letters::json::from_value(letter) {
            self.run(DraftEvent::Sent { letter, now: js::steady_ms() });
            self.note();
            // What is left of it here is shown.
            self.tell(&[], crate::local::Source::Remote);
        }
    }

    /// Another device had begun a draft for the same request: what was typed here goes on in that one.
    async fn move_to(self: &Rc<Self>, other: &str) -> Result<(), Trouble> {
        self.flush().await.map_err(|error| Trouble::from(error.problem()))?;
        // From now on nobody else brings that draft to this device.
        let card = Card::of(&self.stored.borrow(), true);
        self.device.put_card(other, card);
        let reply = self.device.ask(&Ask::get(&paths::draft(other))).await?;
        let view: DraftView = reply.read()?;
        let epoch = self.device.epoch_of(reply.epoch);
        let known = on_wire::known(&view, epoch).map_err(|_| Trouble::not_understood())?;
        let before = self.id.borrow().clone();
        let mut stored = self.stored.borrow().clone();
        (stored.view, stored.epoch) = (view, epoch);
        let mut batch = vec![
            Change::Put(Store::Drafts, other.to_owned(), records::write(&stored)),
            Change::Remove(Store::Drafts, before.clone()),
        ];
        for operation in self.draft.borrow().operations() {
            batch.push(put_operation(other, operation));
            batch.push(Change::Remove(Store::Operations, key(&before, &operation.id)));
        }
        let outcome = self.device.disk.write(&batch).await;
        self.device.wrote(&outcome);
        outcome.map_err(|error| Trouble::from(error.problem()))?;
        self.device.cards.borrow_mut().remove(&before);
        *self.stored.borrow_mut() = stored;
        other.clone_into(&mut self.id.borrow_mut());
        self.moved.set(Some(other.to_owned()));
        let (held, now) = (FewSet::new(), js::steady_ms());
        self.run(DraftEvent::Heard { known, held, answers_push: true, now });
        self.show();
        self.note();
        self.lock_again().await;
        Ok(())
    }
}

fn why(trouble: Trouble) -> NoAnswer {
    match (trouble.code.as_str(), trouble.draft_id) {
        ("draft.exists", Some(other)) => NoAnswer::Other(other),
        ("draft.finished", _) => NoAnswer::Finished,
        ("draft.unknown", _) => NoAnswer::Unknown,
        _ => NoAnswer::Later,
    }
}
