//! What this terminal shows to the server: its certificate, and the token of the program that writes the files.

use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use ureq::tls::{Certificate, ClientCert, PrivateKey, RootCerts, TlsConfig};
use zeroize::Zeroizing;

use super::options::IdentityFiles;
use crate::failure::Failure;
use crate::secret;

/// The header's value of a token, if there is one.
pub(super) fn bearer(files: &IdentityFiles) -> Result<Option<Zeroizing<String>>, Failure> {
    let token = files.token.as_deref().map(line).transpose()?;
    Ok(token.map(|token| Zeroizing::new(["Bearer ", &token].concat())))
}

/// TLS with the terminal's certificate, to a server whose authority is trusted.
pub(super) fn tls(files: &IdentityFiles) -> Result<TlsConfig, Failure> {
    let roots = match &files.trust {
        Some(path) => pinned(path)?,
        None => native()?,
    };
    let client = files.certificate.as_ref().map(|(file, passphrase)| client(file, passphrase)).transpose()?;
    Ok(TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .client_cert(client)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build())
}

/// Certificates that this machine trusts: the operator's own authority is among them, or nothing is sent.
fn native() -> Result<Vec<Certificate<'static>>, Failure> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        return Err(Failure::new("この端末に信頼できる証明書がないため、httpsでつなげません。"));
    }
    Ok(found.certs.iter().map(|der| Certificate::from_der(der).to_owned()).collect())
}

fn pinned(path: &Path) -> Result<Vec<Certificate<'static>>, Failure> {
    let wrong = || Failure::new(format!("{}: 証明書（PEM）が読めません。", path.display()));
    let pem = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let all = all.ok().filter(|all| !all.is_empty()).ok_or_else(wrong)?;
    Ok(all.iter().map(|der| Certificate::from_der(der).to_owned()).collect())
}

fn client(file: &Path, passphrase: &Path) -> Result<ClientCert, Failure> {
    let wrong = || Failure::new(format!("{}: 証明書のファイルとパスワードが合いません。", file.display()));
    let (bytes, passphrase) = (secret::read(file).map_err(Failure::new)?, line(passphrase)?);
    let store =
        KeyStore::from_pkcs12(&bytes, &passphrase, Pkcs12ImportPolicy::Strict).map_err(|_| wrong())?;
    let (_, chain) = store.private_key_chain().ok_or_else(wrong)?;
    let certificates: Vec<_> =
        chain.certs().iter().map(|one| Certificate::from_der(one.as_der()).to_owned()).collect();
    let key = Zeroizing::new(STANDARD.encode(chain.key().as_der()));
    let pem = ["-----BEGIN PRIVATE KEY-----\n", &key, "\n-----END PRIVATE KEY-----\n"].concat();
    let key = PrivateKey::from_pem(Zeroizing::new(pem).as_bytes()).map_err(|_| wrong())?;
    Ok(ClientCert::new_with_certs(&certificates, key))
}

/// The one line of a secret file.
fn line(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let bytes = secret::read(path).map_err(Failure::new)?;
    let text = std::str::from_utf8(&bytes).ok().map(str::trim).filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| Failure::new(format!("{}: 中身が読めません。", path.display())))?;
    Ok(Zeroizing::new(text.to_owned()))
}
