//! The unchanging files of the build before the present one.

use std::fs;
use std::path::Path;

use super::File;
use super::SiteFiles;
use super::load::{Entry, SiteError, file};

const PRESENT: &str = "present";
const BEFORE: &str = "before";

/// Remembers the present build in `keep` and gives the files of the one before it.
pub(super) fn swap(
    keep: &Path,
    build: &str,
    from: &SiteFiles,
    entries: &[Entry],
) -> Result<Vec<(String, File)>, SiteError> {
    let (present, before) = (keep.join(PRESENT), keep.join(BEFORE));
    if fs::read_to_string(present.join("build")).ok().as_deref() != Some(build) {
        if present.exists() {
            remove(&before)?;
            fs::rename(&present, &before).map_err(|error| SiteError::File(before.clone(), error))?;
        }
        remember(&present, build, from, entries)?;
    }
    let (mut files, kept) = (Vec::new(), SiteFiles::Folder(before.clone()));
    for line in fs::read_to_string(before.join("files")).unwrap_or_default().lines() {
        if let [path, media_type, sha256] = line.split('\t').collect::<Vec<_>>().as_slice() {
            let entry = Entry {
                path: (*path).to_owned(),
                media_type: (*media_type).to_owned(),
                sha256: (*sha256).to_owned(),
                immutable: true,
            };
            files.push((entry.path.clone(), file(&kept, &entry)?));
        }
    }
    Ok(files)
}

/// Copies the unchanging files; `build` is written last, so that a copy that was cut short is made again.
fn remember(present: &Path, build: &str, from: &SiteFiles, entries: &[Entry]) -> Result<(), SiteError> {
    remove(present)?;
    let mut list = String::new();
    for entry in entries.iter().filter(|entry| entry.immutable) {
        let name = entry.path.trim_start_matches('/');
        let copy = present.join(name);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder).map_err(|error| SiteError::File(folder.to_owned(), error))?;
        }
        write(&copy, &from.read(name)?)?;
        list.push_str(&format!("{}\t{}\t{}\n", entry.path, entry.media_type, entry.sha256));
    }
    fs::create_dir_all(present).map_err(|error| SiteError::File(present.to_owned(), error))?;
    write(&present.join("files"), list.as_bytes())?;
    write(&present.join("build"), build.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), SiteError> {
    fs::write(path, bytes).map_err(|error| SiteError::File(path.to_owned(), error))
}

fn remove(folder: &Path) -> Result<(), SiteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(SiteError::File(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}
