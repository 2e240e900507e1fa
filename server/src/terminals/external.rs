use std::fs;
use std::path::Path;

use ja::Date;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, TrustAnchor};
use serde::Deserialize;
use webpki::{CertRevocationList, OwnedCertRevocationList};
use x509_parser::certificate::X509Certificate;
use x509_parser::x509::X509Name;

use super::judge::Claim;
use super::{Refusal, office};
use crate::ca::CaError;
use crate::moment::Moment;

/// The operator's dated list of authorities beside our own.
#[derive(Default)]
pub(super) struct Externals {
    accepted: Vec<External>,
    medical: Vec<Medical>,
}

/// An authority whose certificates are taken, such as that of 介護保険証明書 and 介護DX証明書.
pub(super) struct External {
    name: String,
    anchors: Vec<TrustAnchor<'static>>,
    revoked: Vec<OwnedCertRevocationList>,
    from: Date,
    until: Option<Date>,
    rule: office::Rule,
}

/// The authority of medical オンライン請求: known so that it can be named.
struct Medical {
    /// Its certificates' subjects, in DER.
    subjects: Vec<Vec<u8>>,
    /// Words of its name.
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    accepted: Vec<AcceptedEntry>,
    medical: Vec<MedicalEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptedEntry {
    name: String,
    /// Files of the folder.
    certificates: Vec<String>,
    /// Files of the folder.
    #[serde(default)]
    crls: Vec<String>,
    from: String,
    #[serde(default)]
    until: Option<String>,
    office_no: office::Rule,
    /// Where the operator has all this from.
    #[expect(dead_code, reason = "it is the operator's own note, and has to be there")]
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MedicalEntry {
    #[serde(default)]
    certificates: Vec<String>,
    /// Words of the issuer's name.
    #[serde(default)]
    issuer_names: Vec<String>,
    #[expect(dead_code, reason = "it is the operator's own note, and has to be there")]
    source: String,
}

impl Externals {
    /// Reads the list; no list is none.
    pub(super) fn load(path: &Path, folder: &Path) -> Result<Externals, CaError> {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Externals::default()),
            Err(error) => return Err(CaError::File(path.to_owned(), error)),
        };
        let malformed = |why: &dyn std::fmt::Display| CaError::List(path.to_owned(), why.to_string());
        let file: File = serde_json::from_slice(&text).map_err(|error| malformed(&error))?;
        let date = |text: &str| {
            Date::parse_iso(text).ok_or_else(|| malformed(&format!("`{text}` is not a date (YYYY-MM-DD)")))
        };
        let mut externals = Externals::default();
        for entry in file.accepted {
            externals.accepted.push(External {
                anchors: certificates(folder, &entry.certificates)?
                    .iter()
                    .map(anchor(folder))
                    .collect::<Result<_, _>>()?,
                revoked: lists(folder, &entry.crls)?,
                from: date(&entry.from)?,
                until: entry.until.as_deref().map(date).transpose()?,
                rule: entry.office_no,
                name: entry.name,
            });
        }
        for entry in file.medical {
            let anchors = certificates(folder, &entry.certificates)?
                .iter()
                .map(anchor(folder))
                .collect::<Result<Vec<_>, _>>()?;
            externals.medical.push(Medical {
                subjects: anchors.iter().map(|anchor| anchor.subject.to_vec()).collect(),
                names: entry.issuer_names,
            });
        }
        Ok(externals)
    }

    pub(super) fn anchors(&self) -> impl Iterator<Item = &TrustAnchor<'static>> {
        self.accepted.iter().flat_map(|external| &external.anchors)
    }

    pub(super) fn owner(&self, anchor: &TrustAnchor<'_>) -> Option<&External> {
        self.accepted.iter().find(|external| external.anchors.iter().any(|known| known == anchor))
    }

    pub(super) fn is_medical(&self, certificate: &X509Certificate<'_>) -> bool {
        let issuer = certificate.issuer();
        self.medical.iter().any(|medical| {
            medical.subjects.iter().any(|subject| issuer.as_raw().ends_with(subject))
                || medical.names.iter().any(|name| names(issuer, name))
        })
    }
}

/// Whether a part of the name holds these words.
fn names(issuer: &X509Name<'_>, words: &str) -> bool {
    issuer.iter_attributes().any(|part| part.as_str().is_ok_and(|text| text.contains(words)))
}

impl External {
    /// The clinic a certificate of this authority names.
    pub(super) fn claim(&self, certificate: &X509Certificate<'_>, now: Moment) -> Result<Claim, Refusal> {
        let today = now.date();
        if today < self.from || self.until.is_some_and(|until| today > until) {
            return Err(Refusal::NotInForce);
        }
        for list in &self.revoked {
            let list = CertRevocationList::from(list.clone());
            if list.issuer() == certificate.issuer().as_raw()
                || certificate.issuer().as_raw().ends_with(list.issuer())
            {
                let found = list.find_serial(certificate.raw_serial()).map_err(|_| Refusal::Malformed)?;
                if found.is_some() {
                    return Err(Refusal::Revoked);
                }
            }
        }
        let office_no = self.rule.office_no(certificate.subject()).ok_or(Refusal::Unmapped)?;
        Ok(Claim::External { authority: self.name.clone(), office_no })
    }
}

fn anchor(folder: &Path) -> impl Fn(&CertificateDer<'static>) -> Result<TrustAnchor<'static>, CaError> {
    move |der| {
        let anchor = webpki::anchor_from_trusted_cert(der);
        Ok(anchor.map_err(|_| CaError::Malformed(folder.to_owned()))?.to_owned())
    }
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, CaError> {
    let path = folder.join(name);
    fs::read(&path).map_err(|error| CaError::File(path, error))
}

fn certificates(folder: &Path, files: &[String]) -> Result<Vec<CertificateDer<'static>>, CaError> {
    let mut found = Vec::new();
    for name in files {
        let pem = read(folder, name)?;
        let those = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
        let those = those.ok().filter(|those| !those.is_empty());
        found.extend(those.ok_or_else(|| CaError::Malformed(folder.join(name)))?);
    }
    Ok(found)
}

fn lists(folder: &Path, files: &[String]) -> Result<Vec<OwnedCertRevocationList>, CaError> {
    let mut found = Vec::new();
    for name in files {
        let malformed = || CaError::Malformed(folder.join(name));
        let pem = read(folder, name)?;
        let der = CertificateRevocationListDer::from_pem_slice(&pem).map_err(|_| malformed())?;
        found.push(OwnedCertRevocationList::from_der(&der).map_err(|_| malformed())?);
    }
    Ok(found)
}
