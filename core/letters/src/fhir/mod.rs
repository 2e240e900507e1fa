//! FHIR R4: the form as `Questionnaire`, a letter as `QuestionnaireResponse`. **Our own profile**: there is no national one
//! for this letter, and an address below `ikensho.example` is nobody else's.
//!
//! Both are generated from the description of the form. A `linkId` is the path of a field (`key`, `key.part`); an option is
//! an answer of its item, its code the printed label. Sections and questions are groups (`illness`, `illness.3`), and so are
//! items of several parts (`weakness.parts`) and each row of drugs (`drugs`).
//!
//! Kept as typed, where FHIR has no value for it: numbers are strings, with the unit in the item's text; 不詳 and a date that
//! does not exist are a `valueDate` without a value and an extension that says what stands there; a service that is underlined
//! has the extension `mark`.
//!
//! A hidden item keeps its answer, as on paper: `enableWhen` says what the form asks, not what a letter may hold.

mod code;
mod error;
mod link;
mod questionnaire;
mod read;
mod response;

pub use error::ReadError;
pub use questionnaire::questionnaire;
pub use read::{from_value, read};
pub use response::{Written, write};

/// The media type of FHIR JSON.
pub const MEDIA_TYPE: &str = "application/fhir+json";

/// Whether JSON says that it is a FHIR resource.
pub fn is_resource(json: &serde_json::Value) -> bool {
    json.get("resourceType").is_some()
}
