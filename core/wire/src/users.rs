//! Accounts of a place: 事業所 → 管理者 → 一般.

use serde::{Deserialize, Serialize};

use crate::people::{Profession, Role};

/// An account as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct AccountView {
    /// The user's id.
    pub id: String,
    /// Pass as `If-Match` with a change.
    pub etag: String,
    /// 氏名.
    pub name: String,
    /// 職種.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Option<Profession>,
    /// A set.
    pub roles: Vec<Role>,
    /// Where the account stands.
    pub state: AccountState,
    /// How many passkeys it has.
    pub passkeys: u32,
    /// When the person last signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in_at: Option<String>,
    /// An invitation that is not used yet holds until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_until: Option<String>,
}

crate::fields!(AccountView {
    id,
    etag,
    name,
    profession,
    roles,
    state,
    passkeys,
    signed_in_at,
    invited_until
});

/// Where an account stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// In use.
    #[default]
    Active,
    /// 休止: cannot sign in; what the person wrote stays theirs.
    Suspended,
}

crate::words!(AccountState { Active = "active", Suspended = "suspended" });

/// A new account. Its first sign-in is by the code in the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountPost {
    /// UUIDv7 made by the client.
    pub id: String,
    /// 氏名.
    pub name: String,
    /// 職種.
    pub profession: Profession,
    /// A set; each has to fit the place and the 職種.
    pub roles: Vec<Role>,
    /// For the operator: the facility's id or the insurer's number; the caller's own place otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

crate::fields!(AccountPost { id, name, profession, roles, place });

/// What changes of an account; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountPatch {
    /// 氏名.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 職種.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Option<Profession>,
    /// A set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<Role>>,
    /// Suspending ends the person's sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AccountState>,
}

crate::fields!(AccountPatch { name, profession, roles, state });

/// A new account or invitation with its code, which is shown this once and kept by nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct Invited {
    /// The account.
    pub account: AccountView,
    /// The code, in groups of four. Empty when the same operation is asked for again: make a new invitation then.
    pub code: String,
    /// Until when it can be used, once.
    pub expires_at: String,
}

crate::fields!(Invited { account, code, expires_at });
