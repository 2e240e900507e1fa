//! Sets of choices and cells, for conditions such as 寝たきり度 ∈ {C1, C2}.

use super::search::same;
use crate::form::{CELLS_CONST, Cell, CellKind, cell, item_index};

/// Some choices of one item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choices {
    pub(crate) cell: Cell,
    mask: u16,
}

impl Choices {
    /// Whether the choice at this position is among them.
    pub(crate) const fn has(self, choice: u8) -> bool {
        self.mask >> choice & 1 != 0
    }
}

/// Some choices of one item, for constants: an unknown key or label does not compile.
pub(crate) const fn choices(key: &str, labels: &[&str]) -> Choices {
    choices_of(cell(key), labels)
}

/// Some choices of one cell, for constants: an unknown label does not compile.
#[expect(clippy::panic, clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) const fn choices_of(cell: Cell, labels: &[&str]) -> Choices {
    let CellKind::Choice(all) = CELLS_CONST[cell.index()].1 else { panic!("no choice") };
    let (mut mask, mut i) = (0, 0);
    while i < labels.len() {
        let mut c = 0;
        while !same(all[c].label, labels[i]) {
            c += 1;
        }
        mask |= 1 << c;
        i += 1;
    }
    Choices { cell, mask }
}

/// Every cell of one item: the options of a multiple choice, the drug table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    first: u16,
    count: u16,
}

impl Span {
    /// The cells in form order.
    pub(crate) fn cells(self) -> impl Iterator<Item = Cell> {
        (self.first..self.first + self.count).filter_map(|i| Cell::at(usize::from(i)))
    }
}

/// Every cell of one item, for constants: an unknown key does not compile.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) const fn span(key: &str) -> Span {
    let item = item_index(key);
    let (mut first, mut count, mut i) = (0, 0, 0);
    while i < CELLS_CONST.len() {
        if CELLS_CONST[i].0.item == item {
            if count == 0 {
                first = i as u16;
            }
            count += 1;
        }
        i += 1;
    }
    Span { first, count }
}

/// How many cells hold text.
pub(crate) const TEXT_COUNT: usize = texts_into(&mut []);

/// Every cell that holds text, in form order.
pub(crate) const fn texts() -> [Cell; TEXT_COUNT] {
    let mut cells = [cell("remarks"); TEXT_COUNT];
    texts_into(&mut cells);
    cells
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn texts_into(cells: &mut [Cell]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < CELLS_CONST.len() {
        if matches!(CELLS_CONST[i].1, CellKind::Text) {
            if count < cells.len() {
                cells[count] = Cell::number(i);
            }
            count += 1;
        }
        i += 1;
    }
    count
}
