//! What a device asks the server, and what it hears.

use letters::Letter;
use sync::{Answer as Sent, DraftEvent, Operation, OutboxEvent};

use crate::server::{Answer, Request, Says};
use crate::world::{At, World};

/// A request that was sent.
#[derive(Clone)]
pub(crate) struct Asked {
    what: What,
    given_up: bool,
}

#[derive(Clone)]
pub(crate) enum What {
    Begin(Vec<Operation>),
    Push,
    Pull,
    Send(String),
}

impl World {
    pub(crate) fn ask(&mut self, n: usize, what: What, request: Request) {
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
                        self.tell_draft(
                            n,
                            DraftEvent::Heard {
                                known: *known,
                                held: held.into_iter().collect(),
                                answers_push,
                                now,
                            },
                        );
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
