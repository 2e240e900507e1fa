//! The opinion letter (主治医意見書): its form as data, answers, rules, formats, carry-over, diff and merge.

pub mod answers;
pub mod carry;
pub mod course;
pub mod dates;
pub mod diff;
pub mod diseases;
pub mod evidence;
pub mod fhir;
#[cfg(feature = "csv")]
pub mod file;
pub mod form;
pub mod hash;
pub mod hints;
pub mod json;
pub mod merge;
#[cfg(feature = "csv")]
pub mod nintei;
#[cfg(feature = "csv")]
pub mod orca;
#[cfg(feature = "csv")]
pub mod orca13;
pub mod order;
pub mod request;
pub mod rules;
pub mod show;

pub use answers::{Letter, Mark, Typed, Value};
pub use diff::{Change, diff};
pub use form::{Cell, Edition, Field};
pub use request::Request;
