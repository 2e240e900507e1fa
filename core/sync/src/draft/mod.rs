mod disk;
mod edit;
mod event;
mod finish;
mod hear;
mod known;
mod lost;
mod push;
mod time;

use crate::few::{FewMap, FewSet};

use letters::{Cell, Edition, Value};

use crate::{Conflict, Operation, State};

pub use event::{Effect, Event, Saved};
pub use known::Known;
pub use push::PUSH_MOST;

/// A draft on one device.
///
/// The letter shown is always the last known server state with this device's own operations on top. An operation is
/// first written to disk, then pushed, and leaves the disk only in the batch that stores the answer holding it.
#[derive(Debug, Clone)]
pub struct Draft {
    server: Known,
    state: State,
    conflicts: FewMap<Cell, Conflict>,
    editions: FewSet<Edition>,
    own: Vec<Own>,
    disk: disk::Disk,
    push: push::Push,
    saved: Saved,
    now: u64,
    wake: Option<u64>,
}

/// An operation the server does not hold.
#[derive(Debug, Clone)]
struct Own {
    operation: Operation,
    stored: Stored,
    /// It may have been sent: its content may no longer change.
    sealed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    /// Not as it is now.
    No,
    /// Being written as it is now.
    Writing,
    /// Being written as it was; changed since.
    Changed,
    /// As it is now.
    Yes,
}

impl Draft {
    /// A new draft that is nowhere yet: not on disk, not on the server. The first event makes it write itself.
    pub fn begin(state: State) -> Draft {
        let mut draft = Draft::open(Known::new(state), Vec::new());
        draft.disk.head_dirty = true;
        draft.disk.has_head = false;
        draft.disk.due = Some(0);
        draft
    }

    /// A draft as it lies on disk: the head and this device's own operations, ordered by their ids.
    pub fn open(server: Known, own: Vec<Operation>) -> Draft {
        // What lay on disk may have been sent before the crash: its content is fixed.
        let own = own.into_iter().map(|operation| Own { operation, stored: Stored::Yes, sealed: true });
        let mut draft = Draft {
            state: server.state.clone(),
            conflicts: FewMap::new(),
            editions: FewSet::new(),
            server,
            own: own.collect(),
            disk: disk::Disk { has_head: true, ..disk::Disk::default() },
            push: push::Push { due: Some(0), ..push::Push::default() },
            saved: Saved::HereOnly,
            now: 0,
            wake: None,
        };
        draft.rebuild();
        draft.saved = draft.safety();
        draft
    }

    /// What the person sees.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The value a new operation on this cell starts from.
    pub fn value(&self, cell: Cell) -> &Value {
        self.state.letter.get(cell)
    }

    /// What the server last said.
    pub fn known(&self) -> &Known {
        &self.server
    }

    /// Cells with two values that nobody has chosen between, here or there.
    pub fn conflicts(&self) -> &FewMap<Cell, Conflict> {
        &self.conflicts
    }

    /// Editions of the form that somebody chose without knowing of the one that stands.
    ///
    /// A person decides with [`Action::Form`](crate::Action::Form): from the standing one to another, or from the
    /// other to the standing one, which lets the other go.
    pub fn editions(&self) -> &FewSet<Edition> {
        &self.editions
    }

    /// Cells other devices changed that nobody here has looked at yet (V21).
    pub fn unseen(&self) -> &FewSet<Cell> {
        &self.server.unseen
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

    /// Takes an event and says what is to be done, in this order.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.clock(&event);
        match event {
            Event::Edited { operation, .. } => self.edited(operation),
            Event::Tick { .. } => {}
            Event::Flush => self.disk.flush = true,
            Event::Written { ok, .. } => self.written(ok),
            Event::Online { online, .. } => self.reached(online),
            Event::Heard { known, held, answers_push, .. } => {
                self.heard(known, &held, answers_push, &mut effects);
            }
            Event::Gone { epoch, .. } => self.gone(epoch, &mut effects),
            Event::Offered { known, operations, .. } => self.offered(known, operations, &mut effects),
            Event::PushFailed { random, .. } => self.push_failed(random),
            Event::Seen => self.seen(),
            Event::Sent { letter, .. } => self.sent(&letter, &mut effects),
            Event::LetGo { .. } => self.let_go(&mut effects),
        }
        self.write_if_due(&mut effects);
        self.push_if_due(&mut effects);
        self.tell(&mut effects);
        self.set_alarm(&mut effects);
        effects
    }
}
