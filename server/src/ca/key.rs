use std::fmt;

use rcgen::{CertificateSigningRequestParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use rcgen::{PublicKeyData, SignatureAlgorithm, SigningKey};
use zeroize::{Zeroize, Zeroizing};

use super::CaError;

/// A private key, wiped when it is dropped and never printed.
pub(crate) struct Key(KeyPair);

impl Key {
    /// A new key on P-256.
    pub(crate) fn generate() -> Result<Key, CaError> {
        Ok(Key(KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?))
    }

    /// A key from its PEM; none when it is not one.
    pub(super) fn parse(pem: &str) -> Option<Key> {
        KeyPair::from_pem(pem).ok().map(Key)
    }

    /// PKCS#8 in PEM.
    pub(super) fn pem(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.serialize_pem())
    }

    /// PKCS#8 in DER.
    pub(crate) fn der(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.serialize_der())
    }

    /// What certificates hold of it.
    pub(crate) fn public(&self) -> Public {
        Public { bytes: self.0.der_bytes().to_vec(), algorithm: PublicKeyData::algorithm(&self.0) }
    }
}

impl PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        self.0.der_bytes()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        PublicKeyData::algorithm(&self.0)
    }
}

impl SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        self.0.sign(message)
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Public {
    bytes: Vec<u8>,
    algorithm: &'static SignatureAlgorithm,
}

impl Public {
    /// The key of a certification request (PKCS#10, PEM) that is signed with it; none when it is not one. Nothing else
    /// of the request is used: what a certificate says is the authority's to decide.
    pub(crate) fn requested(csr: &str) -> Option<Public> {
        let key = CertificateSigningRequestParams::from_pem(csr).ok()?.public_key;
        Some(Public { bytes: key.der_bytes().to_vec(), algorithm: PublicKeyData::algorithm(&key) })
    }
}

impl PublicKeyData for Public {
    fn der_bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.algorithm
    }
}
