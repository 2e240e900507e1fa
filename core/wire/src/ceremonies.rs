//! WebAuthn ceremonies: the server gives options, the browser asks the authenticator, the answer is checked once.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A ceremony that has begun. It can be finished once, within five minutes, from the same terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct CeremonyBegun {
    /// Its id.
    pub id: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`, as
    /// `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` take them.
    pub options: Value,
    /// Until when.
    pub expires_at: String,
}

crate::fields!(CeremonyBegun { id, options, expires_at });

/// The authenticator's answer. Extension results must not hold the PRF's output: it never leaves the terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CeremonyPost {
    /// The ceremony.
    pub id: String,
    /// `credential.toJSON()`.
    pub credential: Value,
}

crate::fields!(CeremonyPost { id, credential });
