//! What the command line asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use ja::Date;
use letters::orca::Charset;
use lexopt::prelude::{Long, Short, Value};

use crate::admin::{self, Admin};
use crate::backup::{self, BackupOrder};
use crate::failure::Failure;
use crate::pdf::{self, PdfOptions};
use crate::questionnaire::{self, QuestionnaireOptions};
use crate::send::{self, SendOptions};
use crate::serve::{self, ServeOptions};

pub(crate) const HELP: &str = "ikensho – 主治医意見書

  ikensho serve --data DIR --name HOST [--listen ADDRESS:PORT] [--site DIR] [--audit-copy DIR]
                [--cert FILE --key FILE] [--operator ADDRESS:PORT]
      the server for certified terminals (docs/TERMINALS.md); --operator: /healthz, /readyz and /metrics without
      certificate, for this machine alone
  ikensho demo [--port N] [--tls-port N] [--data DIR] [--site DIR] [--today YYYY-MM-DD] [--audit-copy DIR] [--bench]
      a demonstration with fictional people, on this machine alone
  ikensho check FILE [--today YYYY-MM-DD] [--previous FILE] [--request FILE] [--json]
      the findings of a letter file (JSON or ORCA CSV); exit 0: no error, 1: errors, 2: unreadable
  ikensho convert FILE --to json|orca|orca13|fhir|nintei09b [-o OUT] [--charset utf-8|cp932] [--json]
      letters in another format; what it cannot hold is said on standard error
      exit 0: nothing is lost, 1: something is, 2: not written
  ikensho send FILE… | --watch FOLDER [--server URL] [--settle SECONDS]
               [--certificate FILE --passphrase FILE] [--token FILE] [--trust FILE]
      letters of another program, to the server; files go to 送信済み or エラー, each with a report beside it
      exit 0: every letter received, 1: something to be put right, 2: not done
  ikensho questionnaire R8|R3|H21 [-o OUT]
      the form as FHIR R4 Questionnaire (our own profile), for programs that write QuestionnaireResponses
  ikensho pdf FILE -o OUT [--answers-only [--offset X,Y]] [--blank-name] [--header]
      letters on paper, all in one PDF; answers alone for pre-printed paper, moved X mm right and Y mm down
      exit 0: printed, 1: a character cannot be printed, 2: not done
  ikensho pdf --calibration R8|R3|H21 -o OUT [--offset X,Y]
      a sheet that shows how far a printer is off
  ikensho receipt verify FILE --key FILE
      whether a receipt was signed with this key
  ikensho admin audit verify DIR [--copy DIR] [--key FILE]
      whether the audit log in this data folder is whole and its copy the same; the copy is looked for in DIR/audit
      exit 0: whole, 1: the first event that is not, 2: not read
  ikensho admin restored DIR [--audit-copy DIR]
      an older copy of this data folder was put back, while the server is stopped: what clients hold receipts for is
      asked of them again";

/// One command with its options.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Demo(DemoOptions),
    Serve(ServeOptions),
    Admin(Admin),
    Check(CheckOptions),
    Convert(ConvertOptions),
    Send(SendOptions),
    Questionnaire(QuestionnaireOptions),
    Pdf(PdfOptions),
    VerifyReceipt { file: PathBuf, key: PathBuf },
    VerifyAudit(VerifyAuditOptions),
    Restored { data: PathBuf, copy: Option<PathBuf> },
    Backup(BackupOrder),
}

/// Options of `demo`.
#[derive(Debug)]
pub(crate) struct DemoOptions {
    pub(crate) port: u16,
    /// Of the certified listener; 8443, or another that is free, when none is named.
    pub(crate) tls_port: Option<u16>,
    /// Where everything is kept; a folder that goes away with the process when none is named.
    pub(crate) data: Option<PathBuf>,
    pub(crate) site: Option<PathBuf>,
    pub(crate) today: Option<Date>,
    /// The folder of the audit log's copy; `audit` in the data folder when none is named.
    pub(crate) audit_copy: Option<PathBuf>,
    pub(crate) bench: bool,
}

/// Options of `admin audit verify`.
#[derive(Debug)]
pub(crate) struct VerifyAuditOptions {
    pub(crate) data: PathBuf,
    /// The folder of the copy.
    pub(crate) copy: Option<PathBuf>,
    /// The public key that checks the checkpoints, as `GET /receipts/key` gives it; the data folder's own otherwise.
    pub(crate) key: Option<PathBuf>,
}

/// Options of `check`.
#[derive(Debug)]
pub(crate) struct CheckOptions {
    pub(crate) file: PathBuf,
    pub(crate) today: Option<Date>,
    pub(crate) previous: Option<PathBuf>,
    pub(crate) request: Option<PathBuf>,
    pub(crate) json: bool,
}

/// Options of `convert`.
#[derive(Debug)]
pub(crate) struct ConvertOptions {
    pub(crate) file: PathBuf,
    pub(crate) to: Format,
    /// Where the letters are written; standard output when none is named.
    pub(crate) out: Option<PathBuf>,
    /// How the text of CSV is stored.
    pub(crate) charset: Charset,
    /// Whether the report is for programs.
    pub(crate) json: bool,
}

/// A format that `convert` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Orca,
    Orca13,
    Fhir,
    Nintei,
}

/// Reads the process's own command line.
pub(crate) fn read() -> Result<Command, Failure> {
    parse(lexopt::Parser::from_env())
}

fn parse(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let Some(first) = parser.next().map_err(Failure::new)? else { return Ok(Command::Help) };
    match first {
        Long("help") | Short('h') => Ok(Command::Help),
        Value(name) => match name.to_str() {
            Some("help") => Ok(Command::Help),
            Some("demo") => demo(parser),
            Some("serve") => serve::parse(parser).map(Command::Serve),
            Some("check") => check(parser),
            Some("convert") => convert(parser),
            Some("send") => send::parse(parser).map(Command::Send),
            Some("questionnaire") => questionnaire::parse(parser).map(Command::Questionnaire),
            Some("pdf") => pdf::parse(parser).map(Command::Pdf),
            Some("receipt") => receipt(parser),
            Some("audit") => audit(parser),
            Some("admin") => operator(parser),
            _ => Err(Failure::new(format!("`{}` is not a command; see `ikensho help`", name.display()))),
        },
        other => Err(Failure::new(other.unexpected())),
    }
}

fn demo(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let mut options = DemoOptions {
        port: 8080,
        tls_port: None,
        data: None,
        site: None,
        today: None,
        audit_copy: None,
        bench: false,
    };
    while let Some(argument) = parser.next().map_err(Failure::new)? {
        match argument {
            Long("port") => options.port = number(value(&mut parser)?)?,
            Long("tls-port") => options.tls_port = Some(number(value(&mut parser)?)?),
            Long("data") => options.data = Some(value(&mut parser)?.into()),
            Long("site") => options.site = Some(value(&mut parser)?.into()),
            Long("today") => options.today = Some(date(value(&mut parser)?)?),
            Long("audit-copy") => options.audit_copy = Some(value(&mut parser)?.into()),
            Long("bench") => options.bench = true,
            other => return Err(Failure::new(other.unexpected())),
        }
    }
    Ok(Command::Demo(options))
}

fn check(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut file, mut today, mut previous, mut request, mut json) = (None, None, None, None, false);
    while let Some(argument) = parser.next().map_err(Failure::new)? {
        match argument {
            Long("today") => today = Some(date(value(&mut parser)?)?),
            Long("previous") => previous = Some(value(&mut parser)?.into()),
            Long("request") => request = Some(value(&mut parser)?.into()),
            Long("json") => json = true,
            Value(path) if file.is_none() => file = Some(path.into()),
            other => return Err(Failure::new(other.unexpected())),
        }
    }
    let file = file.ok_or_else(|| Failure::new("`check` needs the file of a letter"))?;
    Ok(Command::Check(CheckOptions { file, today, previous, request, json }))
}

fn convert(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut file, mut to, mut out, mut charset, mut json) = (None, None, None, Charset::Utf8, false);
    while let Some(argument) = parser.next().map_err(Failure::new)? {
        match argument {
            Long("to") => to = Some(format(value(&mut parser)?)?),
            Short('o') | Long("out") => out = Some(value(&mut parser)?.into()),
            Long("charset") => charset = self::charset(value(&mut parser)?)?,
            Long("json") => json = true,
            Value(path) if file.is_none() => file = Some(path.into()),
            other => return Err(Failure::new(other.unexpected())),
        }
    }
    let file = file.ok_or_else(|| Failure::new("`convert` needs the file of a letter"))?;
    let to = to.ok_or_else(|| Failure::new("`convert` needs --to json|orca|orca13|fhir|nintei09b"))?;
    Ok(Command::Convert(ConvertOptions { file, to, out, charset, json }))
}

fn format(text: OsString) -> Result<Format, Failure> {
    match text.to_str() {
        Some("json") => Ok(Format::Json),
        Some("orca") => Ok(Format::Orca),
        Some("orca13") => Ok(Format::Orca13),
        Some("fhir") => Ok(Format::Fhir),
        Some("nintei09b") => Ok(Format::Nintei),
        _ => Err(Failure::new(format!("`{}` is not a format; see `ikensho help`", text.display()))),
    }
}

fn charset(text: OsString) -> Result<Charset, Failure> {
    match text.to_str() {
        Some("utf-8") => Ok(Charset::Utf8),
        Some("cp932") => Ok(Charset::Cp932),
        _ => Err(Failure::new(format!("`{}` is not utf-8 or cp932", text.display()))),
    }
}

fn receipt(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut words, mut key) = (Vec::new(), None);
    while let Some(argument) = parser.next().map_err(Failure::new)? {
        match argument {
            Long("key") => key = Some(value(&mut parser)?.into()),
            Value(word) => words.push(word),
            other => return Err(Failure::new(other.unexpected())),
        }
    }
    match (words.as_slice(), key) {
        ([verb, file], Some(key)) if verb == "verify" => {
            Ok(Command::VerifyReceipt { file: file.into(), key })
        }
        _ => Err(Failure::new("use `ikensho receipt verify FILE --key FILE`")),
    }
}

fn operator(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    match parser.next().map_err(Failure::new)? {
        Some(Value(name)) => match name.to_str() {
            Some("audit") => audit(parser),
            Some("restored") => restored(parser),
            Some("backup-key") => backup::parse_key(parser).map(Command::Backup),
            Some("backup") => backup::parse_backup(parser).map(Command::Backup),
            Some("restore") => backup::parse_restore(parser).map(Command::Backup),
            _ => admin::parse(&name.to_string_lossy(), parser).map(Command::Admin),
        },
        _ => Err(Failure::new("use `ikensho admin NOUN VERB …`; see `ikensho help`")),
    }
}

fn audit(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut words, mut copy, mut key) = (Vec::new(), None, None);
    while let Some(argument) = parser.next().map_err(Failure::new)? {
        match argument {
            Long("copy") => copy = Some(value(&mut parser)?.into()),
            Long("key") => key = Some(value(&mut parser)?.into()),
            Value(word) => words.push(word),
            other => return Err(Failure::new(other.unexpected())),
        }
    }
    match words.as_slice() {
        [verb, data] if verb == "verify" => {
            Ok(Command::VerifyAudit(VerifyAuditOptions { data: data.into(), copy, key }))
        }
        _ => Err(Failure::new("use `ikensho admin audit verify DIR`")),
    }
}

fn restored(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut data, mut copy) = (None, None);
    while let Some(argument) = parser.next().map_err(Failure::new)? {
        match argument {
            Long("audit-copy") => copy = Some(value(&mut parser)?.into()),
            Value(path) if data.is_none() => data = Some(path.into()),
            other => return Err(Failure::new(other.unexpected())),
        }
    }
    let data = data.ok_or_else(|| Failure::new("use `ikensho admin restored DIR`"))?;
    Ok(Command::Restored { data, copy })
}

fn value(parser: &mut lexopt::Parser) -> Result<OsString, Failure> {
    parser.value().map_err(Failure::new)
}

fn number(text: OsString) -> Result<u16, Failure> {
    let number = text.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| Failure::new(format!("`{}` is not a port", text.display())))
}

fn date(text: OsString) -> Result<Date, Failure> {
    let date = text.to_str().and_then(Date::parse_iso);
    date.ok_or_else(|| Failure::new(format!("`{}` is not a date (YYYY-MM-DD)", text.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Command, Failure> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn commands_are_read_with_their_options() {
        let demo = read(&["demo", "--port", "0", "--today=2026-10-14", "--bench"]).unwrap();
        assert!(matches!(demo, Command::Demo(DemoOptions { port: 0, bench: true, today: Some(_), .. })));
        let check = read(&["check", "--json", "letter.json", "--request", "r.json"]).unwrap();
        assert!(matches!(check, Command::Check(CheckOptions { json: true, request: Some(_), .. })));
        let convert = read(&["convert", "a.csv", "--to", "fhir", "-o", "b.json"]).unwrap();
        assert!(matches!(convert, Command::Convert(ConvertOptions { to: Format::Fhir, out: Some(_), .. })));
        let send = read(&["send", "--watch", "in", "--settle", "0.5"]).unwrap();
        assert!(
            matches!(send, Command::Send(SendOptions { watch: Some(_), settle, .. }) if settle.as_millis() == 500)
        );
        assert!(matches!(read(&[]).unwrap(), Command::Help));
    }

    #[test]
    fn what_is_not_understood_is_a_failure() {
        for words in [
            &["serv"][..],
            &["serve", "--data", "d"],
            &["serve", "--data", "d", "--name", "a b"],
            &["serve", "--data", "d", "--name", "h", "--cert", "c"],
            &["admin", "colour", "list", "--data", "d"],
            &["demo", "--port", "70000"],
            &["demo", "--today", "2026-02-30"],
            &["check"],
            &["check", "a", "b"],
            &["convert", "a"],
            &["send"],
            &["send", "a", "--watch", "b"],
            &["send", "a", "--certificate", "b"],
            &["questionnaire", "R9"],
            &["send", "a", "--settle", "-1"],
            &["convert", "a", "--to", "pdf"],
            &["convert", "a", "--to", "orca", "--charset", "utf-16"],
            &["receipt", "verify", "a"],
            &["audit"],
            &["admin", "audit", "verify"],
            &["admin", "restored"],
            &["admin", "restored", "a", "b"],
            &["admin"],
            &["admin", "backup", "--to", "x"],
            &["admin", "backup", "x", "--data", "d", "--to", "x"],
            &["admin", "backup-key", "make", "x"],
            &["admin", "restore", "x", "--data", "d"],
            &["admin", "restore", "--identity", "i", "--data", "d"],
        ] {
            assert!(read(words).is_err(), "{words:?}");
        }
    }
}
