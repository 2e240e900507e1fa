//! Two versions of a letter that grew from the same one, put together cell by cell.

use crate::{Cell, Edition, Letter, Value};

/// What a merge gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Every change of both sides. A cell in conflict holds my value until a person chooses.
    pub letter: Letter,
    /// Cells that both sides changed to different values, in form order.
    pub conflicts: Vec<Conflict>,
    /// The two editions, mine and theirs, when both sides changed it and not to the same one. The letter has mine.
    pub editions: Option<(Edition, Edition)>,
}

/// A cell that both sides changed to different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which cell.
    pub cell: Cell,
    /// What it held before both changes.
    pub base: Value,
    /// What this side made of it.
    pub mine: Value,
    /// What the other side made of it.
    pub theirs: Value,
}

/// Merges two versions by cells: a cell that one side changed has that side's value, one that both changed to
/// different values is a conflict. Choices that exclude one another are not looked at: the rules judge the result.
pub fn three_way(base: &Letter, mine: &Letter, theirs: &Letter) -> Merged {
    let mut letter = mine.clone();
    let mut conflicts = Vec::new();
    for cell in Cell::all() {
        let (was, my, their) = (base.get(cell), mine.get(cell), theirs.get(cell));
        if my == their || their == was {
            continue;
        }
        if my == was {
            // A value that one letter holds fits the same cell of another.
            let _ = letter.set(cell, their.clone());
        } else {
            conflicts.push(Conflict { cell, base: was.clone(), mine: my.clone(), theirs: their.clone() });
        }
    }
    if mine.edition == base.edition {
        letter.edition = theirs.edition;
    }
    let changed = mine.edition != base.edition && theirs.edition != base.edition;
    let editions = (changed && mine.edition != theirs.edition).then_some((mine.edition, theirs.edition));
    Merged { letter, conflicts, editions }
}
