use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use rcgen::{BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyUsagePurpose};
use rcgen::{PublicKeyData, SerialNumber};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::{Authority, CaError, Generation, Key, serial, time};
use crate::moment::Moment;
use crate::secret;

/// How long an authority's certificate is good.
const CA_DAYS: i64 = 3653;
/// Where generations lie that are trusted no more.
const DISTRUSTED: &str = "distrusted";

impl Authority {
    /// Makes the first generation in an empty folder.
    pub(crate) fn create(folder: &Path, now: Moment) -> Result<(), CaError> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed(folder))?;
        if !numbers(folder)?.is_empty() {
            return Err(CaError::Exists(folder.to_owned()));
        }
        add(folder, 1, now)
    }

    /// Makes the next generation, which issues from now on. The ones before stay trusted, so that their terminals can
    /// be renewed in their own time, unless they are `distrusted`: then their terminals are out at once.
    pub(crate) fn rotate(folder: &Path, now: Moment, distrusted: bool) -> Result<u32, CaError> {
        let before = numbers(folder)?;
        let newest = before.last().copied().ok_or_else(|| CaError::None(folder.to_owned()))?;
        let number = newest.max(last_distrusted(folder)?) + 1;
        add(folder, number, now)?;
        if distrusted {
            let away = folder.join(DISTRUSTED);
            fs::DirBuilder::new().recursive(true).mode(0o700).create(&away).map_err(failed(&away))?;
            // The certificate first: what is no longer trusted must not be trusted without its key either.
            for name in before.iter().flat_map(|number| [pem_name(*number), key_name(*number)]) {
                fs::rename(folder.join(&name), away.join(&name)).map_err(failed(folder))?;
            }
        }
        Ok(number)
    }

    /// Every trusted generation of the folder.
    pub(crate) fn load(folder: &Path) -> Result<Authority, CaError> {
        let generations =
            numbers(folder)?.into_iter().map(|number| read(folder, number)).collect::<Result<Vec<_>, _>>()?;
        if generations.is_empty() {
            return Err(CaError::None(folder.to_owned()));
        }
        Ok(Authority { generations })
    }
}

fn pem_name(number: u32) -> String {
    format!("terminals-{number}.pem")
}

fn key_name(number: u32) -> String {
    format!("terminals-{number}.key")
}

/// The generations in a folder, oldest first.
fn numbers(folder: &Path) -> Result<Vec<u32>, CaError> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut numbers = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed(folder))?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("terminals-")?.strip_suffix(".pem"));
        numbers.extend(number.and_then(|number| number.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

fn last_distrusted(folder: &Path) -> Result<u32, CaError> {
    Ok(numbers(&folder.join(DISTRUSTED))?.last().copied().unwrap_or_default())
}

fn add(folder: &Path, number: u32, now: Moment) -> Result<(), CaError> {
    let key = Key::generate()?;
    let pem = certificate(&key, &format!("Ikensho Terminal CA G{number}"), now, |_| ())?;
    secret::create(&folder.join(key_name(number)), key.pem().as_bytes())?;
    // Last, for it is what makes the generation one.
    write(&folder.join(pem_name(number)), &pem)
}

/// The self-signed certificate of an authority.
pub(super) fn certificate(
    key: &Key,
    name: &str,
    now: Moment,
    refine: impl FnOnce(&mut CertificateParams),
) -> Result<String, CaError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "Ikensho");
    params.distinguished_name.push(DnType::CommonName, name);
    params.serial_number = Some(SerialNumber::from_slice(&serial()?));
    params.not_before = time(now.days_ago(1));
    params.not_after = time(now.days_ago(-CA_DAYS));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    refine(&mut params);
    Ok(params.self_signed(key)?.pem())
}

fn read(folder: &Path, number: u32) -> Result<Generation, CaError> {
    let (pem, der, key) = pair(&folder.join(pem_name(number)), &folder.join(key_name(number)))?;
    let issuer = Issuer::from_ca_cert_der(&der, key)?;
    Ok(Generation { number, pem, der, issuer })
}

/// A certificate and its key from their files.
pub(super) fn pair(
    certificate: &Path,
    key: &Path,
) -> Result<(String, CertificateDer<'static>, Key), CaError> {
    let pem = fs::read_to_string(certificate).map_err(failed(certificate))?;
    let der = CertificateDer::from_pem_slice(pem.as_bytes());
    let der = der.map_err(|_| CaError::Malformed(certificate.to_owned()))?;
    let bytes = secret::read(key)?;
    let text = std::str::from_utf8(&bytes).ok();
    let parsed = text.and_then(Key::parse).ok_or_else(|| CaError::Malformed(key.to_owned()))?;
    let names_it = der.windows(parsed.der_bytes().len()).any(|part| part == parsed.der_bytes());
    if !names_it {
        return Err(CaError::Malformed(key.to_owned()));
    }
    Ok((pem, der, parsed))
}

/// Writes what is nobody's secret, whole or not at all.
pub(super) fn write(path: &Path, text: &str) -> Result<(), CaError> {
    let parent = path.parent().unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(failed(path))?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed(path))?;
    file.as_file().sync_all().map_err(failed(path))?;
    file.persist(path).map_err(|error| failed(path)(error.error)).map(drop)
}

pub(super) fn failed(path: &Path) -> impl Fn(std::io::Error) -> CaError {
    move |error| CaError::File(path.to_owned(), error)
}
