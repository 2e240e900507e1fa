//! Files that hold a private key: their owner's alone, or not used.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

/// Readable and writable by the server's user alone.
const MODE: u32 = 0o600;

/// Why a secret cannot be used, or was not kept.
#[derive(Debug)]
pub(crate) enum SecretError {
    /// Others than its owner may read or write the file; its mode.
    Mode(PathBuf, u32),
    /// The file is another user's.
    Owner(PathBuf),
    /// The file could not be read or written.
    File(PathBuf, std::io::Error),
}

impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SecretError::Mode(path, mode) => write!(
                f,
                "{} holds a private key and has mode {mode:o}; it must be 600. If nobody else can have read it: chmod 600",
                path.display()
            ),
            SecretError::Owner(path) => {
                write!(f, "{} holds a private key and belongs to another user", path.display())
            }
            SecretError::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for SecretError {}

/// The bytes of a secret.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, SecretError> {
    let failed = |error| SecretError::File(path.to_owned(), error);
    let mut file = File::open(path).map_err(failed)?;
    let data = file.metadata().map_err(failed)?;
    let mode = data.permissions().mode() & 0o777;
    if mode != MODE {
        return Err(SecretError::Mode(path.to_owned(), mode));
    }
    // The owner of this process's own entry is its user.
    let user = std::fs::metadata("/proc/self").map_err(failed)?.uid();
    if data.uid() != user {
        return Err(SecretError::Owner(path.to_owned()));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(data.len()).unwrap_or_default() + 1));
    file.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Keeps a new secret on disk; a file that is there already is left as it is, and is an error.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), SecretError> {
    let failed = |error| SecretError::File(path.to_owned(), error);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(MODE).open(path).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_others_may_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.key");
        create(&path, b"secret").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(&**read(&path).unwrap(), b"secret");
        assert!(matches!(create(&path, b"other"), Err(SecretError::File(..))));
        for mode in [0o640, 0o604, 0o620, 0o700, 0o400, 0o644] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let error = read(&path).unwrap_err();
            assert!(matches!(error, SecretError::Mode(_, found) if found == mode), "{mode:o}");
            assert!(error.to_string().contains("must be 600"), "{error}");
        }
    }
}
