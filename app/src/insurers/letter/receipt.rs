use std::sync::Arc;

use super::Pane;
use super::opened::Opened;
use crate::el::{El, el};

/// Ikensho受付票 of the letter, with its signature checked.
pub(super) fn receipt(pane: &Pane, open: &Arc<Opened>) -> El {
    el("div").class("letter-receipt").child(crate::sent::receipt(&pane.place.local, &open.view.line.id))
}
