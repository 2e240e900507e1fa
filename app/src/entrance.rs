//! Before the first screen: whose storage is opened. The demonstration's own pages open at once; elsewhere people show who
//! they are first.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::wasm_split;

use crate::access;
use crate::el::el;
use crate::later::{NotFetched, later};
use crate::local::{Local, Trouble};

/// This device's half, once it is open, or why it is not.
pub type Opened = RwSignal<Option<Result<Local, Trouble>>>;

/// What a module keeps on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Letters: each person has a vault.
    Letters,
    /// Nothing that is anybody's.
    Nothing,
}

/// Opens this device, or asks who is there first.
pub fn entrance(opened: Opened, keeps: Keeps) -> AnyView {
    if Local::asks_who() {
        let owner = Owner::current().unwrap_or_default();
        return later(door(owner, opened, keeps));
    }
    spawn_local(async move {
        opened.set(Some(Local::open().await.map_err(|error| error.trouble())));
    });
    el("p").class("boot-loading").text("読み込んでいます…").any()
}

#[wasm_split(door, fallible)]
fn door(owner: Owner, opened: Opened, keeps: Keeps) -> Result<AnyView, NotFetched> {
    Ok(owner.with(|| access::door(opened, keeps)))
}
