//! A device: the shipped machines, their lives and their clock.

use std::collections::{BTreeMap, VecDeque};

use sync::{Draft, DraftEvent, Item, Outbox, OutboxEvent};

use crate::disk::Disk;
use crate::network::Asked;
use crate::world::{Bug, World};

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
    pub(crate) requests: BTreeMap<u64, Asked>,
    /// Another tab is to take over as soon as everything is on disk.
    pub(crate) handing_over: bool,
    made: u64,
    /// By then what was typed is on its way to the disk.
    pub(crate) write_by: Option<u64>,
    /// How long typing may wait: longer after the disk refused.
    pub(crate) patience: u64,
}

pub(crate) struct Machines {
    pub(crate) draft: Draft,
    pub(crate) outbox: Outbox,
}

pub(crate) enum Event {
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
            write_by: None,
            patience: 180,
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
        (device.write_by, device.patience) = (None, 180);
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
}
