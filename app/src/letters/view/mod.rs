//! The form on the screen: sections, questions, and one view for each kind of item.

mod care;
mod check;
mod choice;
mod date;
mod drugs;
mod head;
mod item;
mod message;
mod question;
mod section;
mod text;

pub(crate) use item::item_id;
pub(crate) use message::severity;
pub(crate) use question::question_id;
pub(crate) use section::{section, section_id};
