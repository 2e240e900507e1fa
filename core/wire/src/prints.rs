//! Letters that left a device on paper or as a PDF: for the audit log.

use serde::{Deserialize, Serialize};

/// How a letter left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrintWay {
    /// As a PDF file.
    Saved,
    /// On paper, without a file.
    Printed,
}

crate::words!(PrintWay { Saved = "saved", Printed = "printed" });

/// What a device printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PrintPost {
    /// How.
    pub way: PrintWay,
    /// Finished letters, by id.
    #[serde(default)]
    pub letters: Vec<String>,
    /// Drafts of the caller's clinic, by id; the server need not have them yet.
    #[serde(default)]
    pub drafts: Vec<String>,
}

crate::fields!(PrintPost { way, letters, drafts });
