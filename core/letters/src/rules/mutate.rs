//! The macros every condition of a rule is written with.
//!
//! In a normal build they are `&&`, `||` and the condition itself. Under `--cfg mutate` each operand is a [`Site`] that
//! can be negated at run time, so that `cargo xtask mutate` can show that the letters of the test corpus notice it.

#[cfg(not(mutate))]
mod plain {
    /// Whether every operand holds.
    macro_rules! all {
        ($($operand:expr),+ $(,)?) => { $($operand)&&+ };
    }
    /// Whether some operand holds.
    macro_rules! any {
        ($($operand:expr),+ $(,)?) => { ($($operand)||+) };
    }
    /// A condition of one operand.
    macro_rules! cond {
        ($operand:expr) => {
            $operand
        };
    }
    /// A condition of one row of a table, told apart by the cell or choice it asks.
    macro_rules! row {
        ($cell:expr, $choice:expr, $value:expr) => {
            $value
        };
    }
    pub(crate) use {all, any, cond, row};
}

#[cfg(mutate)]
mod seam {
    macro_rules! site {
        ($operand:expr) => {{
            static SITE: $crate::rules::mutate::Site =
                $crate::rules::mutate::Site::new(file!(), line!(), column!(), stringify!($operand));
            SITE.seen($operand)
        }};
    }
    macro_rules! all {
        ($($operand:expr),+ $(,)?) => { $($crate::rules::mutate::site!($operand))&&+ };
    }
    macro_rules! any {
        ($($operand:expr),+ $(,)?) => { ($($crate::rules::mutate::site!($operand))||+) };
    }
    macro_rules! cond {
        ($operand:expr) => {
            $crate::rules::mutate::site!($operand)
        };
    }
    macro_rules! row {
        ($cell:expr, $choice:expr, $value:expr) => {
            $crate::rules::mutate::row_seen(core::panic::Location::caller(), $cell, $choice, $value)
        };
    }
    pub(crate) use {all, any, cond, row, site};
}

#[cfg(not(mutate))]
pub(crate) use plain::{all, any, cond, row};
#[cfg(mutate)]
pub(crate) use seam::{all, any, cond, row, site};

#[cfg(mutate)]
mod registry {
    use core::panic::Location;
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::collections::BTreeMap;
    use std::sync::{Mutex, PoisonError};

    use crate::form::Cell;

    type Row = (&'static str, u32, u32, String);

    static ROWS: Mutex<BTreeMap<Row, &'static Site>> = Mutex::new(BTreeMap::new());

    static SITES: Mutex<Vec<&'static Site>> = Mutex::new(Vec::new());
    static NEGATED: AtomicUsize = AtomicUsize::new(0);

    /// One operand of one condition, registered when it is first evaluated.
    #[derive(Debug)]
    pub struct Site {
        /// The file it stands in.
        pub file: &'static str,
        /// The line of the macro around it.
        pub line: u32,
        /// The column of the macro around it.
        pub column: u32,
        /// Its text.
        pub operand: &'static str,
        number: AtomicUsize,
    }

    impl Site {
        pub(crate) const fn new(file: &'static str, line: u32, column: u32, operand: &'static str) -> Site {
            Site { file, line, column, operand, number: AtomicUsize::new(0) }
        }

        pub(crate) fn seen(&'static self, value: bool) -> bool {
            let mut number = self.number.load(Relaxed);
            if number == 0 {
                let mut sites = SITES.lock().unwrap_or_else(PoisonError::into_inner);
                number = self.number.load(Relaxed);
                if number == 0 {
                    sites.push(self);
                    number = sites.len();
                    self.number.store(number, Relaxed);
                }
            }
            value != (number == NEGATED.load(Relaxed))
        }
    }

    /// A row of a table, told apart by its cell and choice.
    pub(crate) fn row_seen(at: &'static Location<'static>, cell: Cell, choice: u8, value: bool) -> bool {
        found(at, format!("{} {choice}", cell.field().path())).seen(value)
    }

    /// Whether a word is still among those searched for here.
    pub(crate) fn word_seen(at: &'static Location<'static>, word: &str) -> bool {
        found(at, format!("「{word}」")).seen(true)
    }

    fn found(at: &'static Location<'static>, operand: String) -> &'static Site {
        let mut rows = ROWS.lock().unwrap_or_else(PoisonError::into_inner);
        let row = (at.file(), at.line(), at.column(), operand);
        if let Some(site) = rows.get(&row) {
            return site;
        }
        let site = Site::new(row.0, row.1, row.2, row.3.clone().leak());
        rows.entry(row).or_insert(Box::leak(Box::new(site)))
    }

    /// Every operand evaluated so far, in the order of first evaluation.
    pub fn sites() -> Vec<&'static Site> {
        SITES.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Negates the operand with this position in [`sites`], or none, until called again.
    pub fn negate(position: Option<usize>) {
        NEGATED.store(position.map_or(0, |position| position + 1), Relaxed);
    }
}
#[cfg(mutate)]
pub use registry::{Site, negate, sites};
#[cfg(mutate)]
pub(crate) use registry::{row_seen, word_seen};
