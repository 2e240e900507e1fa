use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use serde::Deserialize;

use super::kept;
use super::{File, Site, SiteFiles};

/// What `assets.json` says.
#[derive(Deserialize)]
struct Index {
    build: String,
    pages: HashMap<String, String>,
    files: Vec<Entry>,
}

#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) path: String,
    #[serde(rename = "type")]
    pub(super) media_type: String,
    pub(super) sha256: String,
    pub(super) immutable: bool,
}

/// Why the files could not be loaded.
#[derive(Debug)]
pub(crate) enum SiteError {
    /// A file is missing or cannot be read or written.
    File(PathBuf, std::io::Error),
    /// `assets.json` is not an index.
    Index(serde_json::Error),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::File(path, error) => write!(f, "{}: {error}", path.display()),
            SiteError::Index(error) => write!(f, "assets.json: {error}"),
        }
    }
}

impl std::error::Error for SiteError {}

impl Site {
    /// Loads the files in `dir`. Those of the build before, kept in `keep`, stay available: a page that was open during
    /// an update still finds its own.
    pub(crate) fn load(from: &SiteFiles, keep: &Path) -> Result<Site, SiteError> {
        let index: Index = serde_json::from_slice(&from.read("assets.json")?).map_err(SiteError::Index)?;
        let mut files = HashMap::new();
        for entry in &index.files {
            files.insert(entry.path.clone(), file(from, entry)?);
        }
        for (path, file) in kept::swap(keep, &index.build, from, &index.files)? {
            files.entry(path).or_insert(file);
        }
        Ok(Site { build: index.build, pages: index.pages, files, demo: HashMap::new() })
    }
}

/// One file, with its compressed forms as far as they are there.
pub(super) fn file(from: &SiteFiles, entry: &Entry) -> Result<File, SiteError> {
    let name = entry.path.trim_start_matches('/');
    let compressed = |extension: &str| from.read(&format!("{name}.{extension}")).ok().map(Bytes::from);
    Ok(File {
        plain: from.read(name)?.into(),
        gzip: compressed("gz"),
        brotli: compressed("br"),
        media_type: entry.media_type.clone(),
        sha256: entry.sha256.clone(),
        immutable: entry.immutable,
    })
}
