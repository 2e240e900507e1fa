//! `application/problem+json` with a stable, dotted code.

use serde::{Deserialize, Serialize};

/// Why something was not done, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable code, e.g. `letter.duplicate`. Every code is in docs/ERRORS.md.
    pub code: String,
    /// What happened, in plain Japanese.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// More about this case; never patient data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The field it is about: `key` or `key.part`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the reader can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The sent letter a duplicate collided with, for its owner only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_id: Option<String>,
    /// The draft that stands in the way, for its facility only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_id: Option<String>,
}

crate::fields!(Problem { code, title, status, detail, field, action, letter_id, draft_id });

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";
