use serde_json::{Value, json};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

use super::credential::{base64url, read};
use super::{Fault, Passkeys};
use crate::moment::Moment;
use crate::store::accounts::PasskeyRow;
use crate::store::rows::UserRow;

/// The most passkeys of a person.
pub(crate) const MOST: usize = 10;
/// The most characters of a passkey's name.
pub(crate) const NAME_LENGTH: usize = 40;

/// Options for a new passkey of this user: user verification required, and found without a user name.
pub(crate) fn begin(
    passkeys: &Passkeys,
    user: &UserRow,
    existing: &[PasskeyRow],
) -> Result<(Value, PasskeyRegistration), Fault> {
    let id = Uuid::parse_str(&user.id).map_err(|_| Fault::Unknown)?;
    let exclude = existing.iter().map(|row| row.passkey.cred_id().clone()).collect();
    let (options, state) =
        passkeys.webauthn.start_passkey_registration(id, &user.name, &user.name, Some(exclude))?;
    let mut options = serde_json::to_value(options.public_key).map_err(|_| Fault::Malformed)?;
    if let Some(members) = options.as_object_mut() {
        // The library leaves it to chance whether the authenticator remembers whose key it is.
        members.insert(
            "authenticatorSelection".to_owned(),
            json!({ "residentKey": "required", "requireResidentKey": true, "userVerification": "required" }),
        );
    }
    Ok((options, state))
}

/// The passkey that an authenticator made.
pub(crate) fn finish(
    passkeys: &Passkeys,
    state: &PasskeyRegistration,
    credential: &Value,
    (id, user_id, name): (String, &str, &str),
    now: Moment,
) -> Result<PasskeyRow, Fault> {
    let answer: RegisterPublicKeyCredential = read(credential)?;
    let is_remembered = credential.pointer("/clientExtensionResults/credProps/rk");
    if is_remembered == Some(&Value::Bool(false)) {
        return Err(Fault::NotDiscoverable);
    }
    let passkey = passkeys.webauthn.finish_passkey_registration(&answer, state)?;
    let kept = serde_json::to_value(&passkey).unwrap_or_default();
    Ok(PasskeyRow {
        id,
        user_id: user_id.to_owned(),
        credential_id: base64url(passkey.cred_id()),
        name: name.to_owned(),
        made_at: now.text(),
        used_at: None,
        synced: kept.pointer("/cred/backup_state") == Some(&Value::Bool(true)),
        blocked: false,
        passkey,
    })
}
