use std::collections::HashMap;
use std::io::{self, Read};
use std::path::PathBuf;

use super::load::SiteError;

/// Where the files of a site are read from.
#[derive(Debug)]
pub(crate) enum SiteFiles {
    /// A folder that `cargo xtask build` wrote.
    Folder(PathBuf),
    /// An archive inside the program, by name.
    Inside(HashMap<String, Vec<u8>>),
}

impl SiteFiles {
    /// The files this program carries; none unless `cargo xtask dist` built it.
    pub(crate) fn inside() -> Result<Option<SiteFiles>, SiteError> {
        #[cfg(feature = "site")]
        const ARCHIVE: Option<&[u8]> = Some(include_bytes!(env!("IKENSHO_SITE_ARCHIVE")));
        #[cfg(not(feature = "site"))]
        const ARCHIVE: Option<&[u8]> = None;
        let read =
            |archive| SiteFiles::unpacked(archive).map_err(|error| SiteError::File("site.tar".into(), error));
        ARCHIVE.map(read).transpose()
    }

    /// The files of a tar archive.
    fn unpacked(archive: &[u8]) -> io::Result<SiteFiles> {
        let mut files = HashMap::new();
        for entry in tar::Archive::new(archive).entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            files.insert(name, bytes);
        }
        Ok(SiteFiles::Inside(files))
    }

    /// The file with this name.
    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, SiteError> {
        match self {
            SiteFiles::Folder(folder) => {
                let path = folder.join(name);
                std::fs::read(&path).map_err(|error| SiteError::File(path, error))
            }
            SiteFiles::Inside(files) => {
                let missing = || SiteError::File(name.into(), io::ErrorKind::NotFound.into());
                files.get(name).cloned().ok_or_else(missing)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_read_like_a_folder() {
        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(2);
        header.set_mode(0o644);
        tar.append_data(&mut header, "assets/a.js", &b"ab"[..]).unwrap();
        let source = SiteFiles::unpacked(&tar.into_inner().unwrap()).unwrap();
        assert_eq!(source.read("assets/a.js").unwrap(), b"ab");
        assert!(source.read("assets/b.js").is_err());
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.js"), "ab").unwrap();
        let source = SiteFiles::Folder(folder.path().to_owned());
        assert_eq!(source.read("a.js").unwrap(), b"ab");
        assert!(source.read("b.js").is_err());
    }
}
