use super::{Draft, Effect, Known, Saved, Stored};

/// How long a first unsaved edit may wait for company before it is written, in milliseconds. Encryption and disk have
/// the rest of the 300 ms after which nothing typed may be lost.
const GATHER_MS: u64 = 180;
/// How long to wait after the disk refused, in milliseconds.
const RETRY_MS: u64 = 1_500;

/// What is on its way to the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    /// What is known changed since it was written.
    pub(super) head_dirty: bool,
    /// The disk has a head, newer or older.
    pub(super) has_head: bool,
    /// Own operations to be removed, together with the head that makes them needless.
    pub(super) removing: Vec<String>,
    /// When to write at the latest; always set while something is unwritten.
    pub(super) due: Option<u64>,
    /// Write at the first moment.
    pub(super) flush: bool,
    pub(super) writing: Option<Writing>,
    /// The last batch was refused.
    pub(super) failed: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Writing {
    head: bool,
    remove: Vec<String>,
}

impl Disk {
    /// The longest wait there is now: a due time further away comes from a clock that was set back.
    pub(super) fn longest(&self) -> u64 {
        if self.failed { RETRY_MS } else { GATHER_MS }
    }
}

impl Draft {
    /// Something changed that gathers company before it is written.
    pub(super) fn write_soon(&mut self) {
        self.disk.due.get_or_insert(self.now.saturating_add(GATHER_MS));
    }

    /// What is known changed.
    pub(super) fn write_head(&mut self) {
        self.disk.head_dirty = true;
        self.disk.due.get_or_insert(self.now);
    }

    fn is_unwritten(&self) -> bool {
        let disk = &self.disk;
        disk.head_dirty || !disk.removing.is_empty() || self.own.iter().any(|own| own.stored == Stored::No)
    }

    /// When the disk is to be asked next.
    pub(super) fn write_at(&self) -> Option<u64> {
        if self.disk.writing.is_some() || !self.is_unwritten() { None } else { self.disk.due }
    }

    pub(super) fn write_if_due(&mut self, effects: &mut Vec<Effect>) {
        let due = self.write_at().is_some_and(|due| self.disk.flush || due <= self.now);
        if self.disk.writing.is_none() && !self.is_unwritten() {
            self.disk.flush = false;
        }
        if !due {
            return;
        }
        let mut put = Vec::new();
        for own in self.own.iter_mut().filter(|own| own.stored == Stored::No) {
            own.stored = Stored::Writing;
            put.push(own.operation.clone());
        }
        let disk = &mut self.disk;
        (disk.due, disk.flush) = (None, false);
        let remove = core::mem::take(&mut disk.removing);
        let head = core::mem::take(&mut disk.head_dirty);
        disk.writing = Some(Writing { head, remove: remove.clone() });
        let head: Option<Known> = head.then(|| self.server.clone());
        effects.push(Effect::Write { head, put, remove });
    }

    pub(super) fn written(&mut self, ok: bool) {
        let Some(writing) = self.disk.writing.take() else { return };
        for own in &mut self.own {
            own.stored = match own.stored {
                Stored::Writing if ok => Stored::Yes,
                Stored::Writing | Stored::Changed => Stored::No,
                stored => stored,
            };
        }
        self.disk.failed = !ok;
        if ok {
            self.disk.has_head |= writing.head;
            // The disk takes writes again: nothing waits as after a refusal.
            self.disk.due = self.disk.due.map(|due| due.min(self.now.saturating_add(GATHER_MS)));
        } else {
            self.disk.head_dirty |= writing.head;
            self.disk.removing.extend(writing.remove);
            self.disk.due = Some(self.now.saturating_add(RETRY_MS));
        }
    }

    /// Whether what was typed is safe.
    pub(super) fn safety(&self) -> Saved {
        let disk = &self.disk;
        let unwritten = !disk.has_head || self.own.iter().any(|own| own.stored != Stored::Yes);
        let leaving = !disk.removing.is_empty()
            || disk.writing.as_ref().is_some_and(|writing| !writing.remove.is_empty());
        match (unwritten, disk.failed) {
            (true, true) => Saved::Failed,
            (true, false) => Saved::Saving,
            _ if self.own.is_empty() && !leaving && self.server.version > 0 => Saved::Everywhere,
            _ => Saved::HereOnly,
        }
    }

    /// Says when that changed.
    pub(super) fn tell(&mut self, effects: &mut Vec<Effect>) {
        let saved = self.safety();
        if core::mem::replace(&mut self.saved, saved) != saved {
            effects.push(Effect::Saved(saved));
        }
    }
}
