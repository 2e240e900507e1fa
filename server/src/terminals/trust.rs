use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustls::pki_types::TrustAnchor;
use x509_parser::certificate::X509Certificate;

use super::external::{External, Externals};
use crate::ca::{self, CaError};

/// The folder of the server's own authorities in the data folder.
pub(crate) const CA: &str = "ca";
/// The operator's list of external authorities.
const EXTERNAL: &str = "authorities.json";
/// The folder of their certificates.
const EXTERNAL_FILES: &str = "authorities";

/// Whose certificates are taken.
pub(crate) struct Trust {
    anchors: Vec<TrustAnchor<'static>>,
    /// How many of the anchors are our own; they come first.
    own: usize,
    externals: Externals,
}

/// Who stands behind a certificate.
pub(super) enum Authority<'a> {
    Own,
    External(&'a External),
}

impl Trust {
    /// Reads what the data folder says.
    pub(crate) fn load(data: &Path) -> Result<(Trust, ca::Authority), CaError> {
        let authority = ca::Authority::load(&data.join(CA))?;
        let mut anchors = Vec::new();
        for der in authority.certificates() {
            let anchor = webpki::anchor_from_trusted_cert(der);
            anchors.push(anchor.map_err(|_| CaError::Malformed(data.join(CA)))?.to_owned());
        }
        let own = anchors.len();
        let externals = Externals::load(&data.join(EXTERNAL), &data.join(EXTERNAL_FILES))?;
        anchors.extend(externals.anchors().cloned());
        Ok((Trust { anchors, own, externals }, authority))
    }

    /// What a path may end in.
    pub(crate) fn anchors(&self) -> &[TrustAnchor<'static>] {
        &self.anchors
    }

    /// Whether the certificate is the medical オンライン請求 authority's.
    pub(super) fn is_medical(&self, certificate: &X509Certificate<'_>) -> bool {
        self.externals.is_medical(certificate)
    }

    /// Whose this anchor is.
    pub(super) fn authority(&self, anchor: &TrustAnchor<'_>) -> Option<Authority<'_>> {
        let at = self.anchors.iter().position(|known| known == anchor)?;
        if at < self.own {
            return Some(Authority::Own);
        }
        self.externals.owner(anchor).map(Authority::External)
    }
}

/// Names, lengths and times of the operator's files.
pub(crate) type Signature = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// What a change of the operator's files changes.
pub(crate) fn signature(data: &Path) -> Signature {
    let folders = [data.join(CA), data.join(EXTERNAL_FILES)];
    let mut paths = vec![data.join(EXTERNAL)];
    for entries in folders.iter().filter_map(|folder| fs::read_dir(folder).ok()) {
        paths.extend(entries.flatten().map(|entry| entry.path()));
    }
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            let data = path.metadata().ok()?;
            Some((path, data.len(), data.modified().ok()))
        })
        .collect()
}
