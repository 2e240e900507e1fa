//! Terminals (端末): devices that prove themselves with a client certificate.

use serde::{Deserialize, Serialize};

/// Where a terminal's certificate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TerminalKind {
    /// From this server's own authority.
    Own,
    /// From an authority the operator accepts (介護保険証明書, 介護DX証明書).
    External,
    /// None: a loopback page of the demonstration.
    Demo,
}

crate::words!(TerminalKind { Own = "own", External = "external", Demo = "demo" });

/// A terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct TerminalView {
    /// Stable id.
    pub id: String,
    /// What its people call it, e.g. 診察室1.
    pub name: String,
    /// Where its certificate comes from.
    pub kind: TerminalKind,
    /// SHA-256 of the certificate's DER in lower-case hex.
    pub fingerprint: String,
    /// The certificate's own beginning.
    pub not_before: String,
    /// The certificate's own end (有効期限).
    pub not_after: String,
    /// From this instant on it can be renewed.
    pub renew_from: String,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
    /// Whether it is the terminal that asks.
    pub current: bool,
}

crate::fields!(TerminalView {
    id,
    name,
    kind,
    fingerprint,
    not_before,
    not_after,
    renew_from,
    revoked_at,
    current
});

/// Makes a one-time code with which one new terminal of the caller's organisation gets its certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolmentCodePost {
    /// What the terminal will be called, 1 to 40 characters.
    pub name: String,
}

crate::fields!(EnrolmentCodePost { name });

/// A one-time code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct EnrolmentCodeView {
    /// Stable id.
    pub id: String,
    /// What the terminal will be called.
    pub name: String,
    /// The code itself, in the answer to its making alone: only its hash is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// It is good until this instant.
    pub expires_at: String,
    /// The terminal it was used for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminal_id: Option<String>,
}

crate::fields!(EnrolmentCodeView { id, name, code, expires_at, terminal_id });

/// Turns a one-time code into a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolPost {
    /// The code; hyphens and letter case do not matter.
    pub code: String,
    /// A PKCS#10 request in PEM, from a terminal that made its own key. Without one the answer holds a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub csr: Option<String>,
}

crate::fields!(EnrolPost { code, csr });

/// Asks for a new certificate in place of the one that asks, from 90 days before its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RenewPost {
    /// A PKCS#10 request in PEM, from a terminal that made its own key. Without one the answer holds a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub csr: Option<String>,
}

crate::fields!(RenewPost { csr });

/// A terminal's new certificate. The server keeps neither the key nor the passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct Enrolled {
    /// The terminal.
    pub terminal: TerminalView,
    /// The certificate and its issuer's, in PEM.
    pub certificate: String,
    /// Key and certificates as a PKCS#12 file in base64, unless the terminal made its own key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p12: Option<String>,
    /// What the file opens with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passphrase: Option<String>,
}

crate::fields!(Enrolled { terminal, certificate, p12, passphrase });

/// Answer of `GET /connection` (接続確認), for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct ConnectionView {
    /// The terminal, if the connection is one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminal: Option<TerminalView>,
    /// The organisation the terminal stands at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Why the connection is not a terminal's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<crate::Problem>,
    /// The server's clock.
    pub server_time: String,
    /// Whether everything here is fictional.
    pub demo: bool,
}

crate::fields!(ConnectionView { terminal, place, refusal, server_time, demo });
