//! Passkeys: what a person proves oneself with.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A passkey as its owner and the administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct PasskeyView {
    /// Its id here.
    pub id: String,
    /// The id the authenticator knows it by, base64url without padding.
    pub credential_id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub made_at: String,
    /// When it was last used; absent before the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<String>,
    /// Whether the authenticator keeps copies of it elsewhere (a synced passkey).
    pub synced: bool,
    /// Whether a copy was seen (its counter went back): it opens nothing any more and should be removed.
    pub blocked: bool,
}

crate::fields!(PasskeyView { id, credential_id, name, made_at, used_at, synced, blocked });

/// A new passkey: the authenticator's answer and a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyPost {
    /// The ceremony.
    pub id: String,
    /// `credential.toJSON()`.
    pub credential: Value,
    /// What its owner calls it, 40 characters at most.
    pub name: String,
}

crate::fields!(PasskeyPost { id, credential, name });

/// Another name for a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyPatch {
    /// What its owner calls it, 40 characters at most.
    pub name: String,
}

crate::fields!(PasskeyPatch { name });

/// Uses an invitation code: from the administrator for the first sign-in, or from a recovery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationUse {
    /// The code as it was told; case, spaces and hyphens do not matter.
    pub code: String,
}

crate::fields!(InvitationUse { code });

/// Whose invitation it is, and the ceremony that makes the passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct InvitationBegun {
    /// The ceremony's id.
    pub id: String,
    /// `PublicKeyCredentialCreationOptionsJSON`.
    pub options: Value,
    /// Until when.
    pub expires_at: String,
    /// 氏名 of the invited person.
    pub name: String,
    /// The place the person works at.
    pub place_name: String,
    /// Whether the person's earlier passkeys will be gone (a recovery).
    pub replaces: bool,
}

crate::fields!(InvitationBegun { id, options, expires_at, name, place_name, replaces });
