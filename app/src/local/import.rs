//! Letters of a file become drafts of this device, or finished letters: all of them in one transaction, or none.

use std::rc::Rc;

use letters::Letter;
use sync::{Item, OutboxEvent};
use wire::drafts::{Confirmation, DraftView};
use wire::letters::Approval;
use wire::requests::{RequestPost, RequestView};

use super::device::{Card, Device};
use super::disk::{Change, Store};
use super::records::{self, StoredDraft, StoredItem, StoredWrite};
use super::tabs::Message;
use super::writer::letter_post;
use super::{Trouble, clock, ids};

/// A letter of a file, and what it answers.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The letter as it was read.
    pub letter: Letter,
    /// What it answers.
    pub answers: Answers,
    /// The returned letter it takes the place of.
    pub replaces: Option<String>,
    /// The warnings a person has confirmed.
    pub confirmations: Vec<Confirmation>,
}

/// What a letter of a file answers.
#[derive(Debug, Clone)]
pub enum Answers {
    /// A request of the list.
    Request(Box<RequestView>),
    /// A request that came on paper and is kept together with the draft.
    Paper(Box<RequestPost>),
    /// No request: the letter is finished, and the insurer knows its application.
    Nothing,
}

/// One letter on its way to the disk.
struct Made {
    draft: StoredDraft,
    request: Option<StoredWrite>,
    item: Option<Item>,
}

impl Device {
    /// Keeps letters as drafts, or finishes them when a doctor approves; gives the ids of their drafts.
    pub(super) async fn keep_letters(
        self: &Rc<Self>,
        arrivals: Vec<Arrival>,
        approval: Option<Approval>,
    ) -> Result<Vec<String>, Trouble> {
        if arrivals.iter().any(|arrival| self.is_taken(arrival)) {
            return Err(Trouble::here(
                "import.taken",
                "ほかの画面で書きはじめた意見書があるため、取り込みませんでした。",
                "一覧を見なおして、もう一度選んでください。",
            ));
        }
        let mut made = Vec::with_capacity(arrivals.len());
        for arrival in arrivals {
            made.push(self.make(arrival, approval.clone()).await?);
        }
        let mut batch = Vec::with_capacity(2 * made.len());
        for Made { draft, request, item } in &made {
            batch.push(Change::Put(Store::Drafts, draft.view.id.clone(), records::write(draft)));
            if let Some(request) = request {
                batch.push(Change::Put(Store::Queue, request.operation.clone(), records::write(request)));
            }
            if let Some(item) = item {
                let record = records::write(&StoredItem::from(item));
                batch.push(Change::Put(Store::Outbox, item.operation.clone(), record));
            }
        }
        let outcome = self.disk.write(&batch).await;
        self.wrote(&outcome);
        outcome.map_err(|error| Trouble::from(error.problem()))?;
        Ok(self.made(made))
    }

    /// Whether somebody began a letter for the same request meanwhile.
    fn is_taken(&self, arrival: &Arrival) -> bool {
        match (&arrival.answers, &arrival.replaces) {
            (_, Some(letter)) => self.replacement_of(letter).is_some(),
            (Answers::Request(request), None) => self.begun(&request.id).is_some(),
            _ => false,
        }
    }

    async fn make(self: &Rc<Self>, arrival: Arrival, approval: Option<Approval>) -> Result<Made, Trouble> {
        let Arrival { letter, answers, replaces, confirmations } = arrival;
        let (request, write) = match answers {
            Answers::Request(request) => (Some(*request), None),
            Answers::Nothing => (None, None),
            Answers::Paper(post) => {
                let write = self.paper_write(*post, ids::new());
                (write.request.clone(), Some(write))
            }
        };
        let view = DraftView {
            id: ids::new(),
            request_id: request.as_ref().map(|request| request.id.clone()),
            replaces: replaces.clone(),
            letter: letters::json::to_value(&letter),
            confirmations: confirmations.clone(),
            changed_at: clock::now(),
            ..DraftView::default()
        };
        let mut draft = StoredDraft::new(view, 0, request);
        let item = match approval {
            Some(approval) => {
                let post = letter_post(&draft.view.id, replaces, &letter, approval, confirmations);
                Some(self.freeze(post).await?)
            }
            None => None,
        };
        draft.frozen = item.as_ref().map(|item| item.letter.clone());
        Ok(Made { draft, request: write, item })
    }

    /// They are on disk: every list learns of them, then they go to the server.
    fn made(self: &Rc<Self>, made: Vec<Made>) -> Vec<String> {
        let mut drafts = Vec::with_capacity(made.len());
        let mut items = Vec::new();
        for Made { draft, request, item } in made {
            self.put_card(&draft.view.id, Card::of(&draft, false));
            self.channel.tell(&Message::Written(draft.view.id.clone()));
            drafts.push(draft.view.id);
            if let Some(request) = request {
                self.queued(request);
            }
            items.extend(item);
        }
        self.show_requests();
        self.outgoing
            .items
            .borrow_mut()
            .extend(items.iter().map(|item| (item.operation.clone(), item.clone())));
        self.show_sent();
        self.count();
        for item in items {
            self.run_outbox(OutboxEvent::Finished(item));
        }
        self.channel.tell(&Message::Outbox);
        self.channel.tell(&Message::Send);
        let device = Rc::clone(self);
        super::js::spawn(async move { device.drain().await });
        drafts
    }
}
