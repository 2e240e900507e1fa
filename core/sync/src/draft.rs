use std::collections::{BTreeMap, BTreeSet};

use letters::{Cell, Value};

use crate::{Action, Conflict, Operation, Shared, State, backoff};

/// How long a first unsaved edit may wait for company before it is written, in milliseconds.
const GATHER_MS: u64 = 120;
/// How long edits gather before they are pushed to the server, in milliseconds.
const PUSH_MS: u64 = 1_500;

/// A draft on one device.
///
/// The letter shown is always the last known server state with this device's own operations on top. An operation is
/// first written to disk, then pushed, and leaves the disk only in the batch that stores the answer holding it.
#[derive(Debug, Clone)]
pub struct Draft {
    server: Known,
    state: State,
    own: Vec<Own>,
    /// Cells other devices changed that nobody here has looked at yet (V21).
    unseen: BTreeSet<Cell>,
    writing: Option<Writing>,
    pushing: bool,
    dirty_since: Option<u64>,
    push_due: Option<u64>,
    tries: u32,
    head_dirty: bool,
    /// Operations the server holds, to be removed from disk together with the head that says so.
    removing: Vec<String>,
    saved: Saved,
    online: bool,
}

/// What the server last said about the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The server's epoch; a restore raises it and may take the version back.
    pub epoch: u32,
    /// Grows within an epoch. 0: the server does not have the draft yet.
    pub version: u64,
    /// What it says.
    pub state: State,
    /// Cells with two values.
    pub conflicts: BTreeMap<Cell, Conflict>,
    /// A letter was sent from it: read-only.
    pub finished: bool,
}

#[derive(Debug, Clone)]
struct Own {
    operation: Operation,
    stored: Stored,
    /// Part of a push that was sent: its content may no longer change.
    sealed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    No,
    Writing,
    Yes,
}

#[derive(Debug, Clone)]
struct Writing {
    head: bool,
    remove: Vec<String>,
}

/// Whether what was typed is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Everything is on this device's disk, and nothing waits for the server.
    Everywhere,
    /// Everything is on this device's disk; the server does not have all of it (この端末のみ).
    HereOnly,
    /// Typed a moment ago, being written.
    Saving,
    /// The disk refused; the letter is only in memory.
    Failed,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The person changed something.
    Edited {
        /// The change; its id is new.
        operation: Operation,
        /// Milliseconds of any steady clock.
        now: u64,
    },
    /// Time passed.
    Tick {
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// The page is about to go: write at once.
    Flush,
    /// The batch asked for last is on disk, or is not.
    Written {
        /// Whether it is on disk.
        ok: bool,
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// The network came or went.
    Online {
        /// Whether it is there.
        online: bool,
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// The server's state, after a pull or as the answer to a push.
    Heard {
        /// What it says now.
        known: Known,
        /// Which operations it holds.
        held: BTreeSet<String>,
        /// Whether this answers our push.
        answers_push: bool,
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// A push got no answer, or one that asks to try later.
    PushFailed {
        /// Any number, for the jitter.
        random: u64,
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// The person has looked at what other devices changed.
    Seen,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write these in one transaction, then say [`Event::Written`]. At most one is under way.
    Write {
        /// The server's state to store, if it changed.
        head: Option<Known>,
        /// Own operations to store, with their place in the order.
        put: Vec<Operation>,
        /// Ids of own operations the server holds now.
        remove: Vec<String>,
    },
    /// Push these; they are on disk.
    Push {
        /// The version they were made on.
        base_version: u64,
        /// In order.
        operations: Vec<Operation>,
    },
    /// Say [`Event::Tick`] at this time.
    WakeAt(u64),
    /// Whether what was typed is safe has changed.
    Saved(Saved),
    /// These cells changed because of the server; show them.
    Changed(Vec<Cell>),
}

impl Draft {
    /// A draft as it lies on disk: what the server last said and the operations it does not hold yet, in order.
    pub fn open(server: Known, own: Vec<Operation>) -> Draft {
        let mut state = server.state.clone();
        for operation in &own {
            state.apply(&operation.action);
        }
        let saved = if own.is_empty() && server.version > 0 { Saved::Everywhere } else { Saved::HereOnly };
        Draft {
            server,
            state,
            // What lay on disk may have been sent before the crash: its content is fixed.
            own: own
                .into_iter()
                .map(|operation| Own { operation, stored: Stored::Yes, sealed: true })
                .collect(),
            unseen: BTreeSet::new(),
            writing: None,
            pushing: false,
            dirty_since: None,
            push_due: Some(0),
            tries: 0,
            head_dirty: false,
            removing: Vec::new(),
            saved,
            online: false,
        }
    }

    /// What the person sees.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What the server last said.
    pub fn known(&self) -> &Known {
        &self.server
    }

    /// Cells with two values, as the server last said.
    pub fn conflicts(&self) -> &BTreeMap<Cell, Conflict> {
        &self.server.conflicts
    }

    /// Cells other devices changed that nobody here has looked at yet.
    pub fn unseen(&self) -> &BTreeSet<Cell> {
        &self.unseen
    }

    /// Whether what was typed is safe.
    pub fn saved(&self) -> Saved {
        self.saved
    }

    /// The operations the server does not hold, in order.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.own.iter().map(|own| &own.operation)
    }

    /// How many operations the server does not hold.
    pub fn waiting(&self) -> usize {
        self.own.len()
    }

    /// Takes an event and says what is to be done.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Edited { operation, now } => self.edited(operation, now, &mut effects),
            Event::Tick { now } => self.work(now, false, &mut effects),
            Event::Flush => self.work(0, true, &mut effects),
            Event::Written { ok, now } => self.written(ok, now, &mut effects),
            Event::Online { online, now } => {
                self.online = online;
                self.tries = 0;
                self.push_due = Some(now);
                self.work(now, false, &mut effects);
            }
            Event::Heard { known, held, answers_push, now } => {
                self.heard(known, &held, answers_push, &mut effects);
                self.work(now, false, &mut effects);
            }
            Event::PushFailed { random, now } => {
                self.pushing = false;
                self.tries += 1;
                let at = now + backoff::delay(self.tries, random);
                self.push_due = Some(at);
                effects.push(Effect::WakeAt(at));
            }
            Event::Seen => self.unseen.clear(),
        }
        self.tell(&mut effects);
        effects
    }

    fn edited(&mut self, operation: Operation, now: u64, effects: &mut Vec<Effect>) {
        self.state.apply(&operation.action);
        if !self.extend_last(&operation) {
            self.own.push(Own { operation, stored: Stored::No, sealed: false });
        }
        if self.dirty_since.is_none() {
            self.dirty_since = Some(now);
            effects.push(Effect::WakeAt(now + GATHER_MS));
        }
        if self.push_due.is_none() {
            self.push_due = Some(now + PUSH_MS);
        }
    }

    /// Typing on in the same cell goes on with the same operation, as long as it was neither written nor sent.
    fn extend_last(&mut self, operation: &Operation) -> bool {
        let Some(last) = self.own.last_mut() else { return false };
        if last.sealed || last.stored != Stored::No {
            return false;
        }
        let Action::Set { cell, after, copied, .. } = &operation.action else { return false };
        match &mut last.operation.action {
            Action::Set { cell: same, after: value, copied: mark, .. } if same == cell => {
                value.clone_from(after);
                *mark = *copied;
                last.operation.at.clone_from(&operation.at);
                true
            }
            _ => false,
        }
    }

    fn work(&mut self, now: u64, flush: bool, effects: &mut Vec<Effect>) {
        let due = self.dirty_since.is_some_and(|since| flush || now >= since + GATHER_MS);
        if self.writing.is_none() && (due || self.head_dirty) {
            self.write(effects);
        }
        if !flush && self.online && !self.pushing && !self.server.finished {
            self.push(now, effects);
        }
    }

    fn write(&mut self, effects: &mut Vec<Effect>) {
        let mut put = Vec::new();
        for own in self.own.iter_mut().filter(|own| own.stored == Stored::No) {
            own.stored = Stored::Writing;
            put.push(own.operation.clone());
        }
        self.dirty_since = None;
        let head = core::mem::take(&mut self.head_dirty);
        let remove = core::mem::take(&mut self.removing);
        if put.is_empty() && !head {
            return;
        }
        self.writing = Some(Writing { head, remove: remove.clone() });
        effects.push(Effect::Write { head: head.then(|| self.server.clone()), put, remove });
    }

    fn written(&mut self, ok: bool, now: u64, effects: &mut Vec<Effect>) {
        let writing = self.writing.take();
        let outcome = if ok { Stored::Yes } else { Stored::No };
        for own in self.own.iter_mut().filter(|own| own.stored == Stored::Writing) {
            own.stored = outcome;
        }
        if ok {
            self.saved = Saved::HereOnly;
        } else {
            if let Some(writing) = writing {
                self.head_dirty |= writing.head;
                self.removing.extend(writing.remove);
            }
            self.saved = Saved::Failed;
            // Try again soon; the person sees meanwhile that it is not saved.
            self.dirty_since = Some(now);
            effects.push(Effect::WakeAt(now + PUSH_MS));
            return;
        }
        self.work(now, false, effects);
        if let Some(since) = self.dirty_since {
            effects.push(Effect::WakeAt(since + GATHER_MS));
        }
        if let Some(due) = self.push_due
            && due > now
            && self.online
        {
            effects.push(Effect::WakeAt(due));
        }
    }

    fn push(&mut self, now: u64, effects: &mut Vec<Effect>) {
        if self.push_due.is_none_or(|due| due > now) {
            return;
        }
        let mut operations = Vec::new();
        // Only what is on disk is sent, in order, so that no id the server knows can be forgotten here.
        for own in self.own.iter_mut().take_while(|own| own.stored == Stored::Yes) {
            own.sealed = true;
            operations.push(own.operation.clone());
        }
        if operations.is_empty() && self.server.version > 0 {
            if self.own.is_empty() {
                self.push_due = None;
            }
            return;
        }
        self.pushing = true;
        self.push_due = None;
        effects.push(Effect::Push { base_version: self.server.version, operations });
    }

    fn heard(
        &mut self,
        known: Known,
        held: &BTreeSet<String>,
        answers_push: bool,
        effects: &mut Vec<Effect>,
    ) {
        if answers_push {
            self.pushing = false;
            self.tries = 0;
        }
        if known.version < self.server.version {
            // An answer that was overtaken on the way.
            return;
        }
        let before = self.state.letter.clone();
        let mut remove = Vec::new();
        self.own.retain(|own| {
            let gone = held.contains(&own.operation.id);
            if gone {
                remove.push(own.operation.id.clone());
            }
            !gone
        });
        self.server = known;
        self.state = self.server.state.clone();
        for own in &self.own {
            self.state.apply(&own.operation.action);
        }
        let changed: Vec<Cell> =
            Cell::all().filter(|cell| before.get(*cell) != self.state.letter.get(*cell)).collect();
        self.unseen.extend(&changed);
        if !changed.is_empty() {
            effects.push(Effect::Changed(changed));
        }
        // The head and the removal go to disk in one batch; until then a second push would only be answered again.
        self.head_dirty = true;
        self.removing.extend(remove);
    }

    fn tell(&mut self, effects: &mut Vec<Effect>) {
        let unwritten = self.own.iter().any(|own| own.stored != Stored::Yes);
        let now = match self.saved {
            Saved::Failed if unwritten || self.head_dirty => Saved::Failed,
            _ if unwritten => Saved::Saving,
            _ if self.own.is_empty() && self.server.version > 0 => Saved::Everywhere,
            _ => Saved::HereOnly,
        };
        let last = core::mem::replace(&mut self.saved, now);
        if last != now {
            effects.push(Effect::Saved(now));
        }
    }

    /// The value a new operation on this cell starts from.
    pub fn value(&self, cell: Cell) -> &Value {
        self.state.letter.get(cell)
    }
}

impl From<&Shared> for Known {
    fn from(shared: &Shared) -> Known {
        Known {
            epoch: 0,
            version: shared.version,
            state: shared.state.clone(),
            conflicts: shared.conflicts.clone(),
            finished: false,
        }
    }
}
