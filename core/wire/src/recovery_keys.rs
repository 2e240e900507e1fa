//! A facility's recovery key: the public half, for which the vaults of its people are wrapped. The private half is printed
//! and known to nobody's computer.

use serde::{Deserialize, Serialize};

use crate::people::MeView;

/// The recovery key of a facility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct RecoveryKeyView {
    /// The public half: a point of P-256, `0x04 ‖ x ‖ y`, base64url without padding.
    pub public: String,
    /// When it was made.
    pub made_at: String,
    /// 氏名 of the administrator who made it.
    pub by: String,
}

crate::fields!(RecoveryKeyView { public, made_at, by });

/// A new recovery key, in place of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryKeyPut {
    /// The public half: a point of P-256, `0x04 ‖ x ‖ y`, base64url without padding.
    pub public: String,
}

crate::fields!(RecoveryKeyPut { public });

/// Which recovery key the facility has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct RecoveryKeyState {
    /// The key; absent when none was made yet, and away from facilities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_key: Option<RecoveryKeyView>,
}

crate::fields!(RecoveryKeyState { recovery_key });

/// Answer to a sign-in: who it is, and for which recovery key the person's vault is to be wrapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The same as `GET /me`.
    #[serde(flatten)]
    pub me: MeView,
    /// The facility's recovery key.
    #[serde(flatten)]
    pub key: RecoveryKeyState,
}
