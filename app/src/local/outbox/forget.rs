//! Letters that are done with leave this device.

use std::rc::Rc;

use ja::Date;
use leptos::prelude::*;
use serde_json::Value as Json;
use sync::{Item, OutboxEvent};
use wire::letters::{LetterLine, LetterState};

use crate::local::device::Device;
use crate::local::disk::{Change, Store};
use crate::local::{clock, records};

/// How many days a letter stays after its receipt: so long it can be offered again to a server that was restored.
const KEPT_DAYS: i32 = 30;

impl Device {
    /// Forgets the letters that the insurer accepted and that are old enough.
    pub(super) fn forget_old(self: &Rc<Self>) {
        let today = clock::today();
        let lines = self.letters.get_untracked().items;
        let items: Vec<Item> = self.outgoing.items.borrow().values().cloned().collect();
        let replaced: Vec<String> = items.iter().filter_map(replaces).collect();
        let old = items.iter().filter(|item| {
            let line = lines.iter().find(|line| line.id == item.letter);
            line.is_some_and(|line| is_done(line, &replaced) && is_old(&line.received_at, today))
        });
        for item in old {
            self.run_outbox(OutboxEvent::Forget { operation: item.operation.clone() });
        }
    }

    /// Takes a letter off the disk, and its draft with it unless something in it was never sent.
    pub(super) async fn forget_item(self: &Rc<Self>, item: &Item) -> bool {
        let mut batch = vec![Change::Remove(Store::Outbox, item.operation.clone())];
        let prefix = [&item.draft, "/"].concat();
        let unsent = self.disk.range(Store::Operations, &prefix).await;
        let is_whole = unsent.is_ok_and(|operations| operations.is_empty());
        let drop_draft = is_whole && self.open_draft(&item.draft).is_none();
        if drop_draft {
            batch.push(Change::Remove(Store::Drafts, item.draft.clone()));
        }
        let outcome = self.disk.write(&batch).await;
        self.wrote(&outcome);
        if outcome.is_ok() && drop_draft {
            self.cards.borrow_mut().remove(&item.draft);
        }
        outcome.is_ok()
    }
}

/// Accepted, or replaced by a version that is kept here no longer either: a newer one can only be offered again after
/// the one it replaces.
fn is_done(line: &LetterLine, replaced: &[String]) -> bool {
    matches!(line.state, LetterState::Accepted | LetterState::Superseded) && !replaced.contains(&line.id)
}

fn is_old(received_at: &str, today: Date) -> bool {
    // An instant in UTC is at most a day away from the date in Japan.
    let received = received_at.get(..10).and_then(Date::parse_iso);
    received.is_some_and(|received| today.days_since(received) > KEPT_DAYS)
}

/// The letter that this one takes the place of.
pub(super) fn replaces(item: &Item) -> Option<String> {
    let body: Json = records::read(&item.body)?;
    body.get("replaces").and_then(Json::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_old_when_thirty_days_have_passed_wherever_midnight_was() {
        let today = Date::new(2026, 11, 30).unwrap();
        let old = |received_at: &str| is_old(received_at, today);
        assert!(!old("2026-10-31T15:00:00.000Z"), "the 1st of November in Japan: 29 days");
        assert!(!old("2026-10-31T00:00:00.000Z"), "30 days");
        assert!(old("2026-10-30T14:59:59.999Z"), "31 days");
        assert!(!old(""));
    }
}
