//! The opinion letter (主治医意見書): its form as data, answers, rules, formats, carry-over, diff and merge.

pub mod answers;
pub mod dates;
pub mod diseases;
pub mod form;
pub mod hints;
pub mod json;
pub mod request;
pub mod rules;

pub use answers::{Letter, Mark, Typed, Value};
pub use form::{Cell, Edition, Field};
pub use request::Request;
