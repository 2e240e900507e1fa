//! The columns in order, with their codes.

mod head;
mod items;
mod texts;

use crate::form::Cell;

/// A column: its name in the first line, and what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) wire: Wire,
}

/// What a column holds and how.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wire {
    /// Filled in by the insurer's system; empty here.
    Insurers,
    /// `09B`.
    Version,
    /// Text as typed.
    Text(Cell),
    /// 治療内容: 経過 followed by the drugs.
    Course(Cell),
    /// yyyyMMdd.
    Date(Cell),
    /// 和暦 as text.
    Onset(Cell),
    /// 0 or 1.
    Flag(Cell),
    /// The position in this list from 1, or the code for 記載なし.
    Code(Cell, &'static [u8], &'static str),
    /// 1 無, 2 有.
    Check(Cell),
    /// 1 無, 2 有: whether the service is checked.
    Marked(Cell),
    /// 1 無, 2 有: whether the service is underlined (必要性).
    Needed(Cell),
    /// その他の医療系サービス, followed by the services the list has no item for.
    Services(Cell),
    /// 1 特になし, 2 あり, 9 記載なし. The check, and the choice of H21.
    Care(Cell, Cell),
    /// その他の留意事項: text alone. The check and the text.
    CareOther(Cell, Cell),
}

/// What IF識別コード says.
pub(super) const VERSION: &str = "09B";

/// Every column in order.
pub(super) fn columns() -> impl Iterator<Item = &'static Column> {
    head::COLUMNS.iter().chain(&items::COLUMNS).chain(&texts::COLUMNS)
}

const fn column(name: &'static str, wire: Wire) -> Column {
    Column { name, wire }
}
