//! Widths on paper in half-width columns, and line breaking by them.
//!
//! The form is set in a fixed-pitch face: a full-width character takes two columns, a half-width one takes one.
//! The rules that count lines and the paper that prints them use the same breaking.

mod columns;
mod kinsoku;
mod wrap;

pub(crate) use columns::is_selector;
pub use columns::{char_columns, columns};
pub use wrap::{Line, line_count, lines, wrap};
