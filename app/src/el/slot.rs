//! Places in which elements come and go.

use leptos::prelude::*;
use web_sys::Node;

use super::build::{Built, Live};
use super::same::same;
use super::{El, Row};

/// What stands in a slot, the plans it was made from, and the owner of what was made for it.
struct Standing {
    plans: Vec<El>,
    built: Vec<Built>,
    _owner: Owner,
}

/// Elements that are made anew when they would be others.
pub(super) fn slot(children: Box<dyn Fn() -> Vec<El>>, marker: Node) -> Live {
    let outer = Owner::current().unwrap_or_default();
    let mut next = outer.child();
    let mut standing: Option<Standing> = None;
    Box::new(move || {
        let mut plans = next.with(&children);
        if let Some(before) = &standing {
            if same(&before.plans, &plans) {
                // Nothing of what never changes was made to last.
                next.cleanup();
                return;
            }
            for gone in &before.built {
                gone.node.remove();
            }
        }
        standing = None;
        let owner = core::mem::replace(&mut next, outer.child());
        let built: Vec<Built> = owner.with(|| untrack(|| plans.iter_mut().map(El::build).collect()));
        if let Some(parent) = marker.parent_node() {
            for new in &built {
                // Both stand in the same element.
                let _ = parent.insert_before(&new.node, Some(&marker));
            }
        }
        standing = Some(Standing { plans, built, _owner: owner });
    })
}

/// An element of a keyed list, with the owner of what it made.
struct Kept {
    key: String,
    built: Built,
    _owner: Owner,
}

/// Elements of which those stay whose key stays.
pub(super) fn rows(rows: Box<dyn Fn() -> Vec<Row>>, marker: Node) -> Live {
    let outer = Owner::current().unwrap_or_default();
    let mut standing = Vec::new();
    Box::new(move || standing = arrange(core::mem::take(&mut standing), rows(), &outer, &marker))
}

/// Keeps the rows whose key stays, makes the new ones, and brings all into order.
fn arrange(mut before: Vec<Kept>, rows: Vec<Row>, outer: &Owner, marker: &Node) -> Vec<Kept> {
    let mut now = Vec::with_capacity(rows.len());
    for (key, make) in rows {
        let kept = before.iter().position(|row| row.key == key).map(|n| before.remove(n));
        now.push(kept.unwrap_or_else(|| {
            let owner = outer.child();
            let built = owner.with(|| untrack(|| make().build()));
            Kept { key, built, _owner: owner }
        }));
    }
    for gone in &before {
        gone.built.node.remove();
    }
    let Some(parent) = marker.parent_node() else { return now };
    let mut next: Node = marker.clone();
    for row in now.iter().rev() {
        if row.built.node.next_sibling().as_ref() != Some(&next) {
            // Both stand in the same element.
            let _ = parent.insert_before(&row.built.node, Some(&next));
        }
        next = row.built.node.clone().into();
    }
    now
}
