use std::path::PathBuf;

use lexopt::prelude::{Long, Value};

use crate::failure::Failure;

pub(crate) const HELP: &str = "  ikensho admin backup-key create FILE [--data DIR]
      a pair of keys for backups: the private one into FILE, the public one into the data folder
  ikensho admin backup --data DIR --to FILE [--recipient KEY]
      everything in the data folder, while the server runs, encrypted to the public key
  ikensho admin restore FILE --identity FILE --data DIR [--key FILE]
      puts a backup into an empty folder, checks all of it, and raises the epoch";

/// What is to be done with backups.
#[derive(Debug)]
pub(crate) enum BackupOrder {
    Key(KeyOptions),
    Make(MakeOptions),
    Restore(RestoreOptions),
}

/// Options of `admin backup-key create`.
#[derive(Debug)]
pub(crate) struct KeyOptions {
    /// Where the private key goes.
    pub(super) to: PathBuf,
    /// The data folder that is told the public one.
    pub(super) data: Option<PathBuf>,
}

/// Options of `admin backup`.
#[derive(Debug)]
pub(crate) struct MakeOptions {
    pub(super) data: PathBuf,
    pub(super) to: PathBuf,
    /// The public key, when it is not the data folder's.
    pub(super) recipient: Option<String>,
}

/// Options of `admin restore`.
#[derive(Debug)]
pub(crate) struct RestoreOptions {
    pub(super) from: PathBuf,
    /// The file of the private key.
    pub(super) identity: PathBuf,
    pub(super) data: PathBuf,
    /// The server's public key, when it is known from elsewhere.
    pub(super) key: Option<PathBuf>,
}

/// Words and the values of these options.
fn read<const N: usize>(
    mut parser: lexopt::Parser,
    names: [&str; N],
) -> Result<(Vec<PathBuf>, [Option<PathBuf>; N]), Failure> {
    let (mut words, mut values) = (Vec::new(), [const { None }; N]);
    while let Some(argument) = parser.next().map_err(Failure::new)? {
        let unexpected = match argument {
            Value(word) => {
                words.push(word.into());
                continue;
            }
            Long(name) => match names.iter().zip(&mut values).find(|(known, _)| **known == name) {
                Some((_, value)) => {
                    *value = Some(parser.value().map_err(Failure::new)?.into());
                    continue;
                }
                None => argument.unexpected(),
            },
            other => other.unexpected(),
        };
        return Err(Failure::new(unexpected));
    }
    Ok((words, values))
}

/// `backup-key`.
pub(crate) fn parse_key(parser: lexopt::Parser) -> Result<BackupOrder, Failure> {
    let (words, [data]) = read(parser, ["data"])?;
    match words.as_slice() {
        [verb, to] if verb.as_os_str() == "create" => {
            Ok(BackupOrder::Key(KeyOptions { to: to.clone(), data }))
        }
        _ => Err(Failure::new("use `ikensho admin backup-key create FILE [--data DIR]`")),
    }
}

/// `backup`.
pub(crate) fn parse_backup(parser: lexopt::Parser) -> Result<BackupOrder, Failure> {
    let (words, values) = read(parser, ["data", "to", "recipient"])?;
    match values {
        [Some(data), Some(to), recipient] if words.is_empty() => {
            let recipient = recipient.map(|text| text.to_string_lossy().into_owned());
            Ok(BackupOrder::Make(MakeOptions { data, to, recipient }))
        }
        _ => Err(Failure::new("use `ikensho admin backup --data DIR --to FILE [--recipient KEY]`")),
    }
}

/// `restore`.
pub(crate) fn parse_restore(parser: lexopt::Parser) -> Result<BackupOrder, Failure> {
    let (words, values) = read(parser, ["identity", "data", "key"])?;
    match (words.as_slice(), values) {
        ([from], [Some(identity), Some(data), key]) => {
            Ok(BackupOrder::Restore(RestoreOptions { from: from.clone(), identity, data, key }))
        }
        _ => Err(Failure::new("use `ikensho admin restore FILE --identity FILE --data DIR [--key FILE]`")),
    }
}
