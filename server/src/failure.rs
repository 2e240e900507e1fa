//! Failures of a command, as its user reads them.

use std::fmt::{self, Display};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use lexopt::Error as Usage;

/// Where a person who is lost reads on.
pub(crate) const SEE_HELP: &str = "使い方は `ikensho help` で表示します。";

/// Why a command could not be done: one sentence.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Display) -> Failure {
        Failure(sentence.to_string())
    }

    /// A file or folder that the system does not give or take.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Failure {
        let path = path.display();
        Failure::new(match error.kind() {
            ErrorKind::NotFound => format!("{path}: 見つかりません。名前と場所を確かめてください。"),
            ErrorKind::PermissionDenied => format!("{path}: 読み書きする権限がありません。"),
            ErrorKind::IsADirectory => format!("{path}: フォルダーです。ファイルを指定してください。"),
            ErrorKind::NotADirectory => format!("{path}: フォルダーではありません。"),
            ErrorKind::StorageFull => format!("{path}: 空き容量が足りません。"),
            _ => format!("{path}: 読み書きできません（{error}）。"),
        })
    }

    /// Says it and gives the exit code for "could not be done".
    pub(crate) fn report(self) -> ExitCode {
        complain(&self.to_string());
        ExitCode::from(2)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with a command line, and what to do.
impl From<Usage> for Failure {
    fn from(error: Usage) -> Failure {
        Failure::new(match error {
            Usage::MissingValue { option: Some(option) } => {
                format!("{option} のあとに値を続けてください。{SEE_HELP}")
            }
            Usage::MissingValue { option: None } => format!("値が足りません。{SEE_HELP}"),
            Usage::UnexpectedOption(option) => format!("{option} という指定はありません。{SEE_HELP}"),
            Usage::UnexpectedArgument(word) => format!("「{}」は余分です。{SEE_HELP}", word.display()),
            Usage::UnexpectedValue { option, value } => {
                format!("{option} に値は付きません：{}", value.display())
            }
            Usage::NonUnicodeValue(value) => {
                format!("「{}」の文字が読めません（UTF-8で指定してください）。", value.display())
            }
            Usage::ParsingFailed { value, .. } => format!("「{value}」は読めません。{SEE_HELP}"),
            Usage::Custom(why) => why.to_string(),
        })
    }
}

/// Prints a line. A reader that has gone away is no failure.
pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Prints a line where failures are read.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
