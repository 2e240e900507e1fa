//! A device: the shipped machines, and the hands that do what they say.

use std::collections::{BTreeMap, VecDeque};

use letters::Letter;
use sync::{
    Answer as Sent, Draft, DraftEffect, DraftEvent, Item, Operation, Outbox, OutboxEffect, OutboxEvent, Saved,
};

use crate::disk::{Batch, Disk, Of, Put};
use crate::server::{Answer, Request, Says};
use crate::world::{At, Bug, World};

pub(crate) struct Device {
    pub(crate) name: String,
    pub(crate) disk: Disk,
    pub(crate) running: Option<Machines>,
    /// Grows with every start: whatever belongs to an earlier one is not heard any more.
    pub(crate) life: u32,
    /// The network is there.
    pub(crate) net: bool,
    pub(crate) session: bool,
    /// The device's clock minus the world's.
    pub(crate) skew: i64,
    /// Requests sent and not answered, and those given up.
    requests: BTreeMap<u64, Asked>,
    /// Another tab is to take over as soon as everything is on disk.
    pub(crate) handing_over: bool,
    made: u64,
}

pub(crate) struct Machines {
    pub(crate) draft: Draft,
    pub(crate) outbox: Outbox,
}

#[derive(Clone)]
struct Asked {
    what: What,
    given_up: bool,
}

#[derive(Clone)]
enum What {
    Begin(Vec<Operation>),
    Push,
    Pull,
    Send(String),
}

enum Event {
    Draft(DraftEvent),
    Outbox(OutboxEvent),
}

impl Device {
    pub(crate) fn new(name: String) -> Device {
        Device {
            name,
            disk: Disk::default(),
            running: None,
            life: 0,
            net: true,
            session: true,
            skew: 0,
            requests: BTreeMap::new(),
            handing_over: false,
            made: 0,
        }
    }

    pub(crate) fn draft(&self) -> Option<&Draft> {
        self.running.as_ref().map(|machines| &machines.draft)
    }

    /// A letter of the draft is on its way or has arrived: the draft is read-only here.
    pub(crate) fn is_frozen(&self) -> bool {
        let frozen = |item: &Item| !matches!(item.state, sync::ItemState::Refused { .. });
        self.running
            .as_ref()
            .is_some_and(|machines| machines.draft.known().finished || machines.outbox.items().any(frozen))
    }
}

impl World {
    pub(crate) fn clock(&self, device: usize) -> u64 {
        self.now.saturating_add_signed(self.devices[device].skew)
    }

    /// An id greater than every id this device made before.
    pub(crate) fn new_id(&mut self, device: usize) -> String {
        let bug = self.bug;
        let device = &mut self.devices[device];
        device.made += 1;
        if bug == Bug::ReusesId {
            // Counts from one again after every start.
            return format!("{:04}-{}", device.made, device.name);
        }
        format!("{:04}-{:04}-{}", device.life, device.made, device.name)
    }

    pub(crate) fn start(&mut self, n: usize) {
        let state = self.plan.first_state(n);
        let now = self.now;
        let device = &mut self.devices[n];
        if device.running.is_some() {
            return;
        }
        device.life += 1;
        device.requests.clear();
        device.handing_over = false;
        if self.bug == Bug::ReusesId {
            device.made = 0;
        }
        // A steady clock begins with the page.
        device.skew = -(now as i64);
        let own = device.disk.operations.values().cloned().collect();
        let draft = match device.disk.head.clone() {
            Some(known) => Draft::open(known, own),
            None => Draft::begin(state),
        };
        let outbox = Outbox::open(device.disk.items.values().cloned().collect());
        let (net, session) = (device.net, device.session);
        device.running = Some(Machines { draft, outbox });
        self.note(|| format!("{n} starts"));
        self.reach(n, net, session);
        self.pull(n);
    }

    /// Tells the machines of network and session.
    pub(crate) fn reach(&mut self, n: usize, online: bool, live: bool) {
        let now = self.clock(n);
        self.tell_outbox(n, OutboxEvent::Session { live, now });
        self.tell_outbox(n, OutboxEvent::Online { online, now });
        self.tell_draft(n, DraftEvent::Online { online, now });
    }

    /// The device dies now.
    pub(crate) fn crash(&mut self, n: usize) {
        let torn = self.plan.torn;
        let device = &mut self.devices[n];
        if device.running.take().is_none() {
            return;
        }
        device.life += 1;
        device.disk.crash(torn, &mut self.random);
        let name = device.name.clone();
        self.edits_may_be_lost(&name);
        self.note(|| format!("{n} crashes"));
    }

    pub(crate) fn tell_draft(&mut self, n: usize, event: DraftEvent) {
        self.tell(n, Event::Draft(event));
    }

    pub(crate) fn tell_outbox(&mut self, n: usize, event: OutboxEvent) {
        self.tell(n, Event::Outbox(event));
    }

    fn tell(&mut self, n: usize, first: Event) {
        let mut events = VecDeque::from([first]);
        while let Some(event) = events.pop_front() {
            let Some(machines) = &mut self.devices[n].running else { return };
            match event {
                Event::Draft(event) => {
                    for effect in machines.draft.handle(event) {
                        self.draft_effect(n, effect, &mut events);
                    }
                }
                Event::Outbox(event) => {
                    for effect in machines.outbox.handle(event) {
                        self.outbox_effect(n, effect, &mut events);
                    }
                }
            }
        }
    }

    fn draft_effect(&mut self, n: usize, effect: DraftEffect, events: &mut VecDeque<Event>) {
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

    fn outbox_effect(&mut self, n: usize, effect: OutboxEffect, events: &mut VecDeque<Event>) {
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

    fn ask(&mut self, n: usize, what: What, request: Request) {
        self.note(|| format!("{n} asks {request:?}"));
        let number = self.number();
        let device = &mut self.devices[n];
        device.requests.insert(number, Asked { what, given_up: false });
        let (life, net) = (device.life, device.net);
        let limit = if net { self.random.between(5_000, 30_000) } else { 10 };
        self.later(limit, At::GivesUp(n, life, number));
        if net {
            self.send(n, life, number, request);
        }
    }

    pub(crate) fn pull(&mut self, n: usize) {
        if self.devices[n].running.is_some() {
            self.ask(n, What::Pull, Request::Get);
        }
    }

    /// No answer within the device's own time limit.
    pub(crate) fn gives_up(&mut self, n: usize, number: u64) {
        let (random, now) = (self.random.next(), self.clock(n));
        let Some(asked) = self.devices[n].requests.get_mut(&number) else { return };
        asked.given_up = true;
        match asked.what.clone() {
            What::Begin(_) | What::Push => self.tell_draft(n, DraftEvent::PushFailed { random, now }),
            What::Pull => {}
            What::Send(operation) => {
                self.tell_outbox(n, OutboxEvent::Answered { operation, answer: Sent::Later, random, now });
            }
        }
    }

    pub(crate) fn answered(&mut self, n: usize, number: u64, answer: Answer) {
        let Some(asked) = self.devices[n].requests.get(&number).cloned() else { return };
        if !asked.given_up {
            self.devices[n].requests.remove(&number);
        } else if self.random.chance(50) {
            // A late answer; a careless device still listens to it.
            return;
        }
        let (random, now, epoch) = (self.random.next(), self.clock(n), answer.epoch);
        self.tell_outbox(n, OutboxEvent::Epoch { epoch, now });
        match asked.what {
            What::Send(operation) => {
                let answer = match answer.says {
                    Says::Received(receipt) => Sent::Received { receipt, epoch },
                    Says::Refused => Sent::Refused { findings: "E".into() },
                    Says::Blocked(code) => Sent::Blocked { code: code.into() },
                    Says::NoSession => Sent::NeedsSession,
                    Says::Draft { .. } | Says::Finished | Says::Unknown => Sent::Later,
                };
                self.tell_outbox(n, OutboxEvent::Answered { operation, answer, random, now });
            }
            What::Begin(operations) => match answer.says {
                Says::Draft { known, sent, .. } => {
                    let held = Default::default();
                    let is_all = operations.is_empty();
                    self.tell_draft(n, DraftEvent::Heard { known: *known, held, answers_push: is_all, now });
                    self.hear_sent(n, sent);
                    if !is_all {
                        self.ask(n, What::Push, Request::Patch(operations));
                    }
                }
                _ => self.tell_draft(n, DraftEvent::PushFailed { random, now }),
            },
            What::Push | What::Pull => {
                let answers_push = matches!(asked.what, What::Push);
                match answer.says {
                    Says::Draft { known, held, sent } => {
                        self.tell_draft(n, DraftEvent::Heard { known: *known, held, answers_push, now });
                        self.hear_sent(n, sent);
                    }
                    Says::Unknown => self.tell_draft(n, DraftEvent::Gone { epoch, now }),
                    says => {
                        if answers_push {
                            self.tell_draft(n, DraftEvent::PushFailed { random, now });
                        }
                        if matches!(says, Says::Finished) {
                            self.pull(n);
                        }
                    }
                }
            }
        }
    }

    fn hear_sent(&mut self, n: usize, sent: Option<String>) {
        let Some(letter) = sent.and_then(|operation| self.frozen_letter(&operation)) else { return };
        let letter: Letter = letter.clone();
        let now = self.clock(n);
        self.tell_draft(n, DraftEvent::Sent { letter, now });
    }
}
