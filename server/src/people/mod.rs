//! Persons, their numbers and applications (申請); clinics, insurers and who works there.

mod application;
mod views;

pub(crate) use application::{Application, application};
pub(crate) use views::{facility, insurer};
