//! What a draft keeps beside the letter: words that came too late for it, and editions chosen on other devices.

use std::sync::Arc;

use leptos::prelude::*;
use letters::{Cell, Edition, Value};
use sync::{Action, DraftEvent};

use super::Writer;
use crate::local::{Source, js};

impl Writer {
    /// What was typed on this device and is not in the letter that was sent from the draft: the last value of each
    /// cell, in form order. Empty while the draft is open.
    pub fn left_out(&self) -> Vec<(Cell, Value)> {
        let draft = self.0.draft.borrow();
        let mut values: Vec<(Cell, Value)> = Vec::new();
        for operation in draft.left_out() {
            if let Action::Set { cell, after, .. } | Action::Resolve { cell, after, .. } = &operation.action {
                values.retain(|(other, _)| other != cell);
                values.push((*cell, after.clone()));
            }
        }
        crate::ui::by(&mut values, |a, b| a.0.index().cmp(&b.0.index()));
        values
    }

    /// The person has dealt with what was left out: it is kept no longer.
    pub fn let_go(&self) {
        self.0.run(DraftEvent::LetGo { now: js::steady_ms() });
        self.0.note();
        self.0.tell(&[], Source::Remote);
    }

    /// Editions of the form that somebody chose without knowing of the one that stands.
    pub fn editions(&self) -> Signal<Arc<Vec<Edition>>> {
        self.0.editions.clone().into()
    }
}
