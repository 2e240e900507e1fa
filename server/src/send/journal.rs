//! What was begun and what was answered, on disk before anything depends on it.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

const NAME: &str = "journal";

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub(super) enum Entry {
    /// The first byte of the file is about to leave.
    Begun { sha256: String },
    /// What became of a file; it is to be moved.
    Answered(Answered),
    /// The file was moved, and its report stands beside it.
    Moved { sha256: String },
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answered {
    /// Of the file's bytes.
    pub(super) sha256: String,
    /// The file's name.
    pub(super) name: String,
    /// Whether every letter of it was received.
    pub(super) received: bool,
    /// The name it gets.
    pub(super) moved_as: String,
    /// The text beside it.
    pub(super) report: String,
}

/// The journal of one folder.
pub(super) struct Journal {
    file: File,
    /// Answers whose files are not known to be moved.
    pub(super) open: Vec<Answered>,
    /// Files all of whose letters were received: they are never sent again.
    received: Vec<Answered>,
}

impl Journal {
    /// Reads the journal of this folder and writes it anew without what is over. A last line that was cut by a crash
    /// says nothing: whatever it was to say had not happened yet.
    pub(super) fn open(folder: &Path) -> std::io::Result<Journal> {
        let path = folder.join(NAME);
        let (mut open, mut received): (Vec<Answered>, Vec<Answered>) = (Vec::new(), Vec::new());
        if path.exists() {
            for line in BufReader::new(File::open(&path)?).split(b'\n') {
                match serde_json::from_slice(&line?) {
                    Ok(Entry::Answered(answered)) => open.push(answered),
                    Ok(Entry::Moved { sha256 }) => {
                        over(&sha256, &mut open, &mut received);
                    }
                    Ok(Entry::Begun { .. }) | Err(_) => {}
                }
            }
        }
        let next = path.with_extension("next");
        let mut file = create(&next)?;
        for answered in &received {
            write(&mut file, &Entry::Answered(answered.clone()))?;
            write(&mut file, &Entry::Moved { sha256: answered.sha256.clone() })?;
        }
        for answered in &open {
            write(&mut file, &Entry::Answered(answered.clone()))?;
        }
        file.sync_all()?;
        std::fs::rename(&next, &path)?;
        sync(folder)?;
        Ok(Journal { file, open, received })
    }

    /// The answer to a file all of whose letters were received.
    pub(super) fn received(&self, sha256: &str) -> Option<&Answered> {
        self.received.iter().chain(&self.open).find(|answered| answered.received && answered.sha256 == sha256)
    }

    /// Writes an entry; it is on disk when this returns.
    pub(super) fn note(&mut self, entry: Entry) -> std::io::Result<()> {
        write(&mut self.file, &entry)?;
        self.file.sync_data()?;
        match entry {
            Entry::Begun { .. } => {}
            Entry::Answered(answered) => self.open.push(answered),
            Entry::Moved { sha256 } => over(&sha256, &mut self.open, &mut self.received),
        }
        Ok(())
    }
}

/// A file was moved. Of a received one the hash is kept, and where its report is: no name of a person.
fn over(sha256: &str, open: &mut Vec<Answered>, received: &mut Vec<Answered>) {
    let moved = open.iter().position(|answered| answered.sha256 == sha256).map(|at| open.remove(at));
    let is_known = received.iter().any(|answered| answered.sha256 == sha256);
    let moved = moved.filter(|answered| answered.received && !is_known);
    received.extend(moved.map(|moved| Answered { name: String::new(), report: String::new(), ..moved }));
}

fn write(file: &mut File, entry: &Entry) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    file.write_all(&line)
}

/// A new file that its owner alone may read.
pub(super) fn create(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(path)
}

/// Makes the names in a folder durable.
pub(super) fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Where the journal of a folder lies.
pub(super) fn place(folder: &Path) -> PathBuf {
    folder.join(".ikensho")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(name: &str, received: bool) -> Answered {
        let [sha256, name, moved_as, report] = [name, name, name, "r"].map(str::to_owned);
        Answered { sha256, name, received, moved_as, report }
    }

    #[test]
    fn what_is_noted_is_known_to_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        for (name, received, moved) in [("a", true, true), ("b", true, false), ("c", false, true)] {
            journal.note(Entry::Begun { sha256: name.to_owned() }).unwrap();
            journal.note(Entry::Answered(answered(name, received))).unwrap();
            if moved {
                journal.note(Entry::Moved { sha256: name.to_owned() }).unwrap();
            }
        }
        for _ in 0..2 {
            let again = Journal::open(folder.path()).unwrap();
            assert_eq!(again.open, [answered("b", true)]);
            assert_eq!(["a", "b", "c"].map(|sha256| again.received(sha256).is_some()), [true, true, false]);
        }
    }

    #[test]
    fn a_journal_cut_at_any_byte_holds_the_lines_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        journal.note(Entry::Answered(answered("a", true))).unwrap();
        journal.note(Entry::Answered(answered("b", true))).unwrap();
        let whole = std::fs::read(folder.path().join(NAME)).unwrap();
        let first = whole.iter().position(|byte| *byte == b'\n').unwrap();
        for end in 0..=whole.len() {
            std::fs::write(folder.path().join(NAME), &whole[..end]).unwrap();
            let known = Journal::open(folder.path()).unwrap().open.len();
            let expected = usize::from(end >= first) + usize::from(end >= whole.len() - 1);
            assert_eq!(known, expected, "cut at {end}");
        }
    }
}
