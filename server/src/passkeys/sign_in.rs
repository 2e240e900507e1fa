use serde_json::Value;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::credential::{base64url, read};
use super::{Fault, Passkeys};
use crate::moment::Moment;
use crate::store::accounts::PasskeyRow;

/// Options for a sign-in without a user name.
pub(crate) fn begin(passkeys: &Passkeys) -> Result<(Value, DiscoverableAuthentication), Fault> {
    let (options, state) = passkeys.webauthn.start_discoverable_authentication()?;
    let options = serde_json::to_value(options.public_key).map_err(|_| Fault::Malformed)?;
    Ok((options, state))
}

/// Which passkey an answer names, by the authenticator's id, and whose it says to be.
pub(crate) fn named(passkeys: &Passkeys, credential: &Value) -> Result<(String, String), Fault> {
    let answer: PublicKeyCredential = read(credential)?;
    let (user, id) = passkeys.webauthn.identify_discoverable_authentication(&answer)?;
    Ok((base64url(id), user.to_string()))
}

/// The passkey as it is after this sign-in.
pub(crate) fn finish(
    passkeys: &Passkeys,
    state: DiscoverableAuthentication,
    credential: &Value,
    row: &PasskeyRow,
    now: Moment,
) -> Result<PasskeyRow, Fault> {
    let answer: PublicKeyCredential = read(credential)?;
    if row.blocked {
        return Err(Fault::Blocked);
    }
    let result = passkeys.webauthn.finish_discoverable_authentication_v2(&answer, state, &row.passkey)?;
    Ok(row.used(&result, now))
}
