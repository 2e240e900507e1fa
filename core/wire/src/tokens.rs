//! Tokens of programs (route A): a client certificate and a token bound to it (RFC 8705).

use serde::{Deserialize, Serialize};

/// A program that may use the API from one terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct ProgramView {
    /// Its id.
    pub id: String,
    /// What the administrator calls it, e.g. the 電子カルテ.
    pub name: String,
    /// The terminal it runs on.
    pub terminal_id: String,
    /// What the token is bound to (RFC 8705).
    pub cnf: TokenBinding,
    /// When the token was made.
    pub made_at: String,
    /// It ends then.
    pub expires_at: String,
    /// When it was last used, to the minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<String>,
    /// When it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
}

crate::fields!(ProgramView { id, name, terminal_id, cnf, made_at, expires_at, used_at, revoked_at });

/// The `cnf` member of RFC 8705.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct TokenBinding {
    /// SHA-256 of the client certificate's DER, base64url without padding.
    #[serde(rename = "x5t#S256")]
    pub x5t_s256: String,
}

impl crate::record::Record for TokenBinding {
    fn read(json: crate::record::Value, ok: &mut bool) -> Self {
        TokenBinding { x5t_s256: crate::record::Members::open(json, ok).take("x5t#S256", ok) }
    }

    fn write(&self, out: &mut String) {
        let mut object = crate::record::Object::open(out);
        object.put("x5t#S256", &self.x5t_s256);
        object.close();
    }
}

/// A new program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgramPost {
    /// UUIDv7 made by the client.
    pub id: String,
    /// What the administrator calls it, 40 characters at most.
    pub name: String,
    /// The terminal it runs on.
    pub terminal_id: String,
}

crate::fields!(ProgramPost { id, name, terminal_id });

/// A new program with its token, which is shown this once and kept by nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct ProgramAdded {
    /// The program.
    pub program: ProgramView,
    /// Sent as `Authorization: Bearer …` from that terminal. Empty when the same operation is asked for again.
    pub token: String,
}

crate::fields!(ProgramAdded { program, token });
