//! What this device's half does with the server, fetched apart: a letter can be opened, written and saved before.
//!
//! Without the piece the device counts as offline, and the state machines wait as they do without a net.

use std::rc::Rc;

use sync::Operation;
use wasm_split_helpers::wasm_split;
use wire::letters::Approval;
use wire::phrases::Phrase;
use wire::prints::PrintPost;
use wire::record::Value;
use wire::requests::RequestPost;

use super::device::Device;
use super::import::Arrival;
use super::tabs::Message;
use super::writer::Open;
use super::{OpenDraft, Trouble, js};
use crate::later::{NotFetched, Work};

/// How long to wait before the piece is asked for again.
const AGAIN_MS: u64 = 5_000;

/// Something to be done, about which nobody waits.
pub(super) enum Errand {
    /// The network side begins.
    Connect,
    /// Another tab said something.
    Heard(Message),
    /// Operations go to the server.
    Push(Rc<Open>, u64, Vec<Operation>),
    /// The server is asked how it has a draft that was just opened.
    Opened(Rc<Open>),
    /// The storage was emptied: what is in memory goes back to disk.
    WriteAgain,
    /// 「今すぐ送る」.
    SendNow,
    /// The vault is locked.
    Lock,
}

/// Something about the person who is here, for which somebody waits.
pub(super) enum Matter {
    /// A session that is over begins anew.
    SignInAgain,
    /// Who works here is asked anew.
    LookAgain,
    /// One more passkey, by its name.
    AddPasskey(String),
    /// A passkey is taken away.
    RemovePasskey(String),
    /// A passphrase for the vault.
    SetPassphrase(String),
    /// The session ends; whether the vault goes with it.
    SignOut(bool),
}

impl Device {
    /// Has an errand done by the piece, as soon as it is here.
    pub(super) fn errand(self: &Rc<Self>, errand: Errand) {
        let device = Rc::clone(self);
        js::spawn(async move {
            if let Ok(work) = run(device, errand).await {
                work.await;
            }
        });
    }

    /// Fetches the piece and begins; tried again until it is here.
    pub(super) fn connect(self: &Rc<Self>) {
        let device = Rc::clone(self);
        js::spawn(async move {
            loop {
                if let Ok(work) = run(Rc::clone(&device), Errand::Connect).await {
                    return work.await;
                }
                js::sleep(AGAIN_MS).await;
            }
        });
    }
}

#[wasm_split(server, fallible)]
fn run(device: Rc<Device>, errand: Errand) -> Result<Work<()>, NotFetched> {
    Ok(Box::pin(async move {
        match errand {
            Errand::Connect => device.begin_exchange(),
            Errand::Heard(message) => device.heard_of(message).await,
            Errand::Push(open, base_version, operations) => open.push(base_version, operations).await,
            Errand::Opened(open) => open.opened().await,
            Errand::WriteAgain => device.write_again().await,
            Errand::SendNow => device.send_now(),
            Errand::Lock => device.lock(),
        }
    }))
}

/// The doctor's passkey over what is finished.
#[wasm_split(person, fallible)]
pub(super) fn approve(
    device: Rc<Device>,
    challenge: String,
    doctor: String,
) -> Result<Work<Result<Value, Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.approve(&challenge, &doctor).await }))
}

/// Has something done about the person who is here.
#[wasm_split(person, fallible)]
pub(super) fn see_to(device: Rc<Device>, matter: Matter) -> Result<Work<Result<(), Trouble>>, NotFetched> {
    Ok(Box::pin(async move {
        match matter {
            Matter::SignInAgain => device.sign_in_again().await,
            Matter::LookAgain => device.refresh_me().await,
            Matter::AddPasskey(name) => device.add_passkey(&name).await,
            Matter::RemovePasskey(id) => device.take_passkey_away(&id).await,
            Matter::SetPassphrase(passphrase) => device.set_passphrase(passphrase).await,
            Matter::SignOut(destroy) => device.sign_out(destroy).await,
        }
    }))
}

/// Finds, fetches or begins a draft, and gives its id.
#[wasm_split(server, fallible)]
pub(super) fn find_draft(
    device: Rc<Device>,
    what: OpenDraft,
) -> Result<Work<Result<String, Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.find(what).await }))
}

/// Adds, changes (`Some`) or removes a phrase.
#[wasm_split(server, fallible)]
pub(super) fn phrase(
    device: Rc<Device>,
    id: String,
    phrase: Option<Phrase>,
) -> Result<Work<Result<(), Trouble>>, NotFetched> {
    Ok(Box::pin(async move {
        match phrase {
            Some(phrase) => device.put_phrase(phrase).await,
            None => device.remove_phrase(&id).await,
        }
    }))
}

/// Takes in a request that came on paper, in place of a refused one if there is one.
#[wasm_split(server, fallible)]
pub(super) fn paper_request(
    device: Rc<Device>,
    post: RequestPost,
    refused: Option<String>,
) -> Result<Work<Result<String, Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.paper_request(post, refused).await }))
}

/// Keeps letters of a file, as drafts or finished.
#[wasm_split(server, fallible)]
pub(super) fn keep_letters(
    device: Rc<Device>,
    arrivals: Vec<Arrival>,
    approval: Option<Approval>,
) -> Result<Work<Result<Vec<String>, Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.keep_letters(arrivals, approval).await }))
}

/// Takes a letter that was never sent out of the outbox.
#[wasm_split(server, fallible)]
pub(super) fn take_back(
    device: Rc<Device>,
    operation: String,
) -> Result<Work<Result<(), Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.take_back(&operation).await }))
}

/// Has it written down that letters left on paper or as a PDF.
#[wasm_split(server, fallible)]
pub(super) fn note_print(
    device: Rc<Device>,
    print: PrintPost,
) -> Result<Work<Result<(), Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.note_print(&print).await }))
}

/// An encrypted file of what exists on this device only.
#[wasm_split(server, fallible)]
pub(super) fn export(
    device: Rc<Device>,
    passphrase: String,
) -> Result<Work<Result<Vec<u8>, Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.export(&passphrase).await }))
}

/// A fresh proof that it is the person, for one operation; gives its id.
#[wasm_split(person, fallible)]
pub(super) fn prove(
    device: Rc<Device>,
    line: (&'static str, String, String),
) -> Result<Work<Result<String, Trouble>>, NotFetched> {
    Ok(Box::pin(async move { device.prove(line).await }))
}

/// 「完成」: freezes the letter into the outbox.
#[wasm_split(server, fallible)]
pub(super) fn finish(open: Rc<Open>, approval: Approval) -> Result<Work<Result<(), Trouble>>, NotFetched> {
    Ok(Box::pin(async move { open.finish(approval).await }))
}
