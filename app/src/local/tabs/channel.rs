//! Messages between the tabs of this profile. They carry ids, never what a letter says.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};
use wire::events::Event;

use crate::local::records;

const NAME: &str = "ikensho";

/// What one tab tells all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::local) enum Message {
    /// A draft was written to disk.
    Written(String),
    /// A tab wants to write this draft.
    Yield(String),
    /// A tab has opened this draft, and another holds it: if only to push it, it lets go.
    Asked(String),
    /// The outbox on disk changed.
    Outbox,
    /// 「今すぐ送る」, or something was put into the outbox.
    Send,
    /// Take this operation out of the outbox.
    TakeBack(String),
    /// A list on disk changed.
    List(String),
    /// The vault was locked.
    Lock,
    /// This person's vault was opened: nobody else's stays open.
    Opened(String),
    /// The server told of something.
    Live(Event),
}

/// The channel; silent where the browser has none.
pub(in crate::local) struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the channel.
    pub(in crate::local) fn open() -> Channel {
        Channel(BroadcastChannel::new(NAME).ok())
    }

    /// Whether this browser has channels at all.
    pub(in crate::local) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Calls back on every message of another tab.
    pub(in crate::local) fn listen(&self, heard: impl Fn(Message) + 'static) {
        let Some(channel) = &self.0 else { return };
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string().as_deref().and_then(Message::parse) {
                heard(message);
            }
        });
        channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    }

    /// Tells all other tabs.
    pub(in crate::local) fn tell(&self, message: &Message) {
        if let Some(channel) = &self.0 {
            // Text can always be cloned.
            let _ = channel.post_message(&message.write().into());
        }
    }
}

impl Message {
    /// A word and what it is about.
    fn write(&self) -> String {
        let (word, about) = match self {
            Message::Written(draft) => ("written", draft.clone()),
            Message::Yield(draft) => ("yield", draft.clone()),
            Message::Asked(draft) => ("asked", draft.clone()),
            Message::Outbox => ("outbox", String::new()),
            Message::Send => ("send", String::new()),
            Message::TakeBack(operation) => ("take_back", operation.clone()),
            Message::List(name) => ("list", name.clone()),
            Message::Lock => ("lock", String::new()),
            Message::Opened(user) => ("opened", user.clone()),
            Message::Live(event) => ("live", records::write(event)),
        };
        [word, " ", &about].concat()
    }

    /// `None` for what another version of the program says.
    fn parse(text: &str) -> Option<Message> {
        let (word, about) = text.split_once(' ')?;
        Some(match word {
            "written" => Message::Written(about.to_owned()),
            "yield" => Message::Yield(about.to_owned()),
            "asked" => Message::Asked(about.to_owned()),
            "outbox" => Message::Outbox,
            "send" => Message::Send,
            "take_back" => Message::TakeBack(about.to_owned()),
            "list" => Message::List(about.to_owned()),
            "lock" => Message::Lock,
            "opened" => Message::Opened(about.to_owned()),
            "live" => Message::Live(records::read(about)?),
            _ => return None,
        })
    }
}
