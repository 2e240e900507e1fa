use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Component, Path};

use super::BackupError;
use super::key;
use super::make::{digest, whole};
use super::manifest::{self, Manifest, Signed};
use super::options::RestoreOptions;
use crate::audit::{self, Entry};
use crate::moment;
use crate::receipt;
use crate::running::DATABASE;
use crate::store::sqlite::{Sqlite, inspect};
use crate::store::{StoreError, write_now};

/// The most bytes of a manifest.
const MANIFEST: u64 = 1024 * 1024;

/// Puts a backup into an empty folder, checks all of it, and raises the epoch.
pub(super) fn restore(options: &RestoreOptions) -> Result<String, BackupError> {
    let data = &options.data;
    let made = !data.exists();
    DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(BackupError::file(data))?;
    if data.read_dir().map_err(BackupError::file(data))?.next().is_some() {
        return Err(BackupError::NotEmpty(data.clone()));
    }
    let restored = put_back(options);
    if restored.is_err() {
        empty(data, made);
    }
    restored
}

/// What a failed restore made goes away; the folder was empty.
fn empty(data: &Path, made: bool) {
    let _ = std::fs::remove_dir_all(data);
    if !made {
        let _ = DirBuilder::new().mode(0o700).create(data);
    }
}

fn put_back(options: &RestoreOptions) -> Result<String, BackupError> {
    let (data, digest_of_file) = (&options.data, digest(&options.from)?);
    let signed = unpack(options)?;
    let manifest = signed.open().ok_or_else(|| differs("目録の署名"))?;
    if let Some(path) = &options.key {
        let text = std::fs::read(path).map_err(BackupError::file(path))?;
        let key: wire::letters::ReceiptKey =
            serde_json::from_slice(&text).map_err(|_| BackupError::OtherKey)?;
        if key != signed.key {
            return Err(BackupError::OtherKey);
        }
    }
    compare(data, &manifest, &signed)?;
    let epoch = begin_again(data, manifest.epoch, &digest_of_file)?;
    Ok(format!(
        "{}に戻しました（{}の状態、意見書 {}件、監査記録 {}件、署名した鍵 {}）。番号の世代は{epoch}になりました。\n\
         次にすること:\n\
         1. `ikensho admin audit verify {}`で監査記録を確かめる。\n\
         2. もとのサーバーが動いていないことを確かめる。2台が同時に受け付けてはいけません。\n\
         3. 監査記録の控えには、新しい空のフォルダーを使う（--audit-copy）。もとの控えは証拠として残す。\n\
         4. バックアップのあとに取り消した端末と利用者を、もう一度取り消す。\n\
         5. 起動する。医療機関の画面は、手元の受付票にあってここにない意見書を、ふたたび送れるようになります。",
        data.display(),
        manifest.made_at,
        manifest.tables.get("letters").copied().unwrap_or_default(),
        manifest.audit.0,
        signed.key.key_id,
        data.display(),
    ))
}

/// Decrypts and unpacks everything.
fn unpack(options: &RestoreOptions) -> Result<Signed, BackupError> {
    let identity = key::identity(&options.identity)?;
    let file = File::open(&options.from).map_err(BackupError::file(&options.from))?;
    let unreadable = |error: &dyn std::fmt::Display| BackupError::Unreadable(error.to_string());
    let decryptor = age::Decryptor::new_buffered(BufReader::new(file)).map_err(|error| unreadable(&error))?;
    let opened = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity));
    let mut archive = tar::Archive::new(opened.map_err(|error| unreadable(&error))?);
    let mut entries = archive.entries().map_err(|error| unreadable(&error))?;
    let first = entries.next().ok_or_else(|| unreadable(&"空"))?.map_err(|error| unreadable(&error))?;
    if first.path_bytes() != manifest::FILE.as_bytes() {
        return Err(unreadable(&"目録がない"));
    }
    let signed: Signed =
        serde_json::from_reader(first.take(MANIFEST)).map_err(|_| unreadable(&"目録が読めない"))?;
    for entry in entries {
        let mut entry = entry.map_err(|error| unreadable(&error))?;
        let name = entry.path().map_err(|error| unreadable(&error))?.into_owned();
        // Names that lead out of the folder are nobody's.
        if name.components().any(|part| !matches!(part, Component::Normal(_))) {
            return Err(unreadable(&"名前"));
        }
        let path = options.data.join(&name);
        keep(&mut entry, &path).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => unreadable(&error),
            _ => BackupError::File(path, error),
        })?;
    }
    Ok(signed)
}

fn keep(from: &mut impl Read, path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let mut out = BufWriter::new(file);
    io::copy(from, &mut out)?;
    out.flush()?;
    out.get_ref().sync_all()
}

/// Holds what was unpacked against the manifest: every file, every table, the audit log.
fn compare(data: &Path, manifest: &Manifest, signed: &Signed) -> Result<(), BackupError> {
    for (name, expected) in &manifest.files {
        let path = data.join(name);
        if !path.is_file() || digest(&path)? != *expected {
            return Err(differs(name));
        }
    }
    let database = data.join(DATABASE);
    if inspect(&database)?.into_iter().ne(manifest.tables.clone()) {
        return Err(differs("表の行数"));
    }
    let signer = receipt::existing(&data.join(receipt::FILE))?;
    if signer.public_key() != signed.key {
        return Err(differs("受付票の鍵"));
    }
    let (epoch, end) = whole(&database, &signer)?;
    if (epoch, &end) != (manifest.epoch, &manifest.audit) {
        return Err(differs("監査記録の終わり"));
    }
    Ok(())
}

/// Numbers given from here on are of a new epoch: those that were given after the backup was made are never given twice.
fn begin_again(data: &Path, before: u32, backup: &str) -> Result<u32, StoreError> {
    let (store, subject, epoch) = (Sqlite::open(&data.join(DATABASE))?, backup.to_owned(), before + 1);
    write_now(&store, move |tx| {
        tx.set_epoch(epoch)?;
        let entry = Entry {
            at: moment::machine(),
            who: "operator",
            place: "operator",
            terminal: "",
            because: "operator",
            action: "backup.restore",
            subject: &subject,
            refused: "",
            people: Vec::new(),
        };
        audit::append(tx, entry)
    })?;
    Ok(epoch)
}

fn differs(what: &str) -> BackupError {
    BackupError::Differs(what.to_owned())
}
