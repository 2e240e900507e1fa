//! The hands that do what the machines say: disk and alarms.

use std::collections::VecDeque;

use sync::{DraftEffect, DraftEvent, OutboxEffect, OutboxEvent, Saved};

use crate::device::Event;
use crate::disk::{Batch, Of, Put};
use crate::network::What;
use crate::server::Request;
use crate::world::{At, Bug, World};

impl World {
    pub(crate) fn draft_effect(&mut self, n: usize, effect: DraftEffect, events: &mut VecDeque<Event>) {
        let now = self.clock(n);
        match effect {
            DraftEffect::Write { head, mut put, remove } => {
                self.note(|| format!("{n} writes head {} put {put:?} remove {remove:?}", head.is_some()));
                if self.bug == Bug::DropsOperation && put.len() > 1 {
                    put.remove(0);
                }
                let mut puts: Vec<Put> = head.map(|known| Put::Head(Box::new(known))).into_iter().collect();
                puts.extend(put.into_iter().map(Put::Operation));
                puts.extend(remove.into_iter().map(Put::DropOperation));
                self.write(n, Batch { puts, of: Of::Draft });
                if self.bug == Bug::AcknowledgesFirst {
                    events.push_back(Event::Draft(DraftEvent::Written { ok: true, now }));
                }
            }
            DraftEffect::Push { base_version, operations } => {
                self.check_push(n, &operations);
                if base_version == 0 {
                    let state = self.devices[n].draft().map(|draft| draft.known().state.clone());
                    let state = state.expect("running");
                    self.ask(n, What::Begin(operations), Request::Begin(Box::new(state)));
                } else {
                    self.ask(n, What::Push, Request::Patch(operations));
                }
            }
            DraftEffect::Offer { known, actions } => {
                let operations = actions.into_iter().map(|action| self.operation(n, action)).collect();
                events.push_back(Event::Draft(DraftEvent::Offered { known, operations, now }));
            }
            DraftEffect::WakeAt(at) => self.alarm(n, at, At::TickDraft),
            DraftEffect::Saved(saved) => {
                self.note(|| format!("{n} says {saved:?}"));
                if matches!(saved, Saved::HereOnly | Saved::Everywhere) {
                    self.said_safe(n);
                }
            }
            DraftEffect::Changed(_) => {}
        }
    }

    pub(crate) fn outbox_effect(&mut self, n: usize, effect: OutboxEffect, events: &mut VecDeque<Event>) {
        self.note(|| format!("{n} outbox {effect:?}"));
        match effect {
            OutboxEffect::Write(item) => {
                let of = Of::Item(item.operation.clone());
                if self.bug == Bug::AcknowledgesFirst {
                    let (operation, now) = (item.operation.clone(), self.clock(n));
                    events.push_back(Event::Outbox(OutboxEvent::Written { operation, ok: true, now }));
                }
                self.write(n, Batch { puts: vec![Put::Item(item)], of });
            }
            OutboxEffect::Remove(item) => {
                let of = Of::Item(item.operation.clone());
                self.write(n, Batch { puts: vec![Put::DropItem(item.operation)], of });
            }
            OutboxEffect::Send { operation, body } => {
                self.check_send(n, &operation, &body);
                self.ask(n, What::Send(operation.clone()), Request::Send { operation, body });
            }
            OutboxEffect::WakeAt(at) => self.alarm(n, at, At::TickOutbox),
            OutboxEffect::Show(item) => self.check_show(n, &item),
            OutboxEffect::NotStored(item) | OutboxEffect::TakenBack(item) => self.never_to_arrive(&item),
            OutboxEffect::CannotTakeBack(_) => {}
        }
    }

    fn alarm(&mut self, n: usize, at: u64, tick: fn(usize, u32) -> At) {
        let wait = at.saturating_sub(self.clock(n));
        let life = self.devices[n].life;
        self.later(wait, tick(n, life));
    }

    fn write(&mut self, n: usize, batch: Batch) {
        let device = &mut self.devices[n];
        let ends = device.disk.write(batch, self.now, &mut self.random);
        let life = device.life;
        self.later(ends - self.now, At::DiskEnds(n, life));
    }

    pub(crate) fn disk_ends(&mut self, n: usize) {
        let now = self.clock(n);
        let Some((of, ok)) = self.devices[n].disk.end() else { return };
        self.note(|| format!("{n} wrote {ok}"));
        if of == Of::Draft {
            self.devices[n].patience = if ok { 180 } else { 1_500 };
        }
        self.writes_soon(n);
        if self.bug != Bug::AcknowledgesFirst {
            match of {
                Of::Draft => self.tell_draft(n, DraftEvent::Written { ok, now }),
                Of::Item(operation) => self.tell_outbox(n, OutboxEvent::Written { operation, ok, now }),
            }
        } else if let Of::Item(operation) = of {
            self.tell_outbox(n, OutboxEvent::Written { operation, ok: true, now });
        }
        let device = &mut self.devices[n];
        let safe = device.draft().is_some_and(|d| matches!(d.saved(), Saved::HereOnly | Saved::Everywhere));
        if device.handing_over && safe && device.disk.is_idle() {
            // The old tab lets go; what it still has under way belongs to nobody.
            device.running = None;
            device.life += 1;
            self.note(|| format!("{n} hands over"));
            self.start(n);
        }
    }
}
