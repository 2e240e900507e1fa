//! What leaves this device: finished letters, and writes that wait for the net. One tab of the profile runs it.

mod forget;
mod queue;
mod run;
mod send;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use sync::FewMap;

use sync::{Item, Outbox, OutboxEvent};
use wire::letters::LetterState;
use wire::requests::RequestView;

use super::device::Device;
use super::records::StoredWrite;
use super::tabs::{Lock, Message};
use super::{Trouble, js};

use leptos::prelude::*;

/// What leaves this device.
#[derive(Default)]
pub(super) struct Outgoing {
    /// The finished letters as they lie on disk, by operation id.
    pub(super) items: RefCell<FewMap<String, Item>>,
    /// The writes that wait for the net, by operation id.
    queue: RefCell<FewMap<String, StoredWrite>>,
    /// Whether there is a live session to send with.
    pub(super) session: Cell<bool>,
    /// The state machine, in the tab that holds the lock.
    machine: RefCell<Option<Outbox>>,
    lock: RefCell<Option<Lock>>,
    is_draining: Cell<bool>,
}

impl Outgoing {
    /// Paper requests that the server does not have yet.
    pub(super) fn queued_requests(&self) -> Vec<RequestView> {
        self.queue.borrow().values().filter_map(|write| write.request.clone()).collect()
    }

    /// The paper requests the server did not take, and why.
    pub(super) fn refusals(&self) -> Vec<(String, Trouble)> {
        let queue = self.queue.borrow();
        let refused =
            queue.values().filter_map(|write| Some((write.operation.clone(), write.refused.clone()?.into())));
        refused.collect()
    }

    /// Whether this is a paper request that the server does not have yet.
    pub(super) fn is_queued(&self, request: &str) -> bool {
        self.queue.borrow().contains_key(request)
    }
}

impl Device {
    /// Whether there is a live session.
    pub(super) fn session_is_live(&self) -> bool {
        self.outgoing.session.get()
    }

    /// The session came or went.
    pub(super) fn outgoing_session(self: &Rc<Self>, live: bool) {
        self.run_outbox(OutboxEvent::Session { live, now: js::steady_ms() });
    }

    /// The net came or went.
    pub(super) fn outgoing_online(self: &Rc<Self>, online: bool) {
        self.run_outbox(OutboxEvent::Online { online, now: js::steady_ms() });
    }

    /// The server's epoch: after a restore everything a receipt is held for is offered again.
    pub(super) fn outgoing_epoch(self: &Rc<Self>, epoch: u32) {
        self.run_outbox(OutboxEvent::Epoch { epoch, now: js::steady_ms() });
    }

    /// Letters the insurer has looked at are done with.
    pub(super) fn outgoing_settled(self: &Rc<Self>) {
        let settled: Vec<String> = self.letters.with_untracked(|letters| {
            let settled = letters.items.iter().filter(|line| line.state != LetterState::Sent);
            settled.map(|line| line.id.clone()).collect()
        });
        for letter in settled {
            self.run_outbox(OutboxEvent::Settled { letter });
        }
        self.forget_old();
    }

    /// A letter was put into the outbox; it is on disk.
    pub(super) fn outgoing_added(self: &Rc<Self>, item: Item) {
        self.outgoing.items.borrow_mut().insert(item.operation.clone(), item.clone());
        self.show_sent();
        self.count();
        self.run_outbox(OutboxEvent::Finished(item));
        self.channel.tell(&Message::Outbox);
        self.channel.tell(&Message::Send);
    }

    /// 「今すぐ送る」.
    pub(super) fn send_now(self: &Rc<Self>) {
        self.online.probe();
        if self.outgoing.machine.borrow().is_none() {
            self.channel.tell(&Message::Send);
            return;
        }
        self.run_outbox(OutboxEvent::SendNow { now: js::steady_ms() });
        let device = Rc::clone(self);
        js::spawn(async move { device.drain().await });
    }

    /// Takes a letter out of the outbox, in whichever tab runs it.
    pub(super) async fn take_back(self: &Rc<Self>, operation: &str) -> Result<(), Trouble> {
        if self.outgoing.machine.borrow().is_some() {
            self.run_outbox(OutboxEvent::TakeBack { operation: operation.to_owned() });
        } else {
            self.channel.tell(&Message::TakeBack(operation.to_owned()));
        }
        // The disk tells whether it was.
        for _ in 0..30 {
            if !self.outgoing.items.borrow().contains_key(operation) {
                return Ok(());
            }
            js::sleep(100).await;
        }
        Err(Trouble::here(
            "outbox.sent",
            "この意見書は、もう届いている可能性があるため取りやめられません。",
            "届いたあとで、差し替えの意見書を送ってください。",
        ))
    }
}
