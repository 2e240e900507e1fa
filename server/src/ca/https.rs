use std::path::Path;

use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer,
};
use rcgen::{KeyUsagePurpose, NameConstraints, SanType, SerialNumber};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use super::folder::{certificate, failed, pair, write};
use super::{CaError, Key, serial, time, whole};
use crate::moment::Moment;
use crate::secret;

/// How long the server's certificate is good; browsers take no longer ones.
const HTTPS_DAYS: i64 = 397;
/// It is made anew this many days before its end.
const AHEAD_DAYS: i64 = 30;
const CERTIFICATE: &str = "https.pem";
const KEY: &str = "https.key";

/// The server's certificate and key, as a TLS library takes them.
pub(crate) struct Https {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKeyDer<'static>,
    /// From here on a new one is due; none where the operator brings them.
    pub(crate) renew_at: Option<Moment>,
}

impl Https {
    /// Makes the authority that names this host alone, unless the folder holds one.
    pub(crate) fn prepare(folder: &Path, host: &str, now: Moment) -> Result<(), CaError> {
        if folder.join(CERTIFICATE).exists() {
            return Ok(());
        }
        let key = Key::generate()?;
        let pem = certificate(&key, &format!("Ikensho Server CA {host}"), now, |params| {
            let permitted_subtrees = vec![GeneralSubtree::DnsName(host.to_owned())];
            params.name_constraints =
                Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
        })?;
        secret::create(&folder.join(KEY), key.pem().as_bytes())?;
        write(&folder.join(CERTIFICATE), &pem)
    }

    /// A new certificate of the folder's authority. Its key never lies on a disk.
    pub(crate) fn issue(folder: &Path, host: &str, now: Moment) -> Result<Https, CaError> {
        let (_, authority, key) = pair(&folder.join(CERTIFICATE), &folder.join(KEY))?;
        let issuer = Issuer::from_ca_cert_der(&authority, key)?;
        let not_after = whole(now.days_ago(-HTTPS_DAYS));
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, host);
        params.subject_alt_names = vec![SanType::DnsName(host.to_owned().try_into()?)];
        params.serial_number = Some(SerialNumber::from_slice(&serial()?));
        (params.not_before, params.not_after) = (time(now.days_ago(1)), time(not_after));
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let own = Key::generate()?;
        let certificate = params.signed_by(&own, &issuer)?;
        Ok(Https {
            chain: vec![certificate.der().clone(), authority],
            key: PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(own.der().to_vec())),
            renew_at: Some(not_after.days_ago(AHEAD_DAYS)),
        })
    }

    /// A certificate and key that the operator brings, e.g. of a public authority.
    pub(crate) fn bring(chain: &Path, key: &Path) -> Result<Https, CaError> {
        use rustls::pki_types::pem::PemObject;
        let pem = std::fs::read(chain).map_err(failed(chain))?;
        let malformed = |path: &Path| CaError::Malformed(path.to_owned());
        let certificates = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
        let certificates = certificates.ok().filter(|found| !found.is_empty());
        let bytes = secret::read(key)?;
        Ok(Https {
            chain: certificates.ok_or_else(|| malformed(chain))?,
            key: PrivateKeyDer::from_pem_slice(&bytes).map_err(|_| malformed(key))?,
            renew_at: None,
        })
    }
}
