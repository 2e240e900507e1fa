//! Short words for the scenarios.

use sync::FewSet;

use letters::form::cell;
use letters::{Cell, Edition, Letter, Value};
use sync::{
    Action, Draft, DraftEffect as Effect, DraftEvent as Event, Known, Operation, Saved, Shared, State,
};

pub(crate) const REMARKS: Cell = cell("remarks");
pub(crate) const DOCTOR: Cell = cell("dr_name");

pub(crate) fn empty() -> State {
    State::new(Letter::new(Edition::R8))
}

/// What a server in epoch 1 says.
pub(crate) fn says(shared: &Shared) -> Known {
    Known { epoch: 1, ..Known::from(shared) }
}

pub(crate) fn by(author: &str, id: &str, action: Action) -> Operation {
    Operation { id: id.into(), at: "t".into(), author: author.into(), device: author.into(), action }
}

pub(crate) fn set(id: &str, before: &str, after: &str) -> Operation {
    let (before, after) = (Value::text(before), Value::text(after));
    by("a", id, Action::Set { cell: REMARKS, before, after, copied: false })
}

pub(crate) fn doctor(id: &str, after: &str) -> Operation {
    by("a", id, Action::Set { cell: DOCTOR, before: Value::Empty, after: Value::text(after), copied: false })
}

pub(crate) fn edited(operation: &Operation, now: u64) -> Event {
    Event::Edited { operation: operation.clone(), now }
}

pub(crate) fn written(ok: bool, now: u64) -> Event {
    Event::Written { ok, now }
}

pub(crate) fn pulled(known: Known, now: u64) -> Event {
    Event::Heard { known, held: FewSet::new(), answers_push: false, now }
}

pub(crate) fn pushed(known: Known, held: &[&str], now: u64) -> Event {
    let held = held.iter().map(|id| (*id).to_owned()).collect();
    Event::Heard { known, held, answers_push: true, now }
}

pub(crate) fn put(operations: &[&Operation]) -> Effect {
    let put = operations.iter().map(|operation| (*operation).clone()).collect();
    Effect::Write { head: None, put, remove: vec![] }
}

pub(crate) fn text(draft: &Draft) -> String {
    draft.state().letter.text(REMARKS).to_owned()
}

/// The ids pushed by these effects, if any.
pub(crate) fn pushes(effects: &[Effect]) -> Option<Vec<String>> {
    effects.iter().find_map(|effect| match effect {
        Effect::Push { operations, .. } => {
            Some(operations.iter().map(|operation| operation.id.clone()).collect())
        }
        _ => None,
    })
}

pub(crate) fn has_write(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Write { .. }))
}

/// A draft the server has, online, at rest; and the server.
pub(crate) fn at_rest() -> (Draft, Shared) {
    let shared = Shared::new(empty());
    let mut draft = Draft::open(says(&shared), vec![]);
    draft.handle(Event::Online { online: true, now: 0 });
    assert_eq!(draft.saved(), Saved::Everywhere);
    (draft, shared)
}

/// Types into the draft and lets it reach the disk; it is pushed at once.
pub(crate) fn type_and_push(draft: &mut Draft, operation: &Operation, now: u64) -> Vec<Effect> {
    draft.handle(edited(operation, now));
    draft.handle(Event::Flush);
    draft.handle(written(true, now));
    draft.handle(Event::Tick { now: now + 1_500 })
}
