//! Certificates as no library makes them.

use rcgen::{PKCS_RSA_SHA256, PublicKeyData, SignatureAlgorithm, SigningKey};
use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, X509Certificate};

/// ecdsa-with-SHA256 as an AlgorithmIdentifier.
const ECDSA_SHA256: [u8; 12] = [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut der = vec![tag];
    match length {
        0..=127 => der.push(length as u8),
        128..=255 => der.extend([0x81, length as u8]),
        _ => der.extend([0x82, (length >> 8) as u8, (length & 255) as u8]),
    }
    der.extend(content);
    der
}

/// The certificate with other bytes of the same length in its signed part, signed again by the key.
pub(super) fn resigned(
    der: &CertificateDer<'_>,
    from: &[u8],
    to: &[u8],
    key: &impl SigningKey,
) -> CertificateDer<'static> {
    let (_, parsed) = X509Certificate::from_der(der).unwrap();
    let tbs = replaced(parsed.tbs_certificate.as_ref(), from, to);
    let algorithm = replaced_if(&ECDSA_SHA256, from, to);
    let signature = [vec![0], key.sign(&tbs).unwrap()].concat();
    element(0x30, &[tbs, algorithm, element(0x03, &signature)].concat()).into()
}

/// The certificate with other bytes of the same length, and its signature as it was.
pub(super) fn altered(der: &CertificateDer<'_>, from: &[u8], to: &[u8]) -> CertificateDer<'static> {
    replaced(der, from, to).into()
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let changed = replaced_if(bytes, from, to);
    assert_ne!(changed, bytes, "there is nothing to replace");
    changed
}

fn replaced_if(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut changed = bytes.to_vec();
    let places: Vec<usize> =
        (0..=bytes.len().saturating_sub(from.len())).filter(|at| bytes[*at..].starts_with(from)).collect();
    for at in places {
        changed[at..at + from.len()].copy_from_slice(to);
    }
    changed
}

/// An RSA key of so many bits, of which nobody has the private half.
pub(super) struct Rsa(Vec<u8>);

impl Rsa {
    pub(super) fn of(bits: usize) -> Rsa {
        let modulus = vec![0xff; bits / 8];
        let modulus = element(0x02, &[vec![0], modulus].concat());
        Rsa(element(0x30, &[modulus, element(0x02, &[1, 0, 1])].concat()))
    }
}

impl PublicKeyData for Rsa {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}
