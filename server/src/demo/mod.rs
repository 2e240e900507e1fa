//! The demonstration: fictional people on this machine alone, the same at every run.

mod answers;
mod certified;
mod ids;
mod organisations;
mod persons;
mod run;
mod seed;
mod story;

#[cfg(test)]
pub(crate) use ids::numbered;
#[cfg(test)]
pub(crate) use organisations::admins;
#[cfg(test)]
pub(crate) use run::hosts;
pub(crate) use run::run;
pub(crate) use seed::reset;
#[cfg(test)]
pub(crate) use seed::seed_once;
