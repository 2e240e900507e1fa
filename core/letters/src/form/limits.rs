/// How much a writing space holds, in full-width characters (a half-width one counts as half).
///
/// `soft` is what fits in print and in the files of existing software; `hard` is what the widest known receiver
/// stores. No limit is known for 電送, so both are our reading of the known spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Above this the text may be cut in print or sending: a warning.
    pub soft: u16,
    /// Above this the text is refused.
    pub hard: u16,
}

impl Limit {
    pub(super) const fn of(soft: u16, hard: u16) -> Option<Limit> {
        Some(Limit { soft, hard })
    }
}

/// Rows of the drug table.
pub const DRUG_ROWS: usize = 8;
/// Half-width columns of a line of 1(3).
pub const COURSE_COLUMNS: usize = 102;
/// Lines of 1(3), drugs included.
pub const COURSE_LINES: usize = 11;
/// Half-width columns of a line of 5.
pub const REMARKS_COLUMNS: usize = 94;
/// Lines of 5.
pub const REMARKS_LINES: usize = 9;
