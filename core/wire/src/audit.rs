//! Who did or saw what.

use serde::{Deserialize, Serialize};

/// One event of the audit log, newest first in lists. It holds ids, never a patient's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct AuditView {
    /// Its number in the chain.
    pub number: u64,
    /// When, by the server's clock.
    pub at: String,
    /// User or program id, or `server`; empty when nobody knows.
    pub who: String,
    /// 氏名 or the program's name; empty for the server, and for people of another organisation.
    pub name: String,
    /// The organisation that acted: `facility:` and its id, `insurer:` and its number, `operator`; empty when nobody knows.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The terminal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminal_id: Option<String>,
    /// What was done, e.g. `letter.look`.
    pub action: String,
    /// Ids of what it was done to.
    pub subject: String,
    /// Ids of the insured persons it was about.
    pub people: Vec<String>,
    /// Why it was allowed, or not: the row of the matrix.
    pub because: String,
    /// The code of the problem, when it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

crate::fields!(AuditView {
    number,
    at,
    who,
    name,
    place,
    place_name,
    terminal_id,
    action,
    subject,
    people,
    because,
    refused
});
