use super::{Draft, Effect, Stored};
use crate::backoff;

/// How long a person pauses before what was typed is pushed to the server, in milliseconds.
const REST_MS: u64 = 1_500;
/// How long an edit waits for that pause at most, in milliseconds.
const LONGEST_MS: u64 = 10_000;
/// The most operations in one push: a long day without a network arrives in several.
pub const PUSH_MOST: usize = 100;

/// What is on its way to the server.
#[derive(Debug, Clone, Default)]
pub(super) struct Push {
    /// Asked, not answered.
    pub(super) under_way: bool,
    /// When to push at the earliest; always set while something waits and no push is under way.
    pub(super) due: Option<u64>,
    /// Until when typing on may put off what was typed since the last push.
    pub(super) by: Option<u64>,
    /// What a restored server has lost is being made into operations.
    pub(super) offering: bool,
    /// The server can be asked.
    pub(super) online: bool,
    /// Pushes that failed since the last one that helped.
    pub(super) tries: u32,
}

impl Draft {
    /// Something is to be pushed when the person pauses.
    pub(super) fn push_soon(&mut self) {
        let longest = self.now.saturating_add(LONGEST_MS);
        let by = self.push.by.get_or_insert(longest);
        *by = longest.min(*by);
        let rest = self.now.saturating_add(REST_MS).min(*by);
        self.push.due = self.push.due.max(Some(rest));
    }

    pub(super) fn reached(&mut self, online: bool) {
        self.push.online = online;
        self.push.tries = 0;
        self.push.due = Some(self.now);
    }

    /// A push was answered: what was left goes at once, unless the answer helped nothing or somebody types.
    pub(super) fn push_answered(&mut self, helped: bool) {
        self.push.under_way = false;
        if helped {
            self.push.tries = 0;
            self.push.due.get_or_insert(self.now);
        } else {
            self.push_failed(0);
        }
    }

    pub(super) fn push_failed(&mut self, random: u64) {
        self.push.under_way = false;
        self.push.tries = self.push.tries.saturating_add(1);
        self.push.due = Some(self.now.saturating_add(backoff::delay(self.push.tries, random)));
    }

    /// When the server is to be asked next: only for what is on disk, so that no id it knows can be forgotten here.
    pub(super) fn push_at(&self) -> Option<u64> {
        let push = &self.push;
        let ready = if self.server.version == 0 {
            self.disk.has_head && (self.own.is_empty() || self.next_is_stored())
        } else {
            self.next_is_stored()
        };
        let free = push.online && !push.under_way && !push.offering && !self.server.finished;
        if free && ready { push.due } else { None }
    }

    fn next_is_stored(&self) -> bool {
        self.own.first().is_some_and(|own| own.stored == Stored::Yes)
    }

    pub(super) fn push_if_due(&mut self, effects: &mut Vec<Effect>) {
        if self.own.is_empty() && self.server.version > 0 {
            // What comes next waits for a pause again.
            (self.push.due, self.push.by) = (None, None);
        }
        if self.push_at().is_none_or(|due| due > self.now) {
            return;
        }
        let mut operations = Vec::new();
        for own in self.own.iter_mut().take_while(|own| own.stored == Stored::Yes).take(PUSH_MOST) {
            own.sealed = true;
            operations.push(own.operation.clone());
        }
        self.push.under_way = true;
        (self.push.due, self.push.by) = (None, None);
        effects.push(Effect::Push { base_version: self.server.version, operations });
    }
}
