use std::sync::Arc;

use leptos::prelude::*;

use super::Pane;
use super::opened::Opened;

/// Ikensho受付票 of the letter, with its signature checked.
pub(super) fn receipt(pane: &Pane, open: &Arc<Opened>) -> AnyView {
    view! { <div class="letter-receipt">{crate::sent::receipt(&pane.place.local, &open.view.line.id).any()}</div> }
        .into_any()
}
