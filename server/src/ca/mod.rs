//! The server's own authorities: one issues the certificates of terminals, one the server's own.
//!
//! Two, because a terminal's owner may have to trust the second: it can name this server's host and nothing else.

mod crl;
mod error;
mod folder;
mod https;
mod issue;
mod key;
mod p12;

use base64::Engine;
use rcgen::Issuer;
use rustls::pki_types::CertificateDer;
use time::OffsetDateTime;

pub(crate) use crl::Revoked;
pub(crate) use error::CaError;
pub(crate) use https::Https;
pub(crate) use issue::{Issued, Subject, place_uri};
pub(crate) use key::{Key, Public};
pub(crate) use p12::{P12, p12};

use crate::moment::Moment;

/// The authority for terminals, with every generation that is still trusted.
pub(crate) struct Authority {
    /// Oldest first; the last one issues. Never empty.
    generations: Vec<Generation>,
}

/// One key of the authority and its certificate.
struct Generation {
    number: u32,
    pem: String,
    der: CertificateDer<'static>,
    issuer: Issuer<'static, Key>,
}

impl Authority {
    /// The certificates whose terminals are taken.
    pub(crate) fn certificates(&self) -> impl Iterator<Item = &CertificateDer<'static>> {
        self.generations.iter().map(|generation| &generation.der)
    }
}

/// A certificate's DER as PEM.
pub(crate) fn pem(der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> =
        (0..text.len()).step_by(64).filter_map(|at| text.get(at..text.len().min(at + 64))).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

/// An instant as certificates have it: whole seconds.
fn time(moment: Moment) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(moment.0.div_euclid(1000)).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// The same instant in whole seconds.
fn whole(moment: Moment) -> Moment {
    Moment(moment.0.div_euclid(1000) * 1000)
}

/// A serial number nobody can guess: 16 bytes, positive.
fn serial() -> Result<[u8; 16], CaError> {
    let mut serial = [0; 16];
    getrandom::fill(&mut serial).map_err(|_| CaError::Random)?;
    if let Some(first) = serial.first_mut() {
        *first = *first & 0x7f | 0x40;
    }
    Ok(serial)
}
