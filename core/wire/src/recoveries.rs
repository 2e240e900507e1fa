//! Recovery of somebody who lost every passkey: two others have to agree, never the person alone.

use serde::{Deserialize, Serialize};

/// A recovery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct RecoveryView {
    /// Its id.
    pub id: String,
    /// Whose account: the user's id.
    pub user_id: String,
    /// 氏名.
    pub name: String,
    /// Where it stands.
    pub state: RecoveryState,
    /// 氏名 of the first of the two.
    pub begun_by: String,
    /// When.
    pub begun_at: String,
    /// Why, in the first one's words.
    pub reason: String,
    /// 氏名 of the second of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// It is over then: without a second one's consent, or with the code not used.
    pub expires_at: String,
}

crate::fields!(RecoveryView {
    id,
    user_id,
    name,
    state,
    begun_by,
    begun_at,
    reason,
    approved_by,
    expires_at
});

/// Where a recovery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecoveryState {
    /// A second one has to agree.
    Waiting,
    /// The code is out.
    Approved,
    /// The person has a new passkey.
    Used,
    /// Called off.
    Cancelled,
    /// Its time is over.
    Expired,
}

crate::words!(RecoveryState {
    Waiting = "waiting",
    Approved = "approved",
    Used = "used",
    Cancelled = "cancelled",
    Expired = "expired",
});

/// Begins a recovery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryPost {
    /// UUIDv7 made by the client.
    pub id: String,
    /// Whose account.
    pub user_id: String,
    /// Why, 200 characters at most; no patient data.
    pub reason: String,
}

crate::fields!(RecoveryPost { id, user_id, reason });

/// The second one agreed: the code that the person uses, shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct RecoveryApproved {
    /// The recovery.
    pub recovery: RecoveryView,
    /// The code, in groups of four. Empty when the same operation is asked for again.
    pub code: String,
    /// Until when it can be used, once.
    pub expires_at: String,
}

crate::fields!(RecoveryApproved { recovery, code, expires_at });
