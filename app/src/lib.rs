//! The screens of Ikensho, shared by the two browser modules `clinic` and `desk`.

pub mod boot;
pub mod el;
pub mod insurers;
pub mod later;
pub mod letters;
pub mod local;
mod print;
pub mod requests;
pub mod route;
pub mod sent;
pub mod ui;
