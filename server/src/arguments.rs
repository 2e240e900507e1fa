//! What the command line asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use ja::Date;
use letters::orca::Charset;
use lexopt::prelude::{Long, Short, Value};

use crate::admin::{self, Admin};
use crate::backup::{self, BackupOrder};
use crate::failure::{Failure, SEE_HELP};
use crate::pdf::{self, PdfOptions};
use crate::questionnaire::{self, QuestionnaireOptions};
use crate::send::{self, SendOptions};
use crate::serve::{self, ServeOptions};

const FORMATS: &str = "json、orca、orca13、fhir、nintei09b のどれかです。";

pub(crate) const HELP: &str = "ikensho – 主治医意見書

  ikensho serve --data DIR --name HOST [--listen ADDRESS:PORT] [--site DIR] [--audit-copy DIR]
                [--cert FILE --key FILE] [--operator ADDRESS:PORT]
      証明書の入った端末のためのサーバー（docs/TERMINALS.md）。--operator は、このサーバーの中からだけ証明書なしで
      /healthz、/readyz、/metrics に答えるアドレス
  ikensho demo [--port N] [--tls-port N] [--data DIR] [--site DIR] [--today YYYY-MM-DD] [--audit-copy DIR] [--bench]
      架空の人々によるデモ。このパソコンの中だけで動く
  ikensho check FILE [--today YYYY-MM-DD] [--previous FILE] [--request FILE] [--json]
      意見書のファイル（JSON、ORCAのCSV、FHIR）の点検結果
      終了コード 0: エラーなし、1: エラーあり、2: 読めない
  ikensho convert FILE --to json|orca|orca13|fhir|nintei09b [-o OUT] [--charset utf-8|cp932] [--json]
      意見書を別の形式に変える。その形式に入らないものは標準エラー出力に書く
      終了コード 0: 失うものなし、1: 失うものあり、2: 書けない
  ikensho send FILE… | --watch FOLDER [--server URL] [--settle SECONDS]
               [--certificate FILE --passphrase FILE] [--token FILE] [--trust FILE]
      ほかのソフトの意見書をサーバーに送る。ファイルは「送信済み」か「エラー」に移り、結果が隣にできる
      終了コード 0: すべて受け付けた、1: 直すものがある、2: 送れない
  ikensho questionnaire R8|R3|H21 [-o OUT]
      様式をFHIR R4のQuestionnaire（独自のプロファイル）で書き出す
  ikensho pdf FILE -o OUT [--answers-only [--offset X,Y]] [--blank-name] [--header]
      意見書を1つのPDFにする。--answers-only は印刷済みの用紙に重ねる答えだけ（右へXmm、下へYmmずらす）
      終了コード 0: できた、1: 印刷できない文字がある、2: できない
  ikensho pdf --calibration R8|R3|H21 -o OUT [--offset X,Y]
      プリンターのずれを測る用紙
  ikensho receipt verify FILE --key FILE
      受付票がこの鍵で署名されたものか
  ikensho admin audit verify DIR [--copy DIR] [--key FILE]
      このデータの監査記録が欠けも変わりもせず、控えと同じか。控えは DIR/audit にあるものとする
      終了コード 0: そのまま、1: そうでない最初の記録を示す、2: 読めない
  ikensho admin restored DIR [--audit-copy DIR]
      サーバーを止めて、このデータを古い控えに戻したとき。端末が受付票を持つものを、もう一度たずねる";

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
    let Some(first) = parser.next()? else { return Ok(Command::Help) };
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
            _ => Err(Failure::new(format!("「{}」という命令はありません。{SEE_HELP}", name.display()))),
        },
        other => Err(other.unexpected().into()),
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
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = number(value(&mut parser)?)?,
            Long("tls-port") => options.tls_port = Some(number(value(&mut parser)?)?),
            Long("data") => options.data = Some(value(&mut parser)?.into()),
            Long("site") => options.site = Some(value(&mut parser)?.into()),
            Long("today") => options.today = Some(date(value(&mut parser)?)?),
            Long("audit-copy") => options.audit_copy = Some(value(&mut parser)?.into()),
            Long("bench") => options.bench = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Demo(options))
}

fn check(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut file, mut today, mut previous, mut request, mut json) = (None, None, None, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("today") => today = Some(date(value(&mut parser)?)?),
            Long("previous") => previous = Some(value(&mut parser)?.into()),
            Long("request") => request = Some(value(&mut parser)?.into()),
            Long("json") => json = true,
            Value(path) if file.is_none() => file = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or_else(|| {
        Failure::new("調べる意見書のファイルを指定してください。例: ikensho check 意見書.json")
    })?;
    Ok(Command::Check(CheckOptions { file, today, previous, request, json }))
}

fn convert(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut file, mut to, mut out, mut charset, mut json) = (None, None, None, Charset::Utf8, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("to") => to = Some(format(value(&mut parser)?)?),
            Short('o') | Long("out") => out = Some(value(&mut parser)?.into()),
            Long("charset") => charset = self::charset(value(&mut parser)?)?,
            Long("json") => json = true,
            Value(path) if file.is_none() => file = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or_else(|| Failure::new("変換する意見書のファイルを指定してください。例: ikensho convert 意見書.csv --to fhir -o 意見書.json"))?;
    let to =
        to.ok_or_else(|| Failure::new(["変換先の形式を --to で指定してください。", FORMATS].concat()))?;
    Ok(Command::Convert(ConvertOptions { file, to, out, charset, json }))
}

fn format(text: OsString) -> Result<Format, Failure> {
    match text.to_str() {
        Some("json") => Ok(Format::Json),
        Some("orca") => Ok(Format::Orca),
        Some("orca13") => Ok(Format::Orca13),
        Some("fhir") => Ok(Format::Fhir),
        Some("nintei09b") => Ok(Format::Nintei),
        _ => Err(Failure::new(format!("「{}」という形式はありません。{FORMATS}", text.display()))),
    }
}

fn charset(text: OsString) -> Result<Charset, Failure> {
    match text.to_str() {
        Some("utf-8") => Ok(Charset::Utf8),
        Some("cp932") => Ok(Charset::Cp932),
        _ => Err(Failure::new(format!(
            "--charset は utf-8 か cp932 です（Excelで開くCSVは cp932）：{}",
            text.display()
        ))),
    }
}

fn receipt(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut words, mut key) = (Vec::new(), None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("key") => key = Some(value(&mut parser)?.into()),
            Value(word) => words.push(word),
            other => return Err(other.unexpected().into()),
        }
    }
    match (words.as_slice(), key) {
        ([verb, file], Some(key)) if verb == "verify" => {
            Ok(Command::VerifyReceipt { file: file.into(), key })
        }
        _ => Err(Failure::new(
            "受付票と公開鍵のファイルを指定してください。例: ikensho receipt verify 受付票.json --key 公開鍵.json",
        )),
    }
}

fn operator(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    match parser.next()? {
        Some(Value(name)) => match name.to_str() {
            Some("audit") => audit(parser),
            Some("restored") => restored(parser),
            Some("backup-key") => backup::parse_key(parser).map(Command::Backup),
            Some("backup") => backup::parse_backup(parser).map(Command::Backup),
            Some("restore") => backup::parse_restore(parser).map(Command::Backup),
            _ => admin::parse(&name.to_string_lossy(), parser).map(Command::Admin),
        },
        _ => Err(Failure::new(
            [
                "admin のあとに、対象と操作を続けてください。例: ikensho admin terminal list --data DATA。",
                SEE_HELP,
            ]
            .concat(),
        )),
    }
}

fn audit(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut words, mut copy, mut key) = (Vec::new(), None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("copy") => copy = Some(value(&mut parser)?.into()),
            Long("key") => key = Some(value(&mut parser)?.into()),
            Value(word) => words.push(word),
            other => return Err(other.unexpected().into()),
        }
    }
    match words.as_slice() {
        [verb, data] if verb == "verify" => {
            Ok(Command::VerifyAudit(VerifyAuditOptions { data: data.into(), copy, key }))
        }
        _ => Err(Failure::new("データのフォルダーを指定してください。例: ikensho admin audit verify DATA")),
    }
}

fn restored(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let (mut data, mut copy) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("audit-copy") => copy = Some(value(&mut parser)?.into()),
            Value(path) if data.is_none() => data = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let data = data.ok_or_else(|| {
        Failure::new("戻したデータのフォルダーを指定してください。例: ikensho admin restored DATA")
    })?;
    Ok(Command::Restored { data, copy })
}

fn value(parser: &mut lexopt::Parser) -> Result<OsString, Failure> {
    Ok(parser.value()?)
}

fn number(text: OsString) -> Result<u16, Failure> {
    let number = text.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| Failure::new(format!("ポート番号は0から65535までの数です：{}", text.display())))
}

fn date(text: OsString) -> Result<Date, Failure> {
    let date = text.to_str().and_then(Date::parse_iso);
    date.ok_or_else(|| {
        Failure::new(format!("日付は「2026-10-14」のように指定してください：{}", text.display()))
    })
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
    fn what_is_not_understood_is_said_with_what_to_do() {
        for (words, said) in [
            (&["serv"][..], "「serv」という命令はありません。"),
            (&["--colour"], "--colour という指定はありません。"),
            (&["serve", "--data", "d"], "--name ikensho.example.jp"),
            (&["serve", "--name", "h"], "--data DIR で指定"),
            (&["serve", "--data", "d", "--name", "a b"], "--name ikensho.example.jp"),
            (&["serve", "--data", "d", "--name", "h", "--cert", "c"], "--key（鍵）は、一緒に"),
            (&["serve", "--data", "d", "--name", "h", "--operator", "10.0.0.1:1"], "127.0.0.1:9443 のように"),
            (&["serve", "--colour", "red"], "serve に --colour という指定はありません。"),
            (&["demo", "--port", "70000"], "65535までの数です：70000"),
            (&["demo", "--today", "2026-02-30"], "「2026-10-14」のように指定してください：2026-02-30"),
            (&["check"], "例: ikensho check"),
            (&["check", "a", "b"], "「b」は余分です。"),
            (&["check", "a", "--today"], "--today のあとに値を"),
            (&["check", "a", "--today", "きのう"], "指定してください：きのう"),
            (&["check", "a", "--jsn"], "--jsn という指定はありません。"),
            (&["check", "a", "--json=1"], "--json に値は付きません：1"),
            (&["convert", "a"], "--to で指定"),
            (&["convert", "--to", "fhir"], "例: ikensho convert"),
            (&["convert", "a", "--to", "pdf"], "「pdf」という形式はありません。"),
            (&["convert", "a", "--to", "orca", "--charset", "utf-16"], "cp932）：utf-16"),
            (&["send"], "--watch フォルダー"),
            (&["send", "a", "--watch", "b"], "どちらか"),
            (&["send", "a", "--certificate", "b"], "--passphrase"),
            (&["send", "a", "--settle", "-1"], "秒数です（0.5 など）：-1"),
            (&["questionnaire"], "R8、R3、H21のどれか"),
            (&["questionnaire", "R9"], "R8、R3、H21のどれか"),
            (&["pdf", "a"], "-o out.pdf"),
            (&["pdf", "-o", "b"], "意見書のファイルか"),
            (&["receipt", "verify", "a"], "例: ikensho receipt verify"),
            (&["audit"], "例: ikensho admin audit verify"),
            (&["admin"], "例: ikensho admin terminal list"),
            (&["admin", "colour", "list", "--data", "d"], "「colour」という対象はありません。"),
            (&["admin", "terminal", "list"], "--data DIR で指定"),
            (&["admin", "terminal", "--data", "d"], "操作を1つ"),
            (&["admin", "terminal", "list", "--data", "d", "--data", "e"], "--data が2回"),
            (&["admin", "terminal", "list", "--colour", "red"], "admin に --colour という指定はありません。"),
            (&["admin", "audit", "verify"], "例: ikensho admin audit verify"),
            (&["admin", "restored"], "例: ikensho admin restored"),
            (&["admin", "restored", "a", "b"], "「b」は余分です。"),
            (&["admin", "backup", "--to", "x"], "例: ikensho admin backup"),
            (&["admin", "backup", "x", "--data", "d", "--to", "x"], "例: ikensho admin backup"),
            (&["admin", "backup-key", "make", "x"], "例: ikensho admin backup-key create"),
            (&["admin", "restore", "x", "--data", "d"], "例: ikensho admin restore"),
            (&["admin", "restore", "--identity", "i", "--data", "d"], "例: ikensho admin restore"),
        ] {
            let sentence = read(words).unwrap_err().to_string();
            assert!(sentence.contains(said), "{words:?}: {sentence}");
        }
    }
}
