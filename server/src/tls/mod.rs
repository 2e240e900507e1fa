//! The certified listener: who may come in, and as which terminal.

mod config;
mod door;
mod verifier;

pub(crate) use door::{Door, Source};
