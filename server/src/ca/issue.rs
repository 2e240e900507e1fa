use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose};
use rcgen::{PublicKeyData, SanType, SerialNumber};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::{Authority, CaError, Public, serial, time, whole};
use crate::act::{Place, recipient};
use crate::audit::hex;
use crate::moment::Moment;
use crate::terminals::Fingerprint;

/// How long a terminal's certificate is good.
const TERMINAL_DAYS: i64 = 365;
/// Terminals whose clock is a little behind take a new certificate at once.
const CLOCK_MS: i64 = 10 * 60 * 1000;
/// The most characters a name may have in a certificate (X.520).
const NAME: usize = 64;

/// Whom a certificate is for.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// The terminal's id.
    pub(crate) id: String,
    /// What its people call it; shown when a browser asks which certificate to use.
    pub(crate) name: String,
    pub(crate) place: Place,
    /// The organisation's name.
    pub(crate) organisation: String,
}

/// A terminal's new certificate.
#[derive(Debug, Clone)]
pub(crate) struct Issued {
    pub(crate) pem: String,
    pub(crate) der: Vec<u8>,
    /// The certificate of the authority that issued it, in PEM.
    pub(crate) issuer: String,
    pub(crate) fingerprint: Fingerprint,
    /// Lower-case hex.
    pub(crate) serial: String,
    pub(crate) not_before: Moment,
    pub(crate) not_after: Moment,
}

/// How a certificate names the organisation its terminal stands at.
pub(crate) fn place_uri(place: &Place) -> String {
    format!("ikensho:{}", recipient(place))
}

impl Authority {
    /// Issues a certificate for one terminal.
    ///
    /// # Errors
    /// The system gave no random bytes, or the key cannot be certified.
    pub(crate) fn issue(&self, subject: &Subject, key: &Public, now: Moment) -> Result<Issued, CaError> {
        let generation = self.generations.last().ok_or(CaError::Random)?;
        let (not_before, not_after) = (whole(Moment(now.0 - CLOCK_MS)), whole(now.days_ago(-TERMINAL_DAYS)));
        let serial = serial()?;
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        let cut = |text: &str| text.chars().take(NAME).collect::<String>();
        params.distinguished_name.push(DnType::OrganizationName, cut(&subject.organisation));
        params.distinguished_name.push(DnType::CommonName, cut(&subject.name));
        params.subject_alt_names = [format!("urn:uuid:{}", subject.id), place_uri(&subject.place)]
            .into_iter()
            .map(|uri| uri.try_into().map(SanType::URI))
            .collect::<Result<_, _>>()?;
        params.serial_number = Some(SerialNumber::from_slice(&serial));
        (params.not_before, params.not_after) = (time(not_before), time(not_after));
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(key, &generation.issuer)?;
        Ok(Issued {
            pem: certificate.pem(),
            fingerprint: Fingerprint::of(certificate.der()),
            der: certificate.der().to_vec(),
            issuer: generation.pem.clone(),
            serial: hex(&serial),
            not_before,
            not_after,
        })
    }

    /// The certificate, in PEM, of the generation that issued this one to this very key; none when neither is so.
    pub(crate) fn issuer_of(&self, certificate: &str, key: &Public) -> Option<String> {
        let der = CertificateDer::from_pem_slice(certificate.as_bytes()).ok()?;
        let (_, parsed) = X509Certificate::from_der(&der).ok()?;
        let is_its = *parsed.public_key().subject_public_key.data == *key.der_bytes();
        let issued = |generation: &&super::Generation| {
            X509Certificate::from_der(&generation.der).is_ok_and(|(_, ca)| ca.subject() == parsed.issuer())
        };
        self.generations.iter().find(issued).filter(|_| is_its).map(|generation| generation.pem.clone())
    }
}
