use std::io::Write;
use std::path::Path;

use super::file::know;
use super::folder::{Folder, SENT, WRONG};
use super::journal::{Answered, Entry, create, place, sync};

impl Folder {
    /// Puts the report of an answered file beside the place it goes to, then the file. Done again after a crash it ends
    /// the same.
    pub(super) fn settle(&mut self, answered: &Answered) -> std::io::Result<()> {
        let to = self.path.join(if answered.received { SENT } else { WRONG });
        std::fs::create_dir_all(&to)?;
        let draft = place(&self.path).join("report");
        let mut report = create(&draft)?;
        report.write_all(answered.report.as_bytes())?;
        report.sync_all()?;
        std::fs::rename(&draft, to.join([&answered.moved_as, ".txt"].concat()))?;
        let (from, moved) = (self.file(&answered.name), to.join(&answered.moved_as));
        // Another file may have come under the same name since.
        if !moved.exists() && hash(&from)?.is_some_and(|sha256| sha256 == answered.sha256) {
            std::fs::rename(&from, &moved)?;
        }
        sync(&to)?;
        sync(&self.path)?;
        self.journal.note(Entry::Moved { sha256: answered.sha256.clone() })
    }

    /// A name that is free where the file goes: its own, or with a number.
    pub(super) fn free_name(&self, name: &str, received: bool) -> String {
        let to = self.path.join(if received { SENT } else { WRONG });
        let is_free = |name: &str| {
            let taken = |answered: &Answered| answered.moved_as == name && answered.received == received;
            let report = to.join([name, ".txt"].concat());
            !to.join(name).exists() && !report.exists() && !self.journal.open.iter().any(taken)
        };
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let numbered = (2..).map(|n: u32| format!("{stem}-{n}.{ending}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
    }
}

/// The hash of a file; none when it is gone.
fn hash(path: &Path) -> std::io::Result<Option<String>> {
    match std::fs::File::open(path) {
        Ok(mut file) => know(&mut file).map(|known| Some(known.sha256)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
