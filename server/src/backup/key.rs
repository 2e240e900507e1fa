use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};

use super::BackupError;
use super::options::KeyOptions;

/// The public key's name in the data folder.
pub(super) const RECIPIENT: &str = "backup.recipient";

/// Makes a pair of keys: the private one into a file of its own, the public one into the data folder.
pub(super) fn create(options: &KeyOptions) -> Result<String, BackupError> {
    let identity = Identity::generate();
    let recipient = identity.to_public().to_string();
    let text = identity.to_string();
    let mut lines = format!("# Ikenshoバックアップの秘密鍵。公開鍵: {recipient}\n").into_bytes();
    lines.extend_from_slice(text.expose_secret().as_bytes());
    lines.push(b'\n');
    let written = write(&options.to, &lines);
    lines.fill(0);
    written?;
    let mut said = format!(
        "秘密鍵を{}に書きました。このサーバーの外（金庫など）に移し、ここからは消してください。\n\
         これがないと、バックアップは誰にも開けません。\n公開鍵: {recipient}",
        options.to.display()
    );
    if let Some(data) = &options.data {
        let path = data.join(RECIPIENT);
        std::fs::write(&path, format!("{recipient}\n")).map_err(BackupError::file(&path))?;
        said.push_str(&format!("\n公開鍵は{}にも書きました。", path.display()));
    }
    Ok(said)
}

/// A file that is not there yet, readable by its owner alone.
fn write(path: &Path, bytes: &[u8]) -> Result<(), BackupError> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(BackupError::file(path))
}

/// The public key to encrypt to: the one named, or the data folder's.
pub(super) fn recipient(named: Option<&str>, data: &Path) -> Result<Recipient, BackupError> {
    let text = match named {
        Some(text) => text.to_owned(),
        None => std::fs::read_to_string(data.join(RECIPIENT)).map_err(|_| BackupError::NoRecipient)?,
    };
    text.trim().parse().map_err(|_| BackupError::Recipient)
}

/// The private key in a file.
pub(super) fn identity(path: &Path) -> Result<Identity, BackupError> {
    let text = std::fs::read_to_string(path).map_err(BackupError::file(path))?;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.and_then(|line| line.parse().ok()).ok_or_else(|| BackupError::Identity(path.to_owned()))
}
