//! The demonstration: fictional people on this machine alone, the same at every run.

mod answers;
mod ids;
mod organisations;
mod persons;
mod run;
mod seed;
mod story;

pub(crate) use organisations::HOSTS;
pub(crate) use run::{DATABASE, run};
pub(crate) use seed::{reset, seed_once};
