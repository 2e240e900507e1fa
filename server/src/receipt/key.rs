use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use super::Signer;

/// Readable and writable by the server's user alone.
const MODE: u32 = 0o600;

/// Why there is no key to sign with.
#[derive(Debug)]
pub(crate) enum KeyError {
    /// Others than the server's user may read or write the file; its mode.
    Mode(u32),
    /// The file does not hold a key.
    Malformed,
    /// The system gave no random bytes.
    Random,
    /// The file could not be read or written.
    File(std::io::Error),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyError::Mode(mode) => {
                write!(
                    f,
                    "the receipt key has mode {mode:o}; it must be 600 (chmod 600), for it signs receipts"
                )
            }
            KeyError::Malformed => write!(f, "the receipt key is not 32 bytes long"),
            KeyError::Random => write!(f, "the system gave no random bytes for a receipt key"),
            KeyError::File(error) => write!(f, "the receipt key: {error}"),
        }
    }
}

impl std::error::Error for KeyError {}

impl From<std::io::Error> for KeyError {
    fn from(error: std::io::Error) -> KeyError {
        KeyError::File(error)
    }
}

/// The key's name in the data folder.
pub(crate) const FILE: &str = "receipt.key";

/// The signer whose key lies in `path`; a new key is made when there is none.
pub(crate) fn load(path: &Path) -> Result<Signer, KeyError> {
    if path.exists() {
        return existing(path);
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|_| KeyError::Random)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(MODE).open(path)?;
    file.write_all(&secret)?;
    file.sync_all()?;
    Ok(Signer::new(&secret))
}

/// The signer whose key lies in `path`.
pub(crate) fn existing(path: &Path) -> Result<Signer, KeyError> {
    let mut file = File::open(path)?;
    let mode = file.metadata()?.permissions().mode() & 0o777;
    if mode != MODE {
        return Err(KeyError::Mode(mode));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let secret = bytes.try_into().map_err(|_| KeyError::Malformed)?;
    Ok(Signer::new(&secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_others_may_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("receipt.key");
        let made = load(&path).unwrap().public_key();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(load(&path).unwrap().public_key(), made);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(load(&path), Err(KeyError::Mode(0o640))));
    }
}
