//! The world of one schedule: its time, its network, and what happens next.

use std::collections::BTreeMap;

use letters::{Cell, Edition, Letter, Value, form};
use sync::{DraftEvent, OutboxEvent, State};

use crate::check::{Edit, Frozen};
use crate::device::Device;
use crate::random::Random;
use crate::server::{Answer, Request, Server};

/// The cell that devices fill before anybody types.
pub(crate) const DOCTOR: Cell = form::cell("dr_name");

/// A bug planted in the hands that serve the machines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bug {
    None,
    /// Says "written" before the disk does.
    AcknowledgesFirst,
    /// Leaves the first of several operations out of a batch.
    DropsOperation,
    /// Makes the same id for another operation after a restart.
    ReusesId,
}

/// What kind of schedule this is.
pub(crate) struct Plan {
    pub(crate) devices: usize,
    pub(crate) acts: u64,
    /// Milliseconds between two acts, at most.
    pub(crate) pace: u64,
    pub(crate) loss: u64,
    pub(crate) doubling: u64,
    pub(crate) slowest: u64,
    pub(crate) torn: bool,
    pub(crate) crashes: bool,
    pub(crate) restores: bool,
    /// Devices begin the same draft with different letters.
    pub(crate) differ: bool,
}

/// What happens at a time; devices by number and life.
#[derive(Clone)]
pub(crate) enum At {
    Act,
    TickDraft(usize, u32),
    TickOutbox(usize, u32),
    DiskEnds(usize, u32),
    GivesUp(usize, u32, u64),
    ToServer { n: usize, life: u32, number: u64, request: Request },
    ToDevice { n: usize, life: u32, number: u64, answer: Box<Answer> },
    Changed(usize),
    Starts(usize),
}

pub(crate) struct World {
    pub(crate) random: Random,
    pub(crate) plan: Plan,
    pub(crate) bug: Bug,
    pub(crate) now: u64,
    queue: BTreeMap<(u64, u64), At>,
    numbers: u64,
    pub(crate) devices: Vec<Device>,
    pub(crate) server: Server,
    pub(crate) edits: Vec<Edit>,
    pub(crate) frozen: BTreeMap<String, Frozen>,
    pub(crate) pushed: BTreeMap<String, sync::Operation>,
    pub(crate) acts_left: u64,
    pub(crate) healed: bool,
    pub(crate) wrong: Option<String>,
    pub(crate) log: Option<String>,
}

impl Plan {
    fn new(random: &mut Random) -> Plan {
        let rough = random.chance(60);
        Plan {
            devices: *random.pick(&[1, 2, 2, 2, 3]),
            acts: random.between(4, 24),
            pace: *random.pick(&[60, 400, 3_000, 20_000]),
            loss: if rough { random.below(50) } else { 0 },
            doubling: if rough { random.below(30) } else { 0 },
            slowest: *random.pick(&[20, 800, 12_000]),
            torn: random.chance(30),
            crashes: random.chance(70),
            restores: random.chance(15),
            differ: random.chance(30),
        }
    }

    pub(crate) fn first_state(&self, n: usize) -> State {
        let mut state = State::new(Letter::new(Edition::R8));
        let name = if self.differ { format!("医師{n}") } else { "医師".to_owned() };
        state.letter.set(DOCTOR, Value::text(name)).expect("a text");
        state.copied.insert(DOCTOR);
        state
    }
}

impl World {
    pub(crate) fn new(seed: u64, bug: Bug, log: bool) -> World {
        let mut random = Random::new(seed);
        let plan = Plan::new(&mut random);
        let devices = (0..plan.devices).map(|n| Device::new(format!("d{n}"))).collect();
        let mut world = World {
            random,
            bug,
            now: 1_000_000,
            queue: BTreeMap::new(),
            numbers: 0,
            devices,
            server: Server::new(),
            edits: Vec::new(),
            frozen: BTreeMap::new(),
            pushed: BTreeMap::new(),
            acts_left: plan.acts,
            healed: false,
            wrong: None,
            log: log.then(String::new),
            plan,
        };
        for n in 0..world.devices.len() {
            let wait = world.random.below(2_000);
            world.later(wait, At::Starts(n));
        }
        world.later(500, At::Act);
        world
    }

    /// Runs the schedule, heals the world, runs until nothing happens any more, and checks everything.
    pub(crate) fn run(mut self) -> Result<Option<String>, String> {
        self.run_to(|world| world.acts_left == 0);
        let end = self.now + self.random.below(20_000);
        self.run_to(|world| world.now > end);
        self.heal();
        self.run_to(|_| false);
        self.check_rest();
        for n in 0..self.devices.len() {
            // An old "sign in first" may have come late; the person sees it and does.
            self.reach(n, true, true);
            self.pull(n);
        }
        self.run_to(|_| false);
        if self.wrong.is_none() {
            self.check_end();
        }
        match self.wrong {
            Some(wrong) => Err(format!("{}{wrong}", self.log.unwrap_or_default())),
            None => Ok(self.log),
        }
    }

    /// Runs until something is so, or nothing happens any more: within eleven hours and a bounded number of steps.
    fn run_to(&mut self, is_so: impl Fn(&World) -> bool) {
        let (until, mut steps) = (self.now + 40_000_000, 0);
        while self.wrong.is_none()
            && !is_so(self)
            && let Some(((at, _), event)) = self.queue.pop_first()
        {
            steps += 1;
            self.now = at;
            if at > until || steps > 20_000 {
                self.fail(|| "it does not come to rest".to_owned());
            }
            self.check_haste();
            self.happen(event);
        }
    }

    fn lives(&self, n: usize, life: u32) -> bool {
        self.devices[n].running.is_some() && self.devices[n].life == life
    }

    fn happen(&mut self, event: At) {
        match event {
            At::Act if self.acts_left > 0 => {
                self.acts_left -= 1;
                self.act();
                let wait = self.random.between(1, self.plan.pace);
                self.later(wait, At::Act);
            }
            At::Starts(n) => self.start(n),
            At::Changed(n) => self.pull(n),
            At::TickDraft(n, life) if self.lives(n, life) => {
                let now = self.clock(n);
                self.tell_draft(n, DraftEvent::Tick { now });
            }
            At::TickOutbox(n, life) if self.lives(n, life) => {
                let now = self.clock(n);
                self.tell_outbox(n, OutboxEvent::Tick { now });
            }
            At::DiskEnds(n, life) if self.lives(n, life) => self.disk_ends(n),
            At::GivesUp(n, life, number) if self.lives(n, life) => self.gives_up(n, number),
            At::ToDevice { n, life, number, answer } if self.lives(n, life) => {
                self.answered(n, number, *answer);
            }
            At::ToServer { n, life, number, request } => {
                let before = self.version();
                let answer = self.server.answer(request, self.devices[n].session);
                self.carry(At::ToDevice { n, life, number, answer: Box::new(answer) });
                if self.version() != before {
                    for device in 0..self.devices.len() {
                        self.carry(At::Changed(device));
                    }
                }
            }
            _ => {}
        }
    }

    fn version(&self) -> Option<u64> {
        self.server.draft.as_ref().map(|draft| draft.version)
    }

    pub(crate) fn later(&mut self, wait: u64, event: At) {
        let number = self.number();
        self.queue.insert((self.now + wait, number), event);
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub(crate) fn send(&mut self, n: usize, life: u32, number: u64, request: Request) {
        self.carry(At::ToServer { n, life, number, request });
    }

    /// The network: loses, doubles, delays, and so reorders.
    fn carry(&mut self, message: At) {
        if self.healed {
            self.later(5, message);
            return;
        }
        if self.random.chance(self.plan.doubling) {
            let wait = self.random.between(1, 2 * self.plan.slowest);
            self.later(wait, message.clone());
        }
        if !self.random.chance(self.plan.loss) {
            let wait = self.random.between(1, self.plan.slowest);
            self.later(wait, message);
        }
    }

    fn heal(&mut self) {
        self.healed = true;
        self.note(|| "healed".to_owned());
        for n in 0..self.devices.len() {
            let device = &mut self.devices[n];
            let reached = device.net && device.session;
            (device.net, device.session, device.disk.full) = (true, true, false);
            self.start(n);
            if !reached {
                self.reach(n, true, true);
            }
        }
    }

    pub(crate) fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            log.push_str(&format!("{:>9} {}\n", self.now, line()));
        }
    }

    pub(crate) fn fail(&mut self, why: impl FnOnce() -> String) {
        if self.wrong.is_none() {
            self.wrong = Some(why());
        }
    }
}
