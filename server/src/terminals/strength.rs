use rcgen::PublicKeyData;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::Refusal;
use crate::ca::Public;

/// Keys we take, beside RSA of 2048 to 8192 bits: P-256, P-384, Ed25519. What the TLS library cannot check is not taken.
const EC: &str = "1.2.840.10045.2.1";
const CURVES: [&str; 2] = ["1.2.840.10045.3.1.7", "1.3.132.0.34"];
const ED25519: &str = "1.3.101.112";
const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;
/// Signatures we take: RSA (PKCS #1 v1.5) and ECDSA with SHA-256, 384, 512; RSA-PSS; Ed25519.
const SIGNATURES: [&str; 8] = [
    "1.2.840.113549.1.1.11",
    "1.2.840.113549.1.1.12",
    "1.2.840.113549.1.1.13",
    "1.2.840.113549.1.1.10",
    "1.2.840.10045.4.3.2",
    "1.2.840.10045.4.3.3",
    "1.2.840.10045.4.3.4",
    ED25519,
];

/// Whether the certificate's key and signature are strong enough today.
pub(super) fn check(certificate: &X509Certificate<'_>) -> Result<(), Refusal> {
    if !has_strength(certificate.public_key()) {
        return Err(Refusal::WeakKey);
    }
    let algorithm = certificate.signature_algorithm.algorithm.to_id_string();
    if SIGNATURES.contains(&algorithm.as_str()) { Ok(()) } else { Err(Refusal::WeakSignature) }
}

/// Whether a key that asks for a certificate is strong enough.
pub(crate) fn is_strong(key: &Public) -> bool {
    let der = key.subject_public_key_info();
    SubjectPublicKeyInfo::from_der(&der).is_ok_and(|(_, key)| has_strength(&key))
}

fn has_strength(key: &SubjectPublicKeyInfo<'_>) -> bool {
    match key.algorithm.algorithm.to_id_string().as_str() {
        EC => {
            let curve = key.algorithm.parameters.as_ref().and_then(|parameters| parameters.as_oid().ok());
            curve.is_some_and(|curve| CURVES.contains(&curve.to_id_string().as_str()))
        }
        // A modulus without its leading zero has as many bits as it says.
        RSA => matches!(key.parsed(), Ok(PublicKey::RSA(rsa)) if RSA_BITS.contains(&rsa.key_size())),
        ED25519 => true,
        _ => false,
    }
}
