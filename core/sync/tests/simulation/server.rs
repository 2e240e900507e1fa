//! The model server: one draft and the letters sent from it, with the idempotency of the real one.

use std::collections::{BTreeMap, BTreeSet};

use sync::{FewSet, Known, Operation, Shared, State};

#[derive(Clone, Default)]
pub(crate) struct Server {
    pub(crate) epoch: u32,
    pub(crate) draft: Option<Shared>,
    pub(crate) finished: bool,
    /// Ids of every merged operation.
    operations: BTreeSet<String>,
    /// What became of every letter, by operation id.
    pub(crate) letters: BTreeMap<String, Outcome>,
    receipts: u64,
    backup: Option<Box<Server>>,
    /// A restore went back to before the draft was begun.
    pub(crate) lost_draft: bool,
}

#[derive(Clone)]
pub(crate) struct Outcome {
    pub(crate) body: String,
    /// None: refused.
    pub(crate) receipt: Option<String>,
}

#[derive(Clone)]
pub(crate) enum Request {
    Begin(Box<State>),
    Patch(Vec<Operation>),
    Get,
    Send { operation: String, body: String },
}

#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) epoch: u32,
    pub(crate) says: Says,
}

#[derive(Clone)]
pub(crate) enum Says {
    /// The draft, the ids of the pushed batch, and the operation of the letter sent from it.
    Draft {
        known: Box<Known>,
        held: BTreeSet<String>,
        sent: Option<String>,
    },
    /// A patch with something new to a finished draft.
    Finished,
    /// No such draft.
    Unknown,
    NoSession,
    Received(String),
    Refused,
    Blocked(&'static str),
}

/// The server's judgement refuses letters that hold this word.
pub(crate) const REFUSED: &str = "ERROR";

impl core::fmt::Debug for Request {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Request::Begin(_) => f.write_str("to begin"),
            Request::Patch(batch) => {
                batch.iter().try_for_each(|operation| write!(f, "to merge {}, ", operation.id))
            }
            Request::Get => f.write_str("to see"),
            Request::Send { operation, .. } => write!(f, "to take {operation}"),
        }
    }
}

impl Server {
    pub(crate) fn new() -> Server {
        Server { epoch: 1, ..Server::default() }
    }

    pub(crate) fn answer(&mut self, request: Request, session: bool) -> Answer {
        let says = if session { self.says(request) } else { Says::NoSession };
        Answer { epoch: self.epoch, says }
    }

    fn says(&mut self, request: Request) -> Says {
        match request {
            Request::Begin(state) => {
                self.draft.get_or_insert_with(|| Shared::new(*state));
                self.finished = self.sent().is_some();
                self.known(BTreeSet::new())
            }
            Request::Get => self.known(BTreeSet::new()),
            Request::Patch(batch) => {
                let ids: BTreeSet<String> = batch.iter().map(|operation| operation.id.clone()).collect();
                let Some(draft) = &mut self.draft else { return Says::Unknown };
                if self.finished && !ids.is_subset(&self.operations) {
                    return Says::Finished;
                }
                // Only what it remembers of the coming batch is brought along.
                draft.held = ids.intersection(&self.operations).cloned().collect();
                draft.merge(&batch);
                draft.held = FewSet::new();
                self.operations.extend(ids.iter().cloned());
                self.known(ids)
            }
            Request::Send { operation, body } => self.receive(operation, body),
        }
    }

    fn receive(&mut self, operation: String, body: String) -> Says {
        if let Some(outcome) = self.letters.get(&operation) {
            return match &outcome.receipt {
                _ if outcome.body != body => Says::Blocked("operation.reused"),
                Some(receipt) => Says::Received(receipt.clone()),
                None => Says::Refused,
            };
        }
        if self.sent().is_some() {
            return Says::Blocked("letter.duplicate");
        }
        let receipt = (!body.contains(REFUSED)).then(|| {
            self.receipts += 1;
            format!("{:02}-{}", self.epoch, self.receipts)
        });
        self.letters.insert(operation, Outcome { body, receipt: receipt.clone() });
        let Some(receipt) = receipt else { return Says::Refused };
        if let Some(draft) = &mut self.draft {
            self.finished = true;
            draft.version += 1;
        }
        Says::Received(receipt)
    }

    /// The operation of the letter sent from the draft.
    pub(crate) fn sent(&self) -> Option<String> {
        self.letters.iter().find(|(_, outcome)| outcome.receipt.is_some()).map(|(id, _)| id.clone())
    }

    fn known(&self, held: BTreeSet<String>) -> Says {
        let Some(draft) = &self.draft else { return Says::Unknown };
        let known = Known { epoch: self.epoch, finished: self.finished, ..Known::from(draft) };
        let sent = if self.finished { self.sent() } else { None };
        Says::Draft { known: Box::new(known), held, sent }
    }

    pub(crate) fn back_up(&mut self) {
        self.backup = None;
        self.backup = Some(Box::new(self.clone()));
    }

    /// Puts the last back-up in place, under a new epoch.
    pub(crate) fn restore(&mut self) {
        let Some(backup) = self.backup.take() else { return };
        let lost_draft = self.lost_draft || self.draft.is_some() && backup.draft.is_none();
        *self = Server { epoch: self.epoch + 1, lost_draft, backup: Some(backup.clone()), ..*backup };
    }
}
