//! Accounts: passkeys, sessions, invitations, recoveries, tokens of programs. Every query names whose rows it reads.

use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::Passkey;

use super::Stored;
use super::rows::UserRow;
use crate::act::Place;

/// A passkey of a user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PasskeyRow {
    pub(crate) id: String,
    pub(crate) user_id: String,
    /// Base64url without padding.
    pub(crate) credential_id: String,
    pub(crate) name: String,
    pub(crate) made_at: String,
    pub(crate) used_at: Option<String>,
    pub(crate) synced: bool,
    /// A copy was seen: it opens nothing any more.
    pub(crate) blocked: bool,
    /// The public key and the counter.
    pub(crate) passkey: Passkey,
}

/// One person at one terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionRow {
    pub(crate) id: String,
    /// SHA-256 of the cookie's value in lower-case hex.
    pub(crate) hash: String,
    pub(crate) user_id: String,
    pub(crate) terminal_id: String,
    /// Of the certificate it is bound to, in lower-case hex.
    pub(crate) fingerprint: String,
    pub(crate) begun_at: String,
    /// To the minute.
    pub(crate) seen_at: String,
    pub(crate) expires_at: String,
}

/// A one-time code that lets a user make a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InvitationRow {
    /// SHA-256 of the code in lower-case hex.
    pub(crate) hash: String,
    pub(crate) user_id: String,
    /// The recovery it comes from: the user's earlier passkeys go when it is used.
    pub(crate) recovery_id: Option<String>,
    pub(crate) made_by: String,
    pub(crate) made_at: String,
    pub(crate) expires_at: String,
}

/// The recovery of a user who lost every passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecoveryRow {
    pub(crate) id: String,
    pub(crate) user_id: String,
    /// Where the user works.
    pub(crate) place: Place,
    pub(crate) reason: String,
    /// User id of the first of the two.
    pub(crate) begun_by: String,
    pub(crate) begun_at: String,
    /// User id of the second of the two.
    pub(crate) approved_by: Option<String>,
    pub(crate) cancelled_at: Option<String>,
    pub(crate) used_at: Option<String>,
    pub(crate) expires_at: String,
}

/// A program of a facility and its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProgramRow {
    pub(crate) id: String,
    pub(crate) facility_id: String,
    pub(crate) name: String,
    pub(crate) terminal_id: String,
    /// Of the certificate the token is bound to, in lower-case hex.
    pub(crate) fingerprint: String,
    /// SHA-256 of the token in lower-case hex.
    pub(crate) hash: String,
    pub(crate) made_by: String,
    pub(crate) made_at: String,
    pub(crate) expires_at: String,
    /// To the minute.
    pub(crate) used_at: Option<String>,
    pub(crate) revoked_at: Option<String>,
}

/// Reading.
pub(crate) trait Accounts {
    /// The user with this id, if the place has it.
    fn user_at(&self, place: &Place, id: &str) -> Stored<Option<UserRow>>;
    /// The users of a place, by id.
    fn users_at(&self, place: &Place) -> Stored<Vec<UserRow>>;
    /// The passkeys of a user, oldest first.
    fn passkeys(&self, user_id: &str) -> Stored<Vec<PasskeyRow>>;
    /// The passkey an authenticator knows by this id.
    fn passkey_with(&self, credential_id: &str) -> Stored<Option<PasskeyRow>>;
    /// The passkey with this id, whoever's.
    fn passkey(&self, id: &str) -> Stored<Option<PasskeyRow>>;
    /// The session whose cookie has this hash.
    fn session_with(&self, hash: &str) -> Stored<Option<SessionRow>>;
    /// The sessions of a user, oldest first.
    fn sessions(&self, user_id: &str) -> Stored<Vec<SessionRow>>;
    /// The invitation whose code has this hash.
    fn invitation_with(&self, hash: &str) -> Stored<Option<InvitationRow>>;
    /// The invitation of a user.
    fn invitation_of(&self, user_id: &str) -> Stored<Option<InvitationRow>>;
    /// The recovery with this id.
    fn recovery(&self, id: &str) -> Stored<Option<RecoveryRow>>;
    /// The recoveries of a place's users, newest first; of every place without one.
    fn recoveries(&self, place: Option<&Place>) -> Stored<Vec<RecoveryRow>>;
    /// The recoveries of a user, newest first.
    fn recoveries_of(&self, user_id: &str) -> Stored<Vec<RecoveryRow>>;
    /// The program whose token has this hash.
    fn program_with(&self, hash: &str) -> Stored<Option<ProgramRow>>;
    /// The program with this id.
    fn program(&self, id: &str) -> Stored<Option<ProgramRow>>;
    /// The programs of a facility, oldest first; of every one without.
    fn programs(&self, facility_id: Option<&str>) -> Stored<Vec<ProgramRow>>;
}

/// Writing.
pub(crate) trait AccountsTx: Accounts {
    /// Adds or changes a passkey.
    fn put_passkey(&mut self, row: &PasskeyRow) -> Stored<()>;
    /// Removes a passkey.
    fn remove_passkey(&mut self, id: &str) -> Stored<()>;
    /// Adds or changes a session.
    fn put_session(&mut self, row: &SessionRow) -> Stored<()>;
    /// Removes a session of a user.
    fn remove_session(&mut self, user_id: &str, id: &str) -> Stored<()>;
    /// Forgets sessions that ended before an instant.
    fn forget_sessions(&mut self, now: &str) -> Stored<()>;
    /// Gives a user an invitation in place of any earlier one.
    fn put_invitation(&mut self, row: &InvitationRow) -> Stored<()>;
    /// Removes the invitation of a user.
    fn remove_invitation(&mut self, user_id: &str) -> Stored<()>;
    /// Adds or changes a recovery.
    fn put_recovery(&mut self, row: &RecoveryRow) -> Stored<()>;
    /// Adds or changes a program.
    fn put_program(&mut self, row: &ProgramRow) -> Stored<()>;
    /// Removes every account's passkeys, sessions, invitations, recoveries and programs.
    fn clear_accounts(&mut self) -> Stored<()>;
}
