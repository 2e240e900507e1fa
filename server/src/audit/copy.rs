//! The second file: every event and checkpoint again, in a folder of its own.

use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::Line;

/// Its folder in the data folder, when no other is named.
pub(crate) const FOLDER: &str = "audit";
/// Its name in its folder.
const FILE: &str = "audit.log";
/// Bytes read at a time when the end is looked for: an event that names 500 persons has about 50,000.
const TAIL: u64 = 256 * 1024;

/// Why the copy cannot be written.
#[derive(Debug)]
pub(crate) enum CopyError {
    /// Another process writes it.
    InUse(PathBuf),
    /// What stands in it is no copy of this log.
    Foreign(PathBuf),
    /// The file could not be read or written.
    File(PathBuf, io::Error),
}

impl fmt::Display for CopyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CopyError::InUse(path) => write!(f, "{}: another process writes it", path.display()),
            CopyError::Foreign(path) => write!(
                f,
                "{}: it is not the copy of this data folder's audit log, or the data folder was put back to an older \
                 state; look at it with `ikensho admin audit verify`, keep it, and name an empty folder with --audit-copy",
                path.display()
            ),
            CopyError::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for CopyError {}

/// The copy, open for appending.
#[derive(Debug)]
pub(crate) struct Copy {
    file: File,
    path: PathBuf,
    /// Number and hash of the last event in it.
    end: (u64, String),
}

impl Copy {
    /// Opens the copy in `folder`, which is made when it is not there. What a crash left of a line is cut off: its event
    /// is in the database and is copied again.
    pub(crate) fn open(folder: &Path) -> Result<Copy, CopyError> {
        let path = folder.join(FILE);
        let failed = |error| CopyError::File(path.clone(), error);
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).append(true).create(true).mode(0o600).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(CopyError::InUse(path)),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let end = end(&mut file).map_err(failed)?.ok_or_else(|| CopyError::Foreign(path.clone()))?;
        Ok(Copy { file, path, end })
    }

    /// Number and hash of the last event in it; 0 and empty when there is none.
    pub(crate) fn end(&self) -> &(u64, String) {
        &self.end
    }

    /// Why it is not this log's.
    pub(crate) fn foreign(&self) -> CopyError {
        CopyError::Foreign(self.path.clone())
    }

    /// Appends lines; they are on disk when this returns.
    pub(crate) fn append(&mut self, lines: &str) -> Result<(), CopyError> {
        let written = self.file.write_all(lines.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(|error| CopyError::File(self.path.clone(), error))
    }
}

/// The last event of the file, after a torn last line was cut off; none when there are lines and none is an event.
fn end(file: &mut File) -> io::Result<Option<(u64, String)>> {
    let length = file.metadata()?.len();
    let mut begin = length;
    let mut tail = Vec::new();
    while begin > 0 {
        let from = begin.saturating_sub(TAIL);
        let mut piece = vec![0; usize::try_from(begin - from).unwrap_or_default()];
        file.seek(SeekFrom::Start(from))?;
        file.read_exact(&mut piece)?;
        piece.append(&mut tail);
        (tail, begin) = (piece, from);
        let whole = tail.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let first = if begin == 0 {
            0
        } else {
            tail.iter().position(|byte| *byte == b'\n').map_or(whole, |at| at + 1)
        };
        let lines = tail.get(first..whole).unwrap_or_default();
        let last = lines.split(|byte| *byte == b'\n').rev().find_map(|line| {
            match Line::read(std::str::from_utf8(line).ok()?)? {
                Line::Event { number, hash, .. } => Some((number, hash)),
                Line::Checkpoint(_) => None,
            }
        });
        if begin > 0 && last.is_none() {
            continue;
        }
        let torn = tail.len() - whole;
        if torn > 0 {
            tracing::warn!(
                torn,
                "the copy of the audit log ended in the middle of a line, which was cut off"
            );
            file.set_len(length - u64::try_from(torn).unwrap_or_default())?;
            file.sync_data()?;
        }
        return Ok(last.or_else(|| lines.is_empty().then(Default::default)));
    }
    Ok(Some(Default::default()))
}

/// Reads the whole lines a copy had when it was opened; a torn last one is not copied yet.
pub(crate) struct Lines(BufReader<Take<File>>);

impl Lines {
    /// The lines of the copy in `folder`.
    pub(crate) fn open(folder: &Path) -> Result<Lines, CopyError> {
        let path = folder.join(FILE);
        let opened = File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (length, file) = opened.map_err(|error| CopyError::File(path, error))?;
        Ok(Lines(BufReader::new(file.take(length))))
    }

    /// The next line: none at the end, an error for what is none.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Line, ()>>> {
        let mut bytes = Vec::new();
        self.0.read_until(b'\n', &mut bytes)?;
        let Some(line) = bytes.strip_suffix(b"\n") else { return Ok(None) };
        Ok(Some(std::str::from_utf8(line).ok().and_then(Line::read).ok_or(())))
    }
}
