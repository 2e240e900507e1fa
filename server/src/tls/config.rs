use std::sync::Arc;

use rustls::crypto::ring::{cipher_suite, default_provider, kx_group};
use rustls::crypto::{CryptoProvider, SupportedKxGroup};
use rustls::{ServerConfig, SupportedCipherSuite};

use super::verifier::Verifier;
use crate::ca::Https;
use crate::terminals::Trust;

/// What the 高セキュリティ型 of IPA's and CRYPTREC's TLS暗号設定ガイドライン names for TLS 1.3, in our order.
pub(crate) const CIPHER_SUITES: [SupportedCipherSuite; 3] = [
    cipher_suite::TLS13_AES_256_GCM_SHA384,
    cipher_suite::TLS13_CHACHA20_POLY1305_SHA256,
    cipher_suite::TLS13_AES_128_GCM_SHA256,
];
/// Curves of 128 bits of strength or more, in our order.
pub(crate) const GROUPS: [&dyn SupportedKxGroup; 3] =
    [kx_group::X25519, kx_group::SECP256R1, kx_group::SECP384R1];

/// Cryptography of the listener: TLS 1.3 has nothing but these to agree on.
pub(super) fn provider() -> CryptoProvider {
    CryptoProvider { cipher_suites: CIPHER_SUITES.to_vec(), kx_groups: GROUPS.to_vec(), ..default_provider() }
}

/// TLS 1.3 alone; a client certificate is asked for and may be missing.
pub(super) fn server(https: Https, trust: &Trust) -> Result<ServerConfig, rustls::Error> {
    let provider = Arc::new(provider());
    let verifier = Arc::new(Verifier::new(trust, &provider));
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_client_cert_verifier(verifier)
        .with_single_cert(https.chain, https.key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
