//! The screens of Ikensho, shared by the two browser modules `clinic` and `desk`.

mod access;
pub mod account;
pub mod boot;
pub mod connection;
pub mod el;
pub mod entrance;
pub mod files;
pub mod insurers;
pub mod later;
pub mod letters;
pub mod local;
pub mod outdated;
mod print;
pub mod requests;
pub mod route;
pub mod sent;
pub mod settings;
pub mod setup;
pub mod ui;
