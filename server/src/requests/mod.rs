//! Requests (主治医意見書作成依頼): posted by the insurer, or typed in at the clinic from paper.

mod csv;
mod get;
mod list;
mod paper;
mod previous;
mod read;
mod sent_on_paper;
mod take;
mod view;
mod withdraw;

pub(crate) use csv::{CsvError, rows};
pub(crate) use get::get;
pub(crate) use list::list;
pub(crate) use paper::paper;
pub(crate) use previous::previous;
pub(crate) use read::RequestFault;
pub(crate) use sent_on_paper::{SentOnPaperError, sent_on_paper};
pub(crate) use take::{TakeError, take};
pub(crate) use withdraw::withdraw;
