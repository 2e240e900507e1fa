//! What people do: type, choose, finish, take back, and pull the plug.

use letters::form::{cell, choice, option};
use letters::{Cell, Edition, Letter, Mark, Value};
use sync::{Action, Confirmation, DraftEvent, Item, ItemState, Operation, OutboxEvent};

use crate::check::{Frozen, Key};
use crate::server::REFUSED;
use crate::world::{At, DOCTOR, World};

/// One cell is popular, so that people meet in it.
const REMARKS: Cell = cell("remarks");
const HAND: Cell = cell("hand");
const HANDS: [u8; 2] = [choice("hand", "右"), choice("hand", "左")];
const TUBE: Cell = option("tx", "経管栄養");
const VISIT: Cell = option("med", "訪問診療");
const PLACES: [Cell; 7] = [REMARKS, REMARKS, REMARKS, DOCTOR, HAND, TUBE, VISIT];

impl World {
    pub(crate) fn operation(&mut self, n: usize, action: Action) -> Operation {
        let id = self.new_id(n);
        let device = self.devices[n].name.clone();
        Operation { id, at: self.now.to_string(), author: format!("{device} person"), device, action }
    }

    pub(crate) fn act(&mut self) {
        let n = self.random.below(self.devices.len() as u64) as usize;
        if self.plan.restores && self.random.chance(15) {
            return self.backs_up_or_restores();
        }
        match self.random.below(98) {
            _ if self.devices[n].running.is_none() => {}
            0..55 => self.types(n),
            55..60 => self.chooses(n),
            60..63 => self.changes_edition(n),
            63..65 => self.confirms(n),
            65..71 => self.finishes(n),
            71..74 => self.takes_back(n),
            74..80 if self.plan.crashes => {
                self.crash(n);
                let wait = self.random.between(10, 5_000);
                self.later(wait, At::Starts(n));
            }
            80..83 => {
                self.devices[n].handing_over = true;
                self.tell_draft(n, DraftEvent::Flush);
            }
            83..88 => {
                let device = &mut self.devices[n];
                device.net = !device.net;
                let (net, session) = (device.net, device.session);
                self.reach(n, net, session);
            }
            88..90 => {
                let device = &mut self.devices[n];
                device.session = !device.session;
                let (net, session) = (device.net, device.session);
                self.reach(n, net, session);
            }
            90..92 => self.devices[n].disk.full = !self.devices[n].disk.full,
            92..94 => {
                let jump = self.random.below(1_200_000) as i64 - 600_000;
                let least = -(self.now as i64);
                self.devices[n].skew = (self.devices[n].skew + jump).max(least);
                self.note(|| format!("the clock of {n} jumps by {jump}"));
                let patience = self.devices[n].patience;
                // The alarm that was set rings, and finds that it has to wait once more.
                self.devices[n].write_by = self.devices[n].write_by.map(|by| by.max(self.now) + patience);
            }
            94 => self.pull(n),
            95 => {
                self.tell_draft(n, DraftEvent::Flush);
                let now = self.clock(n);
                self.tell_outbox(n, OutboxEvent::SendNow { now });
            }
            96 => self.settles(n),
            97 => self.tell_draft(n, DraftEvent::Seen),
            _ => {}
        }
    }

    fn backs_up_or_restores(&mut self) {
        if self.random.chance(60) {
            self.server.back_up();
        } else {
            self.server.restore();
            let epoch = self.server.epoch;
            self.note(|| format!("the server is restored, epoch {epoch}"));
        }
    }

    fn edit(&mut self, n: usize, key: Key, value: Value, saw: Vec<Value>, action: Action) {
        self.note(|| format!("{n} edits {action:?}"));
        self.keep_edit(n, key, value, saw);
        let operation = self.operation(n, action);
        let now = self.clock(n);
        self.tell_draft(n, DraftEvent::Edited { operation, now });
    }

    fn types(&mut self, n: usize) {
        if self.devices[n].is_frozen() {
            return;
        }
        let place = *self.random.pick(&PLACES);
        for _ in 0..self.random.between(1, 3) {
            let Some(draft) = self.devices[n].draft() else { return };
            let before = draft.value(place).clone();
            let after = self.value(n, place, &before);
            let copied = self.random.chance(10);
            let action = Action::Set { cell: place, before: before.clone(), after: after.clone(), copied };
            self.edit(n, Key::Cell(place), after, vec![before], action);
        }
    }

    fn value(&mut self, n: usize, place: Cell, before: &Value) -> Value {
        let clear = self.random.chance(12);
        let number = self.number();
        match place {
            _ if clear => Value::Empty,
            _ if place == HAND => Value::Choice(*self.random.pick(&HANDS)),
            _ if place == TUBE => Value::Checked,
            _ if place == VISIT => Value::Mark(*self.random.pick(&[Mark::Checked, Mark::Underlined])),
            _ => match (before, self.random.below(10)) {
                (Value::Text(text), 0..5) => Value::text(format!("{text}+{number}")),
                (_, 9) => Value::text("同じ"),
                (_, 8) if self.random.chance(20) => Value::text(REFUSED),
                _ => Value::text(format!("d{n}:{number}")),
            },
        }
    }

    /// Chooses between two values, or two editions.
    fn chooses(&mut self, n: usize) {
        let Some(draft) = self.devices[n].draft().filter(|_| !self.devices[n].is_frozen()) else { return };
        let standing = draft.state().letter.edition;
        let other = draft.editions().iter().next().copied();
        if let Some(other) = other {
            let (before, after) = if self.random.chance(50) { (standing, other) } else { (other, standing) };
            self.form(n, before, after);
            return;
        }
        let Some((place, conflict)) = draft.conflicts().iter().next() else { return };
        let place = *place;
        let mut seen = vec![draft.value(place).clone()];
        seen.extend(conflict.others.iter().map(|other| other.value.clone()));
        let after = self.random.pick(&seen).clone();
        let action = Action::Resolve { cell: place, seen: seen.clone(), after: after.clone() };
        self.edit(n, Key::Cell(place), after, seen, action);
    }

    fn changes_edition(&mut self, n: usize) {
        let Some(draft) = self.devices[n].draft().filter(|_| !self.devices[n].is_frozen()) else { return };
        let before = draft.state().letter.edition;
        let after = *self.random.pick(&Edition::ALL);
        if before != after {
            self.form(n, before, after);
        }
    }

    fn form(&mut self, n: usize, before: Edition, after: Edition) {
        let name = |edition: Edition| Value::text(edition.name());
        self.edit(n, Key::Edition, name(after), vec![name(before)], Action::Form { before, after });
    }

    /// Confirms a warning, or hands over to the doctor.
    fn confirms(&mut self, n: usize) {
        if self.devices[n].is_frozen() {
            return;
        }
        let action = if self.random.chance(50) {
            Action::Handover { waiting: self.random.chance(50) }
        } else {
            Action::Confirm(Confirmation {
                rule: "X54".into(),
                field: "weight".into(),
                values: self.number().to_string(),
                by: self.devices[n].name.clone(),
                name: "医師".into(),
                at: self.now.to_string(),
            })
        };
        let operation = self.operation(n, action);
        let now = self.clock(n);
        self.tell_draft(n, DraftEvent::Edited { operation, now });
    }

    fn finishes(&mut self, n: usize) {
        if self.devices[n].is_frozen() {
            return;
        }
        self.tell_draft(n, DraftEvent::Flush);
        let Some(draft) = self.devices[n].draft() else { return };
        let letter = draft.state().letter.clone();
        let body = body(&letter);
        let operation = self.new_id(n);
        let item = Item {
            letter: format!("letter of {operation}"),
            draft: "draft".into(),
            body: body.clone(),
            state: ItemState::Waiting,
            operation: operation.clone(),
        };
        self.note(|| format!("{n} finishes {operation}"));
        self.frozen.entry(operation).or_insert(Frozen { body, letter, never: false });
        self.tell_outbox(n, OutboxEvent::Finished(item));
    }

    fn takes_back(&mut self, n: usize) {
        let Some(machines) = &self.devices[n].running else { return };
        let open = |item: &&Item| !matches!(item.state, ItemState::Blocked { .. });
        let item = machines.outbox.items().find(open).cloned();
        if let Some(item) = item {
            self.tell_outbox(n, OutboxEvent::TakeBack { operation: item.operation });
        }
    }

    fn settles(&mut self, n: usize) {
        let Some(operation) = self.server.sent() else { return };
        self.tell_outbox(n, OutboxEvent::Settled { letter: format!("letter of {operation}") });
    }
}

fn body(letter: &Letter) -> String {
    let mut body = letter.edition.name().to_owned();
    for (cell, value) in letter.filled() {
        body.push_str(&format!(";{}={value:?}", cell.field().path()));
    }
    body
}
