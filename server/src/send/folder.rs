//! A folder that letters are put into.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::journal::{self, Journal};
use crate::failure::Failure;

/// Where files go all of whose letters were received.
pub(super) const SENT: &str = "送信済み";
/// Where files go that have something to be put right.
pub(super) const WRONG: &str = "エラー";

/// A folder with its journal, held by this process alone.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) journal: Journal,
    /// Held as long as this value; the system lets it go when the process ends, however it ends.
    _lock: File,
}

impl Folder {
    /// Opens a folder and finishes what an earlier run has begun to move.
    pub(super) fn open(path: &Path) -> Result<Folder, Failure> {
        let failed = |error: std::io::Error| Failure::file(path, &error);
        let place = journal::place(path);
        match std::fs::create_dir(&place) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(failed(error)),
            _ => {}
        }
        let lock = journal::create(&place.join("lock")).map_err(failed)?;
        if lock.try_lock().is_err() {
            let busy = "このフォルダーは、もう1つのikensho sendが見ています。";
            return Err(Failure::new(format!("{}: {busy}", path.display())));
        }
        let journal = Journal::open(&place).map_err(failed)?;
        let mut folder = Folder { path: path.to_owned(), journal, _lock: lock };
        for answered in folder.journal.open.clone() {
            folder.settle(&answered).map_err(failed)?;
        }
        Ok(folder)
    }

    /// A file of the folder.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The names of files that may be letters, in order. Names of files that are still being written are not among them.
    pub(super) fn names(&self) -> std::io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.path)? {
            let entry = entry?;
            let name = entry.file_name().to_str().map(str::to_owned);
            if let Some(name) = name.filter(|name| is_letters(name))
                && entry.file_type()?.is_file()
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }
}

/// Whether a file of this name is taken.
fn is_letters(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !name.starts_with(['.', '~']) && [".csv", ".json"].iter().any(|ending| lower.ends_with(ending))
}

/// The name of a file.
pub(super) fn name(path: &Path) -> Result<String, Failure> {
    let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    name.ok_or_else(|| Failure::new(format!("{}: ファイルではありません。", path.display())))
}

/// When files were last seen to change.
#[derive(Default)]
pub(super) struct Looks(BTreeMap<PathBuf, ((u64, Option<SystemTime>), Instant)>);

impl Looks {
    /// Looks at a file again: whether its size and time have been the same for `settle`. An empty file is not finished.
    pub(super) fn is_settled(&mut self, path: &Path, settle: Duration) -> Result<bool, Failure> {
        let state = std::fs::metadata(path).map(|data| (data.len(), data.modified().ok()));
        let state = state.map_err(|error| Failure::file(path, &error))?;
        let now = Instant::now();
        let (seen, since) = self.0.entry(path.to_owned()).or_insert((state, now));
        if *seen != state {
            (*seen, *since) = (state, now);
        }
        Ok(state.0 > 0 && now.duration_since(*since) >= settle)
    }

    /// Forgets a file that is gone.
    pub(super) fn forget(&mut self, path: &Path) {
        self.0.remove(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_unfinished_files_are_not_taken() {
        for name in ["a.csv", "意見書.CSV", "b.json"] {
            assert!(is_letters(name), "{name}");
        }
        for name in ["a.csv.tmp", "b.part", ".a.csv", "~a.csv", "a.txt", "csv", "a.csv.filepart"] {
            assert!(!is_letters(name), "{name}");
        }
    }

    #[test]
    fn a_file_is_settled_when_nothing_of_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut looks = Looks::default();
        std::fs::write(&path, "").unwrap();
        assert!(!looks.is_settled(&path, Duration::ZERO).unwrap(), "an empty file is not finished");
        std::fs::write(&path, "a").unwrap();
        assert!(looks.is_settled(&path, Duration::ZERO).unwrap());
        assert!(!looks.is_settled(&path, Duration::from_secs(3600)).unwrap());
        std::fs::write(&path, "ab").unwrap();
        let since = looks.0[&path].1;
        looks.is_settled(&path, Duration::from_secs(3600)).unwrap();
        assert!(looks.0[&path].1 > since, "a change begins the time anew");
    }
}
