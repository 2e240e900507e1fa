//! Who sits at the terminal: signing in, being asked again, signing out.

mod again;
mod approve;
mod door;
mod out;
mod passkeys;
mod prove;

pub use door::{Door, Entered, Next};
