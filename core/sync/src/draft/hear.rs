use crate::few::FewSet;

use letters::{Cell, Letter};

use super::{Draft, Effect, Known, Own, Stored};
use crate::{Operation, State};

impl Draft {
    pub(super) fn heard(
        &mut self,
        known: Known,
        held: &FewSet<String>,
        answers_push: bool,
        effects: &mut Vec<Effect>,
    ) {
        let waiting = self.own.len();
        let began = self.server.version == 0 && known.version > 0 && known.epoch >= self.server.epoch;
        if known.epoch > self.server.epoch && self.server.version > 0 {
            if answers_push {
                self.push.under_way = false;
            }
            self.offer(known, effects);
            return;
        }
        // A server before a restore held what the restored one may have lost.
        if known.epoch == self.server.epoch || began {
            // An answer that was overtaken on the way still tells what the server holds.
            self.remove(|own| held.contains(&own.operation.id));
            let taken = known.age() >= self.server.age() && self.take(known);
            if taken || self.own.len() < waiting {
                self.show(effects);
            }
        }
        if answers_push {
            self.push_answered(began || self.own.len() < waiting || self.own.is_empty());
        }
    }

    /// The server has nothing of the draft. It begins again with an empty letter and everything known here as
    /// operations: should another device be faster, they merge with what that one knew. Only that a cell was emptied
    /// is not known any more; an older value may come back from a device that had not heard of it.
    pub(super) fn gone(&mut self, epoch: u32, effects: &mut Vec<Effect>) {
        if self.server.version == 0 || epoch < self.server.epoch {
            if self.push.under_way {
                self.push_failed(0);
            }
            return;
        }
        self.push.under_way = false;
        let state = State::new(Letter::new(self.server.state.letter.edition));
        self.offer(Known { epoch, ..Known::new(state) }, effects);
    }

    /// A restored server may know less than this device: what it lost is given to it again before its word is taken.
    fn offer(&mut self, known: Known, effects: &mut Vec<Effect>) {
        let actions = self.lost(&known);
        self.push.offering = true;
        if actions.is_empty() {
            self.offered(known, Vec::new(), effects);
        } else {
            effects.push(Effect::Offer { known, actions });
        }
    }

    pub(super) fn offered(&mut self, known: Known, operations: Vec<Operation>, effects: &mut Vec<Effect>) {
        if !core::mem::take(&mut self.push.offering) {
            return;
        }
        // One batch stores the restored state and what it lacks: a crash before it finds the old epoch and asks again.
        let again =
            operations.into_iter().map(|operation| Own { operation, stored: Stored::No, sealed: false });
        self.own.extend(again);
        self.take(known);
        self.show(effects);
        self.push.due = Some(self.now);
    }

    pub(super) fn seen(&mut self) {
        if !self.server.unseen.is_empty() {
            self.server.unseen.clear();
            self.write_head();
        }
    }

    /// Takes over what the server says; whether it is anything new.
    fn take(&mut self, mut known: Known) -> bool {
        known.unseen.clone_from(&self.server.unseen);
        let new = known != self.server;
        if new {
            self.server = known;
            self.write_head();
        }
        new
    }

    /// Takes own operations away, from the disk too.
    pub(super) fn remove(&mut self, gone: impl Fn(&Own) -> bool) {
        let removing = &mut self.disk.removing;
        self.own.retain(|own| {
            let gone = gone(own);
            if gone {
                removing.push(own.operation.id.clone());
            }
            !gone
        });
        if !self.disk.removing.is_empty() {
            self.disk.due.get_or_insert(self.now);
        }
    }

    /// Works out what is shown now, and names what changed under the person's eyes.
    pub(super) fn show(&mut self, effects: &mut Vec<Effect>) {
        let before = self.rebuild();
        if before.letter == self.state.letter {
            return;
        }
        let changed: Vec<Cell> =
            Cell::all().filter(|cell| before.letter.get(*cell) != self.state.letter.get(*cell)).collect();
        if !changed.is_empty() {
            self.server.unseen.extend(changed.iter().copied());
            self.write_head();
            effects.push(Effect::Changed(changed));
        }
    }
}
