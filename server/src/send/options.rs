use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::Parser;
use lexopt::prelude::{Long, Value};

use super::SETTLE;
use crate::failure::Failure;

/// Options of `send`.
#[derive(Debug)]
pub(crate) struct SendOptions {
    pub(crate) files: Vec<PathBuf>,
    /// The folder to watch instead of files.
    pub(crate) watch: Option<PathBuf>,
    pub(crate) server: String,
    /// How long a file must stand still before it is taken for finished.
    pub(crate) settle: Duration,
    pub(crate) identity: IdentityFiles,
}

/// Where what is shown to the server lies.
#[derive(Debug, Default)]
pub(crate) struct IdentityFiles {
    /// The terminal's certificate as PKCS#12, and the file of its passphrase.
    pub(crate) certificate: Option<(PathBuf, PathBuf)>,
    /// The program's token.
    pub(crate) token: Option<PathBuf>,
    /// The authority of the server's own certificate, where this machine does not trust it already.
    pub(crate) trust: Option<PathBuf>,
}

/// Reads what follows `send` on the command line.
pub(crate) fn parse(mut parser: Parser) -> Result<SendOptions, Failure> {
    let (mut files, mut watch, mut settle) = (Vec::new(), None, SETTLE);
    let (mut certificate, mut passphrase, mut token, mut trust) = (None, None, None, None);
    let mut server = "http://ishi.localhost:8080".to_owned();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("watch") => watch = Some(value(&mut parser)?.into()),
            Long("server") => server = value(&mut parser)?.to_string_lossy().into_owned(),
            Long("settle") => settle = seconds(value(&mut parser)?)?,
            Long("certificate") => certificate = Some(value(&mut parser)?.into()),
            Long("passphrase") => passphrase = Some(value(&mut parser)?.into()),
            Long("token") => token = Some(value(&mut parser)?.into()),
            Long("trust") => trust = Some(value(&mut parser)?.into()),
            Value(path) => files.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if files.is_empty() == watch.is_none() {
        return Err(Failure::new(
            "送るファイルか、見張るフォルダー（--watch フォルダー）のどちらかを指定してください。",
        ));
    }
    let certificate = match (certificate, passphrase) {
        (Some(certificate), Some(passphrase)) => Some((certificate, passphrase)),
        (None, None) => None,
        _ => {
            return Err(Failure::new(
                "--certificate（証明書）と --passphrase（そのパスワードのファイル）は、一緒に指定してください。",
            ));
        }
    };
    let identity = IdentityFiles { certificate, token, trust };
    Ok(SendOptions { files, watch, server, settle, identity })
}

fn value(parser: &mut Parser) -> Result<OsString, Failure> {
    Ok(parser.value()?)
}

fn seconds(text: OsString) -> Result<Duration, Failure> {
    let seconds = text.to_str().and_then(|text| text.parse().ok());
    let seconds = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.ok_or_else(|| Failure::new(format!("--settle は秒数です（0.5 など）：{}", text.display())))
}
