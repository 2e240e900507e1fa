use super::{Draft, Effect, Event};
use crate::backoff;

impl Draft {
    /// Takes the time from an event. A clock that was set back makes nothing wait longer than it would have anyway.
    pub(super) fn clock(&mut self, event: &Event) {
        let Some(now) = event.now() else { return };
        self.now = now;
        let nearer = |due: Option<u64>, longest: u64| due.map(|due| due.min(now.saturating_add(longest)));
        self.disk.due = nearer(self.disk.due, self.disk.longest());
        self.push.due = nearer(self.push.due, backoff::LONGEST_MS);
        if matches!(event, Event::Tick { .. }) {
            self.wake = None;
        }
    }

    /// Asks to be woken when the next thing is due, unless an earlier alarm is set.
    pub(super) fn set_alarm(&mut self, effects: &mut Vec<Effect>) {
        let next = self.write_at().into_iter().chain(self.push_at()).min();
        // An alarm in the past was overtaken by a clock that was set forward.
        let wake = self.wake.filter(|wake| *wake >= self.now);
        if let Some(next) = next
            && wake.is_none_or(|wake| next < wake)
        {
            self.wake = Some(next);
            effects.push(Effect::WakeAt(next));
        }
    }
}
