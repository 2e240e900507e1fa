//! 保険者デスク: letters in, requests out.

mod compare;
mod download;
mod five_items;
mod intake;
mod letter;
mod modal;
mod operation;
mod queue;
mod requests;
mod route;
mod shell;
mod store;
mod told;

pub use shell::desk;
