//! The CSV "1.3" that follows ORCA's 1.2: 123 fields. **Experimental: its specification was not seen.**
//!
//! Fields 1 to 117 are those of 1.2, 119 is the text of その他の留意事項, 121 to 123 are 感染症, its name and
//! 特記すべき事項; field 106 still has eleven digits. That much is said by a program that reads such files.
//!
//! Guessed, and to be checked with the receiver before a file is relied on:
//! * field 118 is whether there is another 留意事項 (1 特になし, 2 あり), as in fields 108 to 116;
//! * field 120 is 留意事項's 特記すべき項目なし (0 or 1), since it is the one box of the form that 1.2 has no field for;
//! * 老人保健施設, 介護医療院 and 特記すべき項目なし of 4(5) stay text behind その他の医療系サービス, as in 1.2;
//! * dates, line ends and character sets are those of 1.2.
//!
//! A value that fits none of these is refused by name: what nobody knows is not read as if one did.

pub(crate) mod fields;

use crate::answers::Letter;
use crate::orca::read::read_as;
use crate::orca::write::write_as;
use crate::orca::{File, FileError, Options, WriteError, Written};

/// Reads a file of letters, as [`orca::read`](crate::orca::read()) does for 1.2.
///
/// # Errors
/// When the file holds no letter or is in another character set.
pub fn read(bytes: &[u8]) -> Result<File, FileError> {
    read_as(&fields::V13, bytes)
}

/// Writes letters to a file, as [`orca::write`](crate::orca::write()) does for 1.2.
///
/// # Errors
/// Every field with characters that CP932 lacks, when the file is to be CP932.
pub fn write(letters: &[&Letter], options: &Options) -> Result<Written, WriteError> {
    write_as(&fields::V13, letters, options)
}
