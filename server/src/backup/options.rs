use std::path::PathBuf;

use lexopt::prelude::{Long, Value};

use crate::failure::Failure;

pub(crate) const HELP: &str = "  ikensho admin backup-key create FILE [--data DIR]
      バックアップの鍵を作る。秘密鍵はFILEに、公開鍵はデータのフォルダーに
  ikensho admin backup --data DIR --to FILE [--recipient KEY]
      データのフォルダーすべてを、サーバーを動かしたまま、公開鍵で暗号化して書き出す
  ikensho admin restore FILE --identity FILE --data DIR [--key FILE]
      バックアップを空のフォルダーに戻し、すべてを確かめる";

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
    while let Some(argument) = parser.next()? {
        let unexpected = match argument {
            Value(word) => {
                words.push(word.into());
                continue;
            }
            Long(name) => match names.iter().zip(&mut values).find(|(known, _)| **known == name) {
                Some((_, value)) => {
                    *value = Some(parser.value()?.into());
                    continue;
                }
                None => argument.unexpected(),
            },
            other => other.unexpected(),
        };
        return Err(unexpected.into());
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
        _ => Err(Failure::new(
            "秘密鍵を書くファイルを指定してください。例: ikensho admin backup-key create 秘密鍵.txt --data DATA",
        )),
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
        _ => Err(Failure::new(
            "データのフォルダーと、バックアップを書くファイルを指定してください。例: ikensho admin backup --data DATA --to 控え.age",
        )),
    }
}

/// `restore`.
pub(crate) fn parse_restore(parser: lexopt::Parser) -> Result<BackupOrder, Failure> {
    let (words, values) = read(parser, ["identity", "data", "key"])?;
    match (words.as_slice(), values) {
        ([from], [Some(identity), Some(data), key]) => {
            Ok(BackupOrder::Restore(RestoreOptions { from: from.clone(), identity, data, key }))
        }
        _ => Err(Failure::new(
            "バックアップ、その秘密鍵、空のフォルダーを指定してください。例: ikensho admin restore 控え.age --identity 秘密鍵.txt --data DATA",
        )),
    }
}
