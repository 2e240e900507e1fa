//! Phrases (定型文).

use serde::{Deserialize, Serialize};

/// Who sees a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Its author alone.
    Personal,
    /// Everyone at the clinic.
    Clinic,
}

crate::words!(Scope { Personal = "personal", Clinic = "clinic" });

/// One phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// UUIDv7.
    pub id: String,
    /// Who sees it.
    pub scope: Scope,
    /// The item it is offered for; empty for any text.
    pub key: String,
    /// The text that is inserted.
    pub text: String,
}

crate::fields!(Phrase { id, scope, key, text });
