use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use age::x25519::Recipient;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::BackupError;
use super::key;
use super::manifest::{self, Manifest, Signed};
use super::options::MakeOptions;
use crate::audit::{self, Entry, hex};
use crate::moment;
use crate::receipt::{self, Signer};
use crate::running::DATABASE;
use crate::store::sqlite::{Sqlite, inspect, look_at, snapshot};
use crate::store::{StoreError, write_now};

/// What the snapshot on its way is called.
const SNAPSHOT: &str = ".snapshot-";
/// What lies in a data folder and does not belong into a backup: the database's own files (the snapshot is taken instead),
/// the audit log's copy (its events are in the database), and compressed pages (made anew).
const LEFT_OUT: [&str; 5] = [DATABASE, "ikensho.db-wal", "ikensho.db-shm", audit::FOLDER, "site"];

/// Makes a backup while the server runs, and reads it again from the disk.
pub(super) fn make(options: &MakeOptions) -> Result<String, BackupError> {
    let database = options.data.join(DATABASE);
    if !database.is_file() {
        return Err(BackupError::NoDatabase(database));
    }
    let recipient = key::recipient(options.recipient.as_deref(), &options.data)?;
    let signer = receipt::existing(&options.data.join(receipt::FILE))?;
    note(&database, &recipient)?;
    let temporary = tempfile::Builder::new().prefix(SNAPSHOT).tempfile_in(&options.data);
    let temporary = temporary.map_err(BackupError::file(&options.data))?;
    snapshot(&database, temporary.path())?;
    let (manifest, files) = describe(&options.data, temporary.path(), &signer)?;
    let signed = Signed::new(&manifest, &signer)?;
    let written = seal(&options.to, &recipient, &signed, &files)?;
    let read = digest(&options.to)?;
    if read != written {
        let _ = std::fs::remove_file(&options.to);
        return Err(BackupError::Differs("書いたファイルを読み直した結果".to_owned()));
    }
    Ok(format!(
        "{}を作り、読み直しました。\nSHA-256: {read}\n意見書 {}件、監査記録 {}件、署名した鍵 {}",
        options.to.display(),
        manifest.tables.get("letters").copied().unwrap_or_default(),
        manifest.audit.0,
        signed.key.key_id,
    ))
}

/// That a backup is made is an event, and it is in the backup.
fn note(database: &Path, recipient: &Recipient) -> Result<(), StoreError> {
    let (store, subject) = (Sqlite::open(database)?, recipient.to_string());
    write_now(&store, move |tx| {
        let entry = Entry {
            at: moment::machine(),
            who: "operator",
            place: "operator",
            terminal: "",
            because: "operator",
            action: "backup.make",
            subject: &subject,
            refused: "",
            people: Vec::new(),
        };
        audit::append(tx, entry)
    })
}

/// Checks the snapshot, and says what the backup will hold: names with the files they stand for.
fn describe(
    data: &Path,
    snapshot: &Path,
    signer: &Signer,
) -> Result<(Manifest, Vec<(String, PathBuf)>), BackupError> {
    let tables: BTreeMap<String, u64> = inspect(snapshot)?.into_iter().collect();
    let (epoch, end) = whole(snapshot, signer)?;
    let mut paths = vec![(DATABASE.to_owned(), snapshot.to_owned())];
    beside(data, "", &mut paths)?;
    let mut files = BTreeMap::new();
    for (name, path) in &paths {
        files.insert(name.clone(), digest(path)?);
    }
    let made_at = moment::machine().text();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Ok((Manifest { made_at, version, epoch, audit: end, tables, files }, paths))
}

/// The epoch and the end of the audit log, which must be whole.
pub(super) fn whole(database: &Path, signer: &Signer) -> Result<(u32, (u64, String)), BackupError> {
    let mut found = None;
    look_at(database, &mut |rows| {
        let verified = audit::verify(rows, &signer.public_key(), None);
        found = Some(verified.and_then(|verified| Ok((verified, rows.epoch()?, rows.audit_end()?))));
    })?;
    let (verified, epoch, end) = found.ok_or_else(|| StoreError("nothing was read".into()))??;
    match verified.broken {
        None => Ok((epoch, end)),
        Some(broken) => {
            Err(BackupError::Differs(format!("監査記録の{}件目：{}", broken.number, broken.fault)))
        }
    }
}

/// The small files of a data folder.
fn beside(folder: &Path, under: &str, found: &mut Vec<(String, PathBuf)>) -> Result<(), BackupError> {
    let failed = BackupError::file(folder);
    let mut entries =
        std::fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(&failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else { continue };
        if under.is_empty() && (LEFT_OUT.contains(&&*name) || name.starts_with(SNAPSHOT)) {
            continue;
        }
        let (kind, name) = (entry.file_type().map_err(&failed)?, format!("{under}{name}"));
        if kind.is_dir() {
            beside(&entry.path(), &format!("{name}/"), found)?;
        } else if kind.is_file() {
            found.push((name, entry.path()));
        }
    }
    Ok(())
}

/// Writes the backup beside its place, then puts it there; the SHA-256 of its bytes.
fn seal(
    to: &Path,
    recipient: &Recipient,
    signed: &Signed,
    files: &[(String, PathBuf)],
) -> Result<String, BackupError> {
    let failed = BackupError::file(to);
    if to.exists() {
        return Err(failed(io::ErrorKind::AlreadyExists.into()));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = NamedTempFile::new_in(folder).map_err(&failed)?;
    let file = OpenOptions::new().write(true).mode(0o600).open(part.path()).map_err(&failed)?;
    let hashing = Hashing { inner: BufWriter::new(file), hash: Sha256::new() };
    let hashing = archive(hashing, recipient, signed, files).map_err(&failed)?;
    let file = hashing.inner.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(&failed)?;
    part.persist_noclobber(to).map_err(|error| failed(error.error))?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(&failed)?;
    Ok(hex(&hashing.hash.finalize()))
}

fn archive<W: Write>(
    out: W,
    recipient: &Recipient,
    signed: &Signed,
    files: &[(String, PathBuf)],
) -> io::Result<W> {
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient));
    let mut tar = tar::Builder::new(encryptor.map_err(io::Error::other)?.wrap_output(out)?);
    let first = serde_json::to_vec(signed).map_err(io::Error::other)?;
    let mut header = tar::Header::new_gnu();
    header.set_mode(0o600);
    header.set_size(first.len() as u64);
    tar.append_data(&mut header, manifest::FILE, &*first)?;
    for (name, path) in files {
        let file = File::open(path)?;
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o600);
        header.set_size(file.metadata()?.len());
        tar.append_data(&mut header, name, BufReader::new(file))?;
    }
    tar.into_inner()?.finish()
}

/// Hashes what passes.
struct Hashing<W> {
    inner: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// SHA-256 of a file in lower-case hex.
pub(super) fn digest(path: &Path) -> Result<String, BackupError> {
    let failed = BackupError::file(path);
    let mut file = File::open(path).map_err(&failed)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut piece).map_err(&failed)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(piece.get(..read).unwrap_or_default()),
        }
    }
}
