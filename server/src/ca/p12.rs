use std::fmt;

use p12_keystore::{Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm};
use p12_keystore::{PrivateKey, PrivateKeyChain};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use zeroize::Zeroizing;

use super::{CaError, Issued, Key};

/// Letters and digits that nobody mistakes for one another.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// Characters of a passphrase, 5 bits each: 80 bits.
const LENGTH: usize = 16;

/// A key with its certificates as a PKCS#12 file, and what it opens with.
pub(crate) struct P12 {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    pub(crate) passphrase: Zeroizing<String>,
}

impl fmt::Debug for P12 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P12(…)")
    }
}

/// Packs a key with its certificate and the authority's, encrypted with AES-256 under a new passphrase.
pub(crate) fn p12(issued: &Issued, key: &Key, name: &str) -> Result<P12, CaError> {
    let issuer = CertificateDer::from_pem_slice(issued.issuer.as_bytes());
    let issuer = issuer.map_err(|_| CaError::Certificate(rcgen::Error::CouldNotParseCertificate))?;
    let certificates = [&*issued.der, &*issuer].map(Certificate::from_der);
    let certificates = certificates.into_iter().collect::<Result<Vec<_>, _>>().map_err(CaError::P12)?;
    let private = PrivateKey::from_der(&key.der()).map_err(CaError::P12)?;
    let chain = PrivateKeyChain::new(issued.fingerprint.hex().as_bytes().to_vec(), private, certificates);
    let mut store = KeyStore::new();
    store.add_entry(name, KeyStoreEntry::PrivateKeyChain(chain));
    let passphrase = passphrase()?;
    let bytes = store
        .writer(&passphrase)
        .encryption_algorithm(EncryptionAlgorithm::PbeWithHmacSha256AndAes256)
        .mac_algorithm(MacAlgorithm::HmacSha256)
        .write()
        .map_err(CaError::P12)?;
    Ok(P12 { bytes: Zeroizing::new(bytes), passphrase })
}

/// Four groups of four: what is typed once, on a strange keyboard.
fn passphrase() -> Result<Zeroizing<String>, CaError> {
    let mut random = Zeroizing::new([0_u8; LENGTH]);
    getrandom::fill(&mut *random).map_err(|_| CaError::Random)?;
    let mut text = Zeroizing::new(String::with_capacity(LENGTH + 3));
    for (n, byte) in random.iter().enumerate() {
        if n > 0 && n % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or(b'0')));
    }
    Ok(text)
}
