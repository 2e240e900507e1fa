//! An authenticator in software: ES256, no attestation, made by hand so that it can also answer wrongly.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::tests::ORIGIN;

/// The name that passkeys of the tests belong to.
pub(crate) const RP: &str = "localhost";

/// One passkey, and how its authenticator behaves.
#[derive(Clone)]
pub(crate) struct Authenticator {
    pub(super) key: SigningKey,
    pub(super) id: Vec<u8>,
    pub(super) user: String,
    /// Grows with every answer; 0 for one that does not count.
    pub(crate) counter: u32,
    pub(crate) counts: bool,
    pub(crate) present: bool,
    pub(crate) verified: bool,
    pub(crate) origin: String,
    pub(crate) rp: String,
    /// Signs with another key than the registered one.
    pub(crate) forged: bool,
    pub(crate) cross_origin: bool,
}

impl Authenticator {
    /// One with a key of its own by this number.
    pub(crate) fn new(number: u32) -> Authenticator {
        let seed = Sha256::digest(format!("authenticator {number}"));
        Authenticator {
            key: SigningKey::from_slice(&seed).unwrap(),
            id: Sha256::digest(format!("credential {number}")).to_vec(),
            user: String::new(),
            counter: 0,
            counts: true,
            present: true,
            verified: true,
            origin: ORIGIN.to_owned(),
            rp: RP.to_owned(),
            forged: false,
            cross_origin: false,
        }
    }

    /// The id the server knows the passkey by.
    pub(crate) fn credential_id(&self) -> String {
        b64(&self.id)
    }

    /// Says from now on that it is this user's.
    pub(crate) fn remember(&mut self, user: &str) {
        self.user = b64(uuid::Uuid::parse_str(user).unwrap().as_bytes());
    }

    /// Answers creation options.
    pub(crate) fn create(&mut self, options: &Value) -> Value {
        let selection = &options["authenticatorSelection"];
        assert_eq!(
            (&selection["residentKey"], &selection["userVerification"]),
            (&json!("required"), &json!("required"))
        );
        assert_eq!(options["rp"]["id"], RP);
        self.user = options["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut data = self.data(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // COSE: EC2, ES256, P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        // {"fmt": "none", "attStmt": {}, "authData": bytes}
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        let client = self.client("webauthn.create", &options["challenge"]);
        json!({
            "id": b64(&self.id), "rawId": b64(&self.id), "type": "public-key",
            "response": { "attestationObject": b64(&object), "clientDataJSON": b64(&client), "transports": ["internal"] },
            "clientExtensionResults": { "credProps": { "rk": true } },
            "authenticatorAttachment": "platform",
        })
    }

    /// Answers request options.
    pub(crate) fn get(&mut self, options: &Value) -> Value {
        assert_eq!(options["userVerification"], "required");
        self.assert(&options["challenge"])
    }

    /// Signs a challenge that the terminal made itself.
    pub(crate) fn sign(&mut self, challenge: &str) -> Value {
        self.assert(&json!(b64(challenge.as_bytes())))
    }

    fn assert(&mut self, challenge: &Value) -> Value {
        if self.counts {
            self.counter += 1;
        }
        let (data, client) = (self.data(0), self.client("webauthn.get", challenge));
        let signed = [&*data, &Sha256::digest(&client)].concat();
        let key = match self.forged {
            true => SigningKey::from_slice(&Sha256::digest("another")).unwrap(),
            false => self.key.clone(),
        };
        let signature: Signature = key.sign(&signed);
        json!({
            "id": b64(&self.id), "rawId": b64(&self.id), "type": "public-key",
            "response": {
                "authenticatorData": b64(&data), "clientDataJSON": b64(&client),
                "signature": b64(signature.to_der().as_bytes()), "userHandle": self.user,
            },
            "clientExtensionResults": {},
        })
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let flags = u8::from(self.present) | u8::from(self.verified) << 2 | more;
        let mut data = Sha256::digest(&self.rp).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let client = json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.cross_origin,
        });
        client.to_string().into_bytes()
    }
}

fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
