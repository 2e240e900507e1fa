//! Boxes and what stands behind them.

use ja::width::columns;
use letters::Edition;
use letters::form::{Kind, item};

use super::WORDS;
use super::ink::{Line, Page};
use super::sheet::{Spot, spots};

/// From a box to its label.
const GAP: f32 = 0.4;
/// No label is smaller, however near its neighbour.
const SMALLEST: f32 = 2.4;
/// Where the frame ends.
const RIGHT: f32 = 199.0;
/// An opening bracket before a writing space takes this much of what is left of the space.
const BRACKET: f32 = 1.7;

/// Prints every box with its label.
pub(super) fn put(edition: Edition, pages: &mut [Page; 2]) {
    for spot in spots(edition).iter().filter(|spot| spot.is_box) {
        let Some(page) = spot.page.checked_sub(1).and_then(|n| pages.get_mut(n)) else { continue };
        page.frame(spot.x, spot.y, spot.w, spot.h, Line::Box);
        let (x, size) = place(spot, edition);
        page.text(x, spot.middle(), size, text(spot));
    }
}

/// Where a box's label begins, and its size: smaller where the next box is near.
pub(super) fn place(spot: &Spot, edition: Edition) -> (f32, f32) {
    let x = spot.right() + GAP;
    let follows = |other: &&Spot| {
        other.page == spot.page && other.x > spot.x && (other.middle() - spot.middle()).abs() < 2.0
    };
    let start = |other: &Spot| if other.is_box { other.x - 0.3 } else { other.x - BRACKET };
    let end = spots(edition).iter().filter(follows).map(start).fold(RIGHT, f32::min);
    let columns = columns(&text(spot)) as f32;
    (x, WORDS.min(2.0 * (end - x) / columns).max(SMALLEST))
}

/// The printed words behind a box.
pub(super) fn text(spot: &Spot) -> String {
    let Some(item) = item(spot.key) else { return spot.label.to_owned() };
    match item.kind {
        Kind::Check => item.label.to_owned(),
        _ => {
            let choice = item.choices().iter().find(|choice| choice.label == spot.label);
            match choice.map_or("", |choice| choice.note) {
                "" => spot.label.to_owned(),
                note => [spot.label, "（", note, "）"].concat(),
            }
        }
    }
}
