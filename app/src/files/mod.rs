//! Letters that other software wrote: read here, on this device, and compared with what the insurers asked for.
//!
//! A piece of the clinic's module, with the readers of every format in it: fetched with the first file.

mod begun;
mod check;
mod choose;
mod details;
mod dialog;
pub mod dropped;
mod import;
mod judge;
mod place;
mod read;
mod rows;
mod screen;

pub use check::check;
pub use import::import;
