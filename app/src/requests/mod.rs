//! 依頼一覧 and the entry of requests that came on paper.

mod group;
mod list;
mod paper;
mod paper_check;
mod row;
mod words;

pub use list::requests;
pub use paper::paper_request;
