//! A tab that opens while another one has the vault open gets the key from it: a handle, which cannot be read.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Unlocked, Ways};
use crate::local::js;
use crate::local::keys::DataKey;

const NAME: &str = "ikensho-vault";
const ASK: &str = "ask";
/// How long another tab gets to answer.
const PATIENCE_MS: u64 = 400;

thread_local! {
    /// Whether tabs that ask get an answer.
    static ANSWERS: Cell<bool> = const { Cell::new(true) };
}

/// While this tab locks it hands nothing on: a tab that has just locked would be open again.
pub(in crate::local) fn answer(answers: bool) {
    ANSWERS.set(answers);
}

/// Answers tabs that ask, until [`answer_other_tabs`]' page is gone.
pub(in crate::local) fn answer_other_tabs(vault: Unlocked) {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return };
    let answering = channel.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(ASK) && ANSWERS.get() {
            let ways = vault.ways.0.iter().map(|(name, record)| js_sys::Array::of2(&name.into(), record));
            let answer = js::object(&[
                ("user", vault.user.clone().into()),
                ("id", vault.key.id.clone().into()),
                ("key", vault.key.key.clone().into()),
                ("ways", ways.collect::<js_sys::Array>().into()),
            ]);
            // A browser that does not hand keys on leaves the other tab to ask the person.
            let _ = answering.post_message(&answer);
        }
    });
    channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
}

/// Asks the other tabs for a vault that is open.
pub(in crate::local) async fn ask_other_tabs() -> Option<Unlocked> {
    let channel = BroadcastChannel::new(NAME).ok()?;
    let (answer, answered) = js::deferred();
    let first: Rc<RefCell<Option<js_sys::Function>>> = Rc::new(RefCell::new(Some(answered)));
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if event.data().is_object()
            && let Some(answered) = first.borrow_mut().take()
        {
            js::resolve(&answered, &event.data());
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    channel.post_message(&ASK.into()).ok()?;
    let answer = js::wait_at_most(answer, PATIENCE_MS).await;
    channel.close();
    read(&answer?.ok()?)
}

fn read(answer: &JsValue) -> Option<Unlocked> {
    let ways = js::property(answer, "ways").unchecked_into::<js_sys::Array>();
    let ways = ways.iter().filter_map(|way| {
        let way = way.unchecked_into::<js_sys::Array>();
        Some((way.get(0).as_string()?, way.get(1)))
    });
    Some(Unlocked {
        user: js::text(answer, "user")?,
        key: DataKey { id: js::text(answer, "id")?, key: js::property(answer, "key").dyn_into().ok()? },
        ways: Ways(ways.collect()),
    })
}
