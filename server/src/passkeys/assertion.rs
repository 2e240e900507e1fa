use webauthn_rs::prelude::AuthenticationResult;

use crate::moment::Moment;
use crate::store::accounts::PasskeyRow;

impl PasskeyRow {
    /// The passkey after it was used: its counter, and whether copies are kept elsewhere.
    pub(super) fn used(&self, result: &AuthenticationResult, now: Moment) -> PasskeyRow {
        let mut row = self.clone();
        // An answer of another passkey changes nothing.
        let _ = row.passkey.update_credential(result);
        row.synced = result.backup_state();
        row.used_at = Some(now.text());
        row
    }
}
