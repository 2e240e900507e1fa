//! The opinion items of 認定ソフト 2009 SP3 (09B), for the insurer: one letter a row, one column for each item.
//!
//! What is known are the items, their numbers and their codes: 意見項目 1 to 113 (columns `E1`…), 記入項目 1 to 23 (`T1`…),
//! and the names of the columns of the head. How a file of them is laid out is not known, so this one is ours: a first line
//! that names the columns, `yyyyMMdd`, text as typed inside quotation marks. An importing system matches columns by name.
//!
//! Not in the list that was seen, and so ours too: the codes in the head (作成回数区分, 在宅施設区分 and 安定性 in the form's
//! order from 1, 同意フラグ 1 and 2, flags of 他科 0 and 1). What the insurer's own system fills in stays empty.
//!
//! The person's and the clinic's names and addresses have no item; 老人保健施設, 介護医療院 and 特記すべき項目なし of 4(5)
//! have none either and stand as text in `T16`. Every file is read again, and each difference is a loss in the report.

mod decode;
mod encode;
mod layout;
mod read;
mod write;

pub use read::{ReadError, read};
pub use write::write;
