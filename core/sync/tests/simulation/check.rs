//! What must hold, at every moment and at the end.

use letters::{Cell, Letter, Value};
use sync::{Action, Item, ItemState, Operation, Saved};

use crate::device::Device;
use crate::world::World;

/// Where a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    Cell(Cell),
    Edition,
}

/// Something a person put somewhere.
#[derive(Debug)]
pub(crate) struct Edit {
    device: String,
    key: Key,
    value: Value,
    /// The values the person had before them.
    saw: Vec<Value>,
    safe: Safe,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Safe {
    /// Nothing was said yet.
    NotYet,
    /// The device said that it is on disk.
    Said,
    /// The device died before it said so.
    MayBeLost,
}

/// A frozen letter.
pub(crate) struct Frozen {
    pub(crate) body: String,
    pub(crate) letter: Letter,
    /// Not stored, or taken back: it must never arrive.
    pub(crate) never: bool,
}

impl World {
    pub(crate) fn keep_edit(&mut self, n: usize, key: Key, value: Value, saw: Vec<Value>) {
        let device = self.devices[n].name.clone();
        self.edits.push(Edit { device, key, value, saw, safe: Safe::NotYet });
        let by = self.now + self.devices[n].patience;
        self.devices[n].write_by.get_or_insert(by);
    }

    /// What is not safe yet may wait that long from now on.
    pub(crate) fn writes_soon(&mut self, n: usize) {
        let by = self.now + self.devices[n].patience;
        self.devices[n].write_by = self.devices[n].write_by.map(|already| already.max(by));
    }

    /// Nothing typed waits in memory while the disk has nothing to do.
    pub(crate) fn check_haste(&mut self) {
        let late = |device: &Device| {
            device.running.is_some()
                && device.disk.is_idle()
                && device.write_by.is_some_and(|by| by < self.now)
        };
        if let Some(n) = self.devices.iter().position(late) {
            self.fail(|| format!("{n} does not write what was typed"));
        }
    }

    /// In a healthy world everything goes its way by itself.
    pub(crate) fn check_rest(&mut self) {
        let stuck = |device: &Device| {
            device.running.as_ref().is_some_and(|machines| {
                let (draft, outbox) = (&machines.draft, &machines.outbox);
                !draft.known().finished && draft.waiting() > 0
                    || outbox.needs_session() == 0 && outbox.items().any(Item::is_open)
            })
        };
        if let Some(n) = self.devices.iter().position(stuck) {
            self.fail(|| format!("{n} leaves something lying"));
        }
    }

    pub(crate) fn edits_may_be_lost(&mut self, device: &str) {
        let edits = self.edits.iter_mut().filter(|edit| edit.device == device && edit.safe == Safe::NotYet);
        edits.for_each(|edit| edit.safe = Safe::MayBeLost);
    }

    /// The device says that everything typed is on its disk: it had better be.
    pub(crate) fn said_safe(&mut self, n: usize) {
        let device = &self.devices[n];
        let Some(draft) = device.draft() else { return };
        let on_disk = |operation: &Operation| device.disk.operations.get(&operation.id) == Some(operation);
        if device.disk.head.is_none() || !draft.operations().all(on_disk) {
            self.fail(|| format!("{n} says saved, and the disk does not have it"));
            return;
        }
        let name = device.name.clone();
        self.devices[n].write_by = None;
        let edits = self.edits.iter_mut().filter(|edit| edit.device == name && edit.safe == Safe::NotYet);
        edits.for_each(|edit| edit.safe = Safe::Said);
    }

    pub(crate) fn check_push(&mut self, n: usize, operations: &[Operation]) {
        for operation in operations {
            let sent = self.pushed.entry(operation.id.clone()).or_insert_with(|| operation.clone());
            if sent != operation {
                self.fail(|| format!("{n} pushes something else under the id {}", operation.id));
            }
            if self.devices[n].disk.operations.get(&operation.id) != Some(operation) {
                self.fail(|| format!("{n} pushes {}, which is not on its disk", operation.id));
            }
        }
    }

    pub(crate) fn check_send(&mut self, n: usize, operation: &str, body: &str) {
        let stored = self.devices[n].disk.items.get(operation);
        let marked = stored.is_some_and(|item| item.state != ItemState::Waiting && item.body == body);
        if !marked {
            self.fail(|| format!("{n} sends {operation}, which its disk does not call tried"));
        }
        if self.frozen.get(operation).is_none_or(|frozen| frozen.body != body) {
            self.fail(|| format!("{n} sends other bytes under the id {operation}"));
        }
    }

    pub(crate) fn check_show(&mut self, n: usize, item: &Item) {
        if self.devices[n].disk.items.get(&item.operation) != Some(item) {
            self.fail(|| format!("{n} shows {item:?}, which is not on its disk"));
        }
    }

    pub(crate) fn never_to_arrive(&mut self, item: &Item) {
        if let Some(frozen) = self.frozen.get_mut(&item.operation) {
            frozen.never = true;
        }
    }

    pub(crate) fn frozen_letter(&self, operation: &str) -> Option<&Letter> {
        self.frozen.get(operation).map(|frozen| &frozen.letter)
    }

    pub(crate) fn check_end(&mut self) {
        for n in 0..self.devices.len() {
            if let Some(wrong) = self.device_is_wrong(n) {
                self.fail(|| format!("device {n}: {wrong}"));
            }
        }
        let alone = self.devices.len() == 1 && !self.plan.restores;
        let clash = |draft: &sync::Shared| !draft.conflicts.is_empty() || !draft.editions.is_empty();
        if alone && self.server.draft.as_ref().is_some_and(clash) {
            self.fail(|| "one device alone is in conflict".to_owned());
        }
        if let Some(wrong) = self.letters_are_wrong() {
            self.fail(|| wrong);
        }
        let lost = self.first_lost_edit();
        if let Some(lost) = lost {
            self.fail(|| format!("lost: {lost}"));
        }
    }

    /// Whether a device does not agree with the server, or its memory not with its disk.
    fn device_is_wrong(&self, n: usize) -> Option<String> {
        let device = &self.devices[n];
        let (Some(machines), Some(shared)) = (&device.running, &self.server.draft) else {
            return Some("it or the server has no draft".into());
        };
        let (draft, known) = (&machines.draft, machines.draft.known());
        let said = (known.epoch, known.version, known.finished);
        if said != (self.server.epoch, shared.version, self.server.finished) {
            return Some(format!(
                "it stands at {said:?}, the server at {} {}",
                self.server.epoch, shared.version
            ));
        }
        if known.state != shared.state
            || known.conflicts != shared.conflicts
            || known.editions != shared.editions
        {
            return Some("it knows another draft than the server".into());
        }
        if !known.finished
            && (draft.waiting() > 0 || draft.saved() != Saved::Everywhere || *draft.state() != shared.state)
        {
            return Some(format!("{} operations wait, {:?}", draft.waiting(), draft.saved()));
        }
        if !device.disk.is_idle() || device.disk.head.as_ref() != Some(known) {
            return Some("its disk has another head".into());
        }
        if !device.disk.operations.values().eq(draft.operations()) {
            return Some("its disk has other operations".into());
        }
        if !device.disk.items.values().eq(machines.outbox.items()) {
            return Some("its disk has other letters".into());
        }
        None
    }

    /// Whether a letter is missing, doubled, changed, or there against somebody's will.
    fn letters_are_wrong(&self) -> Option<String> {
        let received = self.server.letters.iter().filter(|(_, outcome)| outcome.receipt.is_some());
        if received.clone().count() > 1 {
            return Some("two letters were received from one draft".into());
        }
        for (operation, outcome) in &self.server.letters {
            match self.frozen.get(operation) {
                Some(frozen) if frozen.body == outcome.body => {
                    if frozen.never && outcome.receipt.is_some() {
                        return Some(format!("{operation} arrived although it was taken back"));
                    }
                }
                _ => return Some(format!("{operation} arrived with other bytes")),
            }
        }
        for item in self.devices.iter().flat_map(|device| device.disk.items.values()) {
            let receipt = self.server.letters.get(&item.operation).and_then(|o| o.receipt.as_ref());
            let (right, state) = match &item.state {
                ItemState::Waiting | ItemState::Tried => (false, "still to be sent"),
                ItemState::Delivered { receipt: kept, epoch }
                | ItemState::Settled { receipt: kept, epoch } => {
                    (receipt == Some(kept) && *epoch == self.server.epoch, "said to be delivered")
                }
                ItemState::Refused { .. } | ItemState::Blocked { .. } => {
                    (receipt.is_none(), "said not to be")
                }
            };
            if !right {
                return Some(format!("{} is {state}, the server has {receipt:?}", item.operation));
            }
        }
        let sent = received.map(|(operation, _)| operation);
        for operation in sent {
            if !self.devices.iter().any(|device| device.disk.items.contains_key(operation)) {
                return Some(format!("{operation} arrived, and no device knows"));
            }
        }
        None
    }

    /// The first edit that was said to be safe and is nowhere, not even in what somebody saw and replaced.
    fn first_lost_edit(&self) -> Option<String> {
        // Where the server lost the whole draft, nobody can tell an emptied cell from one never filled: that it was
        // emptied may be forgotten. Nothing typed is lost by that.
        let comes_back = |edit: &Edit| self.server.lost_draft && edit.value.is_empty();
        let somewhere = |edit: &Edit| self.is_somewhere(edit.key, &edit.value) || comes_back(edit);
        let mut found: Vec<bool> = self.edits.iter().map(somewhere).collect();
        loop {
            let mut is_new = false;
            for (n, edit) in self.edits.iter().enumerate() {
                let replaces = |(m, other): (usize, &Edit)| {
                    m != n && found[m] && other.key == edit.key && other.saw.contains(&edit.value)
                };
                if !found[n] && self.edits.iter().enumerate().any(replaces) {
                    found[n] = true;
                    is_new = true;
                }
            }
            if !is_new {
                break;
            }
        }
        let lost = |(edit, found): (&Edit, bool)| {
            (!found && edit.safe == Safe::Said && !edit.saw.contains(&edit.value))
                .then(|| format!("{edit:?}"))
        };
        self.edits.iter().zip(found).find_map(lost)
    }

    /// Whether a value stands in the draft, beside it, in a letter, or in what a letter left out.
    fn is_somewhere(&self, key: Key, value: &Value) -> bool {
        let in_letter = |letter: &Letter| match key {
            Key::Cell(cell) => letter.get(cell) == value,
            Key::Edition => Value::text(letter.edition.name()) == *value,
        };
        let in_draft = self.server.draft.as_ref().is_some_and(|draft| {
            in_letter(&draft.state.letter)
                || match key {
                    Key::Cell(cell) => draft.conflicts.get(&cell).is_some_and(|both| both.has(value)),
                    Key::Edition => draft.editions.iter().any(|e| Value::text(e.name()) == *value),
                }
        });
        let kept = self.devices.iter().flat_map(|device| device.disk.items.keys());
        let mut letters = kept.chain(self.server.letters.keys()).filter_map(|id| self.frozen_letter(id));
        let mut left_out =
            self.devices.iter().filter_map(|device| device.draft()).flat_map(sync::Draft::left_out);
        in_draft
            || letters.any(in_letter)
            || left_out.any(|operation| match (&operation.action, key) {
                (Action::Set { cell, after, .. } | Action::Resolve { cell, after, .. }, Key::Cell(place)) => {
                    *cell == place && after == value
                }
                (Action::Form { after, .. }, Key::Edition) => Value::text(after.name()) == *value,
                _ => false,
            })
    }
}
