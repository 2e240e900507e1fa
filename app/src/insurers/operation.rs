use leptos::prelude::*;

use crate::local::{Local, Trouble};

/// Problems after which the same operation is to be tried again under the same id.
const TRY_AGAIN: [&str; 3] = ["network.offline", "server.busy", "store.failed"];

/// The id of what an officer asks for with a press. Pressed again before the server has answered, the same content
/// keeps its id, so that it is done once.
#[derive(Clone, Copy)]
pub(super) struct Operation(StoredValue<Option<(String, String)>>);

impl Operation {
    pub(super) fn new() -> Operation {
        Operation(StoredValue::new(None))
    }

    /// The id under which this content is sent.
    pub(super) fn id(self, local: &Local, content: &str) -> String {
        // The screen may be gone by the time a file has been read.
        let kept = self.0.try_get_value().flatten().filter(|(before, _)| before == content);
        let (_, id) = kept.unwrap_or_else(|| (content.to_owned(), local.new_id()));
        let _ = self.0.try_set_value(Some((content.to_owned(), id.clone())));
        id
    }

    /// What the server answered, or that it did not.
    pub(super) fn answered<T>(self, answer: &Result<T, Trouble>) {
        let again = matches!(answer, Err(trouble) if TRY_AGAIN.contains(&trouble.code.as_str()));
        if !again {
            let _ = self.0.try_set_value(None);
        }
    }
}
