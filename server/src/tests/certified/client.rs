use std::io;
use std::sync::Arc;

use rcgen::KeyPair;
use rustls::client::ResolvesClientCert;
use rustls::crypto::ring::{default_provider, sign};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{ClientConfig, Error, RootCertStore, SignatureAlgorithm, SignatureScheme};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::Certified;
use crate::tests::key;

/// What a client shows.
#[derive(Debug, Clone)]
pub(in crate::tests) struct Identity(Option<Arc<CertifiedKey>>);

impl Identity {
    /// No certificate.
    pub(super) fn none() -> Identity {
        Identity(None)
    }

    /// Certificates and the key of the first.
    pub(super) fn of(chain: Vec<CertificateDer<'static>>, key: &KeyPair) -> Identity {
        let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Identity(Some(Arc::new(CertifiedKey::new(chain, sign::any_supported_type(&der).unwrap()))))
    }

    /// Certificates of somebody whose key this client does not have, or cannot use.
    pub(super) fn without_key(chain: Vec<CertificateDer<'static>>, scheme: SignatureScheme) -> Identity {
        Identity(Some(Arc::new(CertifiedKey::new(chain, Arc::new(NoKey(scheme))))))
    }
}

impl ResolvesClientCert for Identity {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.clone()
    }

    fn has_certs(&self) -> bool {
        self.0.is_some()
    }
}

/// Signs with what is no signature.
#[derive(Debug)]
struct NoKey(SignatureScheme);

impl SigningKey for NoKey {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(NoKey(self.0)))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ECDSA
    }
}

impl Signer for NoKey {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(vec![0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01])
    }

    fn scheme(&self) -> SignatureScheme {
        self.0
    }
}

/// A connection after its handshake.
pub(in crate::tests) async fn connect(
    server: &Certified,
    identity: &Identity,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(server.server_ca()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_client_cert_resolver(Arc::new(identity.clone()));
    let stream = TcpStream::connect(("127.0.0.1", server.port)).await?;
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

/// One request on a connection of its own: status and body.
pub(super) async fn ask(
    server: &Certified,
    identity: &Identity,
    method: &str,
    path: &str,
    body: &Value,
) -> io::Result<(u16, String)> {
    let mut stream = connect(server, identity, &[&rustls::version::TLS13]).await?;
    let text = if body.is_null() { String::new() } else { body.to_string() };
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost:{}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         idempotency-key: {}\r\ncontent-length: {}\r\n\r\n{text}",
        server.port,
        key(),
        text.len()
    );
    stream.write_all(head.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or(io::ErrorKind::UnexpectedEof)?;
    let (_, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok((status, body.to_owned()))
}
