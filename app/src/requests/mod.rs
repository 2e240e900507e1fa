//! 依頼一覧 and the entry of requests that came on paper.

mod group;
mod list;
mod paper;
pub(crate) mod paper_check;
mod paper_form;
mod row;
pub(crate) mod words;

pub use list::requests;
pub use paper::paper_request;
