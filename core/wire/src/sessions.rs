//! Sessions: one person at one terminal, for a limited time.

use serde::{Deserialize, Serialize};

/// The caller's own session, beside who the caller is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct MySession {
    /// The session.
    pub id: String,
    /// It ends then, whatever is done.
    pub expires_at: String,
    /// It ends after this many minutes in which nothing is asked of the server.
    pub idle_minutes: u32,
    /// How many passkeys the person has; with one alone, its loss means a recovery.
    pub passkeys: u32,
    /// A recovery of this person's account that somebody has begun: whoever still has a passkey should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_id: Option<String>,
}

crate::fields!(MySession { id, expires_at, idle_minutes, passkeys, recovery_id });

/// One of the caller's sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// The session.
    pub id: String,
    /// The terminal it is bound to.
    pub terminal_id: String,
    /// Its name.
    pub terminal_name: String,
    /// When the person signed in.
    pub begun_at: String,
    /// When the server was last asked for something, to the minute.
    pub seen_at: String,
    /// It ends then, whatever is done.
    pub expires_at: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

crate::fields!(SessionView { id, terminal_id, terminal_name, begun_at, seen_at, expires_at, current });

/// Which operation a fresh proof is asked for. The proof holds for it alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StepUpPost {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: String,
    /// The path, e.g. `/api/v1/users`.
    pub path: String,
    /// The operation's `Idempotency-Key`; empty for a read.
    #[serde(default)]
    pub operation: String,
}

crate::fields!(StepUpPost { method, path, operation });

/// A fresh proof: send its id in `Ikensho-Step-Up` with the operation it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct StepUpView {
    /// Its id.
    pub id: String,
    /// Until when.
    pub expires_at: String,
}

crate::fields!(StepUpView { id, expires_at });
