//! Cells: the smallest parts of an answer, each with a place of its own in a letter.
//!
//! A cell is what an edit changes, what a merge decides and what a diff names. Cell numbers are only for this build of
//! the form; files and patches name cells by their [`Field`] path.

use super::item::{Choice, Kind, c};
use super::{DRUG_ROWS, Field, ITEMS_CONST, Part};

/// The number of a cell in [`CELLS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(pub(super) u16);

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text as typed.
    Text,
    /// A decimal number as typed.
    Number,
    /// Checked or not.
    Flag,
    /// One of these.
    Choice(&'static [Choice]),
    /// Off, checked, underlined.
    Mark,
    /// A civil date.
    Date,
    /// A partial date or 不詳.
    Onset,
}

/// 程度.
const DEGREES: &[Choice] = &[c("軽"), c("中"), c("重")];
/// 特になし／あり of H21.
const NONE_SOME: &[Choice] = &[c("特になし"), c("あり")];
/// Columns of the drug table in order.
pub const DRUG_COLUMNS: [&str; 4] = ["name", "dosage", "unit", "usage"];

const fn count(kind: Kind) -> usize {
    match kind {
        Kind::Many(choices) | Kind::Marks(choices) => choices.len(),
        Kind::CheckSite | Kind::CheckDegree => 2,
        Kind::CheckSiteDegree | Kind::Care => 3,
        Kind::Drugs => DRUG_ROWS * DRUG_COLUMNS.len(),
        _ => 1,
    }
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
const COUNT: usize = {
    let (mut n, mut i) = (0, 0);
    while i < ITEMS_CONST.len() {
        n += count(ITEMS_CONST[i].kind);
        i += 1;
    }
    n
};

/// The `n`th cell of an item of this kind.
const fn nth(kind: Kind, n: usize) -> (Part, CellKind) {
    let part = match (kind, n) {
        (Kind::Many(_) | Kind::Marks(_), _) => Part::Option(n as u8),
        (Kind::Drugs, _) => Part::Drug((n / DRUG_COLUMNS.len()) as u8, (n % DRUG_COLUMNS.len()) as u8),
        (_, 0) => Part::Whole,
        (Kind::CheckSite | Kind::CheckSiteDegree, 1) => Part::Site,
        (Kind::Care, 1) => Part::Text,
        (Kind::Care, _) => Part::Choice,
        _ => Part::Degree,
    };
    let holds = match (kind, part) {
        (Kind::Number(_), _) => CellKind::Number,
        (Kind::Date, _) => CellKind::Date,
        (Kind::Onset, _) => CellKind::Onset,
        (Kind::One(choices), _) => CellKind::Choice(choices),
        (Kind::Marks(_), _) => CellKind::Mark,
        (_, Part::Degree) => CellKind::Choice(DEGREES),
        (_, Part::Choice) => CellKind::Choice(NONE_SOME),
        (Kind::Text | Kind::LongText | Kind::Drugs, _) | (_, Part::Site | Part::Text) => CellKind::Text,
        _ => CellKind::Flag,
    };
    (part, holds)
}

const NO_CELL: (Field, CellKind) = (Field { item: 0, part: Part::Whole }, CellKind::Text);

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
pub(crate) const CELLS_CONST: [(Field, CellKind); COUNT] = {
    let mut cells = [NO_CELL; COUNT];
    let (mut n, mut i) = (0, 0);
    while i < ITEMS_CONST.len() {
        let mut k = 0;
        while k < count(ITEMS_CONST[i].kind) {
            let (part, holds) = nth(ITEMS_CONST[i].kind, k);
            cells[n] = (Field { item: i as u16, part }, holds);
            n += 1;
            k += 1;
        }
        i += 1;
    }
    cells
};

/// Every cell in form order, with its address and what it holds.
pub static CELLS: [(Field, CellKind); COUNT] = CELLS_CONST;

/// First cell of each item.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
static FIRST: [u16; ITEMS_CONST.len()] = {
    let mut first = [0; ITEMS_CONST.len()];
    let (mut n, mut i) = (0, 0);
    while i < ITEMS_CONST.len() {
        first[i] = n as u16;
        n += count(ITEMS_CONST[i].kind);
        i += 1;
    }
    first
};

impl Cell {
    /// Every cell in form order.
    pub fn all() -> impl DoubleEndedIterator<Item = Cell> {
        (0..COUNT as u16).map(Cell)
    }

    /// The cell's number, below [`CELLS`]`.len()`.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The cell with this number, for constants; it has to be below [`CELLS`]`.len()`.
    pub(crate) const fn number(index: usize) -> Cell {
        assert!(index < COUNT);
        Cell(index as u16)
    }

    /// The cell with this number.
    pub fn at(index: usize) -> Option<Cell> {
        (index < COUNT).then_some(Cell(index as u16))
    }

    /// The cell's address.
    pub fn field(self) -> Field {
        CELLS.get(self.index()).map_or(NO_CELL.0, |(field, _)| *field)
    }

    /// What the cell holds.
    pub fn kind(self) -> CellKind {
        CELLS.get(self.index()).map_or(NO_CELL.1, |(_, kind)| *kind)
    }

    /// The cell at this address; none for the whole of an item that has only parts (`tx`, `drugs`).
    pub fn of(field: Field) -> Option<Cell> {
        let first = usize::from(*FIRST.get(usize::from(field.item))?);
        let mine = CELLS.get(first..)?.iter().take_while(|(f, _)| f.item == field.item);
        let offset = mine.into_iter().position(|(f, _)| f.part == field.part)?;
        Cell::at(first + offset)
    }
}

#[expect(clippy::indexing_slicing, reason = "guarded by the length comparison; used at compile time")]
const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

const UNKNOWN: &str = "the form has no such item, part or choice";

/// The position of an item in [`ITEMS`](super::ITEMS), for constants: an unknown key does not compile.
#[expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "evaluated at compile time: a wrong name does not compile"
)]
pub const fn item_index(key: &str) -> u16 {
    let mut i = 0;
    while i < ITEMS_CONST.len() {
        if same(ITEMS_CONST[i].key, key) {
            return i as u16;
        }
        i += 1;
    }
    panic!("{}", UNKNOWN)
}

#[expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "evaluated at compile time: a wrong name does not compile"
)]
const fn find(key: &str, part: Part) -> Cell {
    let item = item_index(key);
    let mut n = 0;
    while n < COUNT {
        if CELLS_CONST[n].0.item == item && CELLS_CONST[n].0.part.is(part) {
            return Cell(n as u16);
        }
        n += 1;
    }
    panic!("{}", UNKNOWN)
}

/// The cell that holds the whole answer of an item, for constants: an unknown key does not compile.
pub const fn cell(key: &str) -> Cell {
    find(key, Part::Whole)
}

/// A part of an item, for constants.
pub const fn part(key: &str, part: Part) -> Cell {
    find(key, part)
}

/// The cell of one option of a multiple choice, for constants: an unknown label does not compile.
pub const fn option(key: &str, label: &str) -> Cell {
    find(key, Part::Option(choice(key, label)))
}

/// The position of a choice among its item's choices, for constants: an unknown label does not compile.
#[expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "evaluated at compile time: a wrong name does not compile"
)]
pub const fn choice(key: &str, label: &str) -> u8 {
    let choices = ITEMS_CONST[item_index(key) as usize].choices();
    let mut i = 0;
    while i < choices.len() {
        if same(choices[i].label, label) {
            return i as u8;
        }
        i += 1;
    }
    panic!("{}", UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_found_again_by_its_path() {
        for cell in Cell::all() {
            let path = cell.field().path();
            assert_eq!(Field::parse(&path).ok().and_then(Cell::of), Some(cell), "{path}");
        }
    }

    #[test]
    fn parts_of_a_check_follow_the_paper() {
        let parts: Vec<_> =
            ["weakness", "weakness.site", "weakness.degree"].map(|p| Field::parse(p).unwrap()).into();
        assert!(parts.windows(2).all(|w| Cell::of(w[0]).unwrap() < Cell::of(w[1]).unwrap()));
        assert_eq!(part("weakness", Part::Site).kind(), CellKind::Text);
        assert_eq!(cell("adl_level").field().path(), "adl_level");
        assert_eq!(option("tx", "経管栄養").field().path(), "tx.経管栄養");
        assert_eq!(choice("dementia_level", "Ⅳ"), 6);
    }
}
