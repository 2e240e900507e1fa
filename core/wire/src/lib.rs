//! What crosses the network between app, server and programs: requests, responses, error codes, paths.
//!
//! Times are RFC 3339 UTC, dates are civil dates in Asia/Tokyo (`YYYY-MM-DD`), ids are UUIDv7 text made by the client.
//! A write with an unknown field is refused; a read may gain fields.

pub mod audit;
pub mod base64url;
pub mod ceremonies;
pub mod drafts;
pub mod events;
pub mod headers;
pub mod letters;
pub mod page;
pub mod passkeys;
pub mod paths;
pub mod people;
pub mod phrases;
pub mod prints;
pub mod problem;
pub mod programs;
pub mod record;
pub mod recoveries;
pub mod recovery_keys;
pub mod requests;
pub mod sessions;
pub mod terminals;
pub mod tokens;
pub mod users;

pub use problem::Problem;
