use std::fmt;
use std::path::PathBuf;

use crate::secret::SecretError;

/// Why an authority cannot do its work.
#[derive(Debug)]
pub(crate) enum CaError {
    /// There is none in the folder.
    None(PathBuf),
    /// There is one already.
    Exists(PathBuf),
    /// A key cannot be used, or was not kept.
    Secret(SecretError),
    /// A file that is no certificate or no key.
    Malformed(PathBuf),
    /// The operator's list of authorities breaks its form; why.
    List(PathBuf, String),
    /// The system gave no random bytes.
    Random,
    /// A certificate could not be made.
    Certificate(rcgen::Error),
    /// A PKCS#12 file could not be made.
    P12(p12_keystore::error::Error),
    /// A file could not be read or written.
    File(PathBuf, std::io::Error),
}

impl fmt::Display for CaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CaError::None(path) => write!(
                f,
                "{} holds no certificate authority; `ikensho admin ca create` makes one",
                path.display()
            ),
            CaError::Exists(path) => write!(
                f,
                "{} holds a certificate authority already; `ikensho admin ca rotate` makes its next key",
                path.display()
            ),
            CaError::Secret(error) => error.fmt(f),
            CaError::Malformed(path) => write!(f, "{} is not the PEM file it should be", path.display()),
            CaError::List(path, why) => write!(f, "{}: {why}", path.display()),
            CaError::Random => f.write_str("the system gave no random bytes"),
            CaError::Certificate(error) => write!(f, "a certificate could not be made: {error}"),
            CaError::P12(error) => write!(f, "a PKCS#12 file could not be made: {error}"),
            CaError::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for CaError {}

impl From<SecretError> for CaError {
    fn from(error: SecretError) -> CaError {
        CaError::Secret(error)
    }
}

impl From<rcgen::Error> for CaError {
    fn from(error: rcgen::Error) -> CaError {
        CaError::Certificate(error)
    }
}
