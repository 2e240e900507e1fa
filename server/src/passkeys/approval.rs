use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use webauthn_rs::prelude::PublicKeyCredential;

use super::credential::{base64url, read};
use super::{Fault, Passkeys};
use crate::store::accounts::PasskeyRow;

/// Bytes of authenticator data before anything optional: RP id hash, flags, counter.
const HEAD: usize = 37;
/// Somebody touched the authenticator.
const PRESENT: u8 = 0x01;
/// The authenticator made sure who.
const VERIFIED: u8 = 0x04;

/// Why a letter's approval is not proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ApprovalError {
    /// There is no proof.
    Missing,
    /// The proof proves something else, or nothing.
    Invalid(Fault),
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// Checks what a doctor's passkey signed at 「完成」: this letter, by this challenge, which the terminal made without the
/// server. The letter's id is used once, so the proof is, too. Its counter is not compared: between 「完成」 and sending
/// the passkey may have been used for a sign-in.
pub(crate) fn check_approval(
    passkeys: &Passkeys,
    proof: Option<&Value>,
    challenge: &str,
    rows: &[PasskeyRow],
) -> Result<(), ApprovalError> {
    let proof = proof.ok_or(ApprovalError::Missing)?;
    check(passkeys, proof, challenge, rows).map_err(ApprovalError::Invalid)
}

fn check(passkeys: &Passkeys, proof: &Value, challenge: &str, rows: &[PasskeyRow]) -> Result<(), Fault> {
    let answer: PublicKeyCredential = read(proof)?;
    let named = base64url(&answer.raw_id);
    let row = rows.iter().find(|row| row.credential_id == named).ok_or(Fault::OtherPerson)?;
    if row.blocked {
        return Err(Fault::Blocked);
    }
    let response = &answer.response;
    let client: ClientData =
        serde_json::from_slice(&response.client_data_json).map_err(|_| Fault::Malformed)?;
    if client.kind != "webauthn.get" {
        return Err(Fault::Malformed);
    }
    if client.challenge != base64url(challenge.as_bytes()) {
        return Err(Fault::Challenge);
    }
    if client.cross_origin || !passkeys.origins.contains(&client.origin) {
        return Err(Fault::Origin);
    }
    let data = &response.authenticator_data;
    let (rp, rest) = data.split_at_checked(32).ok_or(Fault::Malformed)?;
    let flags = rest.first().copied().filter(|_| data.len() >= HEAD).ok_or(Fault::Malformed)?;
    if rp != Sha256::digest(&passkeys.rp_id).as_slice() {
        return Err(Fault::Rp);
    }
    if flags & PRESENT == 0 {
        return Err(Fault::NotPresent);
    }
    if flags & VERIFIED == 0 {
        return Err(Fault::NotVerified);
    }
    let signed = [data.as_slice(), Sha256::digest(&response.client_data_json).as_slice()].concat();
    match row.passkey.get_public_key().verify_signature(&response.signature, &signed) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(Fault::Signature),
    }
}
