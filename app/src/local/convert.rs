//! What the state machine knows of a draft, into and out of what lies on disk.

use letters::Cell;
use sync::Known;
use wire::drafts;

use super::records::StoredDraft;

/// Paths of cells.
pub(super) fn paths<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Vec<String> {
    cells.into_iter().map(|cell| cell.field().path()).collect()
}

impl StoredDraft {
    /// What the record says; `None` when it is no letter of this version's form.
    pub(super) fn known(&self) -> Option<Known> {
        let mut known = drafts::known(&self.view, self.epoch).ok()?;
        known.unseen = self.unseen.iter().filter_map(|path| drafts::cell(path).ok()).collect();
        Some(known)
    }

    /// Puts what is known into the record.
    pub(super) fn fill(&mut self, known: &Known) {
        self.view.put(known);
        self.epoch = known.epoch;
        self.unseen = paths(&known.unseen);
    }
}
