use std::time::Duration;

use rustls::pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, Error, KeyUsage};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate, X509Version};

use super::trust::{Authority, Trust};
use super::{Fingerprint, Refusal, strength};
use crate::audit::hex;
use crate::moment::Moment;

/// How our own certificates name their place.
const OWN_SCHEME: &str = "ikensho:";

/// A certificate that holds, before anybody asked whether it is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Certified {
    pub(crate) der: Vec<u8>,
    pub(crate) fingerprint: Fingerprint,
    /// Lower-case hex.
    pub(crate) serial: String,
    pub(crate) not_before: Moment,
    pub(crate) not_after: Moment,
    pub(crate) claim: Claim,
}

/// Whose terminal a certificate says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Our own authority's word for a place.
    Own(String),
    /// The 医療機関コード an external authority certifies.
    External { authority: String, office_no: String },
}

/// Judges the certificates a client showed, its own first. Whether it holds the key is the handshake's to prove.
///
/// # Errors
/// The one reason why they make no terminal.
pub(crate) fn judge(shown: &[CertificateDer<'_>], trust: &Trust, now: Moment) -> Result<Certified, Refusal> {
    let (own, intermediates) = shown.split_first().ok_or(Refusal::Missing)?;
    let certificate = parse(own)?;
    if trust.is_medical(&certificate) {
        return Err(Refusal::MedicalCa);
    }
    strength::check(&certificate)?;
    if certificate.is_ca() {
        return Err(Refusal::CaCertificate);
    }
    let end = EndEntityCert::try_from(own).map_err(|_| Refusal::Malformed)?;
    let time = UnixTime::since_unix_epoch(Duration::from_millis(u64::try_from(now.0).unwrap_or_default()));
    let anchors = trust.anchors();
    // An authority between may leave its purposes unsaid; the terminal's own certificate may not.
    let usage = KeyUsage::client_auth();
    let path = end
        .verify_for_usage(webpki::ALL_VERIFICATION_ALGS, anchors, intermediates, time, usage, None, None)
        .map_err(|error| refusal(&error))?;
    let purposes = certificate.extended_key_usage().map_err(|_| Refusal::Malformed)?;
    if !purposes.is_some_and(|purposes| purposes.value.client_auth) {
        return Err(Refusal::WrongUsage);
    }
    let may_sign = certificate.key_usage().map_err(|_| Refusal::Malformed)?;
    if may_sign.is_some_and(|usage| !usage.value.digital_signature()) {
        return Err(Refusal::WrongUsage);
    }
    let is_direct = path.intermediate_certificates().next().is_none();
    let claim = match trust.authority(path.anchor()).ok_or(Refusal::UnknownCa)? {
        // Our authority issues to terminals and makes no lesser ones; a trust anchor's own limits are not looked at.
        Authority::Own if !is_direct => return Err(Refusal::UnknownCa),
        Authority::Own => Claim::Own(place(&certificate).ok_or(Refusal::Malformed)?),
        Authority::External(external) => external.claim(&certificate, now)?,
    };
    let moment = |seconds: i64| Moment(seconds.saturating_mul(1000));
    Ok(Certified {
        der: own.to_vec(),
        fingerprint: Fingerprint::of(own),
        serial: hex(certificate.raw_serial()),
        not_before: moment(certificate.validity().not_before.timestamp()),
        not_after: moment(certificate.validity().not_after.timestamp()),
        claim,
    })
}

/// Whether the handshake can check a signature of this certificate's key. A connection whose certificate fails here is
/// refused by [`judge`] for the same reason, and is told so instead of breaking off.
pub(crate) fn can_be_proved(own: &CertificateDer<'_>) -> bool {
    let strong = parse(own).is_ok_and(|certificate| strength::check(&certificate).is_ok());
    strong && EndEntityCert::try_from(own).is_ok()
}

fn parse<'a>(der: &'a CertificateDer<'_>) -> Result<X509Certificate<'a>, Refusal> {
    let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| Refusal::Malformed)?;
    let is_whole = rest.is_empty() && certificate.version() == X509Version::V3;
    if is_whole { Ok(certificate) } else { Err(Refusal::Malformed) }
}

/// The place our own certificate names.
fn place(certificate: &X509Certificate<'_>) -> Option<String> {
    let names = certificate.subject_alternative_name().ok()??;
    let mut places = names.value.general_names.iter().filter_map(|name| match name {
        GeneralName::URI(uri) if uri.starts_with(OWN_SCHEME) => Some((*uri).to_owned()),
        _ => None,
    });
    let place = places.next()?;
    places.next().is_none().then_some(place)
}

fn refusal(error: &Error) -> Refusal {
    match error {
        Error::CertExpired { .. } => Refusal::Expired,
        Error::CertNotValidYet { .. } => Refusal::NotYetValid,
        Error::CertRevoked => Refusal::Revoked,
        // An authority nobody made one is nobody's authority.
        Error::UnknownIssuer | Error::EndEntityUsedAsCa | Error::PathLenConstraintViolated => {
            Refusal::UnknownCa
        }
        Error::CaUsedAsEndEntity => Refusal::CaCertificate,
        Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => Refusal::WrongUsage,
        Error::InvalidSignatureForPublicKey | Error::SignatureAlgorithmMismatch => Refusal::Tampered,
        Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => Refusal::WeakSignature,
        _ => Refusal::Malformed,
    }
}
