use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// Why a backup was not made, or not put back. Nothing half-done is left.
#[derive(Debug)]
pub(crate) enum BackupError {
    /// The data folder has no database.
    NoDatabase(PathBuf),
    /// There is no public key to encrypt to.
    NoRecipient,
    /// The text is no public key for backups.
    Recipient,
    /// The file holds no private key for backups.
    Identity(PathBuf),
    /// The file is no backup, is damaged, or was made for another key.
    Unreadable(String),
    /// The backup was read, and is not what its manifest says.
    Differs(String),
    /// The folder to restore into is not empty.
    NotEmpty(PathBuf),
    /// Another key signed the manifest than the one named with --key.
    OtherKey,
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// The receipt key could not be read.
    Key(crate::receipt::KeyError),
    /// The database could not be read or written.
    Store(StoreError),
}

impl BackupError {
    /// For `map_err` on what is done with a file.
    pub(super) fn file(path: &Path) -> impl Fn(io::Error) -> BackupError + use<> {
        let path = path.to_owned();
        move |error| BackupError::File(path.clone(), error)
    }
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BackupError::NoDatabase(path) => write!(f, "{}: データベースがありません", path.display()),
            BackupError::NoRecipient => write!(
                f,
                "バックアップ用の公開鍵がありません。`ikensho admin backup-key create`で作るか、--recipientで指定してください"
            ),
            BackupError::Recipient => {
                write!(f, "--recipientの値は、バックアップ用の公開鍵（age1…）ではありません")
            }
            BackupError::Identity(path) => {
                write!(f, "{}: バックアップ用の秘密鍵（AGE-SECRET-KEY-1…）がありません", path.display())
            }
            BackupError::Unreadable(why) => {
                write!(f, "バックアップを開けません。ファイルが壊れているか、別の鍵のものです（{why}）")
            }
            BackupError::Differs(what) => {
                write!(f, "バックアップの内容が、作ったときの記録と違います（{what}）。何も戻していません")
            }
            BackupError::NotEmpty(path) => write!(
                f,
                "{}: 空のフォルダーにだけ戻せます。いまのデータには手を付けていません",
                path.display()
            ),
            BackupError::OtherKey => {
                write!(
                    f,
                    "このバックアップは、--keyの鍵のサーバーが作ったものではありません。何も戻していません"
                )
            }
            BackupError::File(path, error) => write!(f, "{}: {error}", path.display()),
            BackupError::Key(error) => write!(f, "{error}"),
            BackupError::Store(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> BackupError {
        BackupError::Store(error)
    }
}

impl From<crate::receipt::KeyError> for BackupError {
    fn from(error: crate::receipt::KeyError) -> BackupError {
        BackupError::Key(error)
    }
}
