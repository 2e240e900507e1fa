use super::{File, FileError, Format, Found, Unread, unmarked};
use crate::orca::{self, Why};
use crate::orca13;

/// Reads CSV by the version its first field names.
pub(super) fn read(bytes: &[u8]) -> Result<File, FileError> {
    let start = unmarked(bytes).trim_ascii_start();
    let (file, format): (_, fn(_) -> _) = match start.starts_with(b"\"1.3\"") || start.starts_with(b"1.3,") {
        true => (orca13::read(bytes)?, Format::Orca13),
        false => (orca::read(bytes)?, Format::Orca),
    };
    let mut letters = Vec::with_capacity(file.letters.len());
    for row in file.letters {
        letters.push(match row {
            Ok(row) => Ok(Found { letter: row.letter, software: row.software, notes: row.notes }),
            Err(error) => match error.why {
                Why::Quote { line } => return Err(FileError::Quote { line }),
                why => Err(Unread::Csv(why)),
            },
        });
    }
    Ok(File { format: format(file.charset), letters })
}
