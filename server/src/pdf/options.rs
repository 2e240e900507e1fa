use std::ffi::OsString;
use std::path::PathBuf;

use letters::Edition;
use lexopt::Parser;
use lexopt::prelude::{Long, Short, Value};
use paper::{DoctorName, Form, Offset};

use crate::failure::Failure;

/// Options of `pdf`.
#[derive(Debug)]
pub(crate) struct PdfOptions {
    pub(crate) what: Printed,
    pub(crate) out: PathBuf,
    pub(crate) form: Form,
    pub(crate) doctor_name: DoctorName,
    pub(crate) header: bool,
}

/// What is printed.
#[derive(Debug)]
pub(crate) enum Printed {
    /// The letters of this file.
    Letters(PathBuf),
    /// The calibration sheet of an edition's paper.
    Calibration(Edition),
}

/// Farther than this no printer is off, in millimetres.
const FARTHEST: f32 = 50.0;

/// Reads what follows `pdf` on the command line.
pub(crate) fn parse(mut parser: Parser) -> Result<PdfOptions, Failure> {
    let (mut file, mut edition, mut out, mut offset) = (None, None, None, None);
    let (mut answers_only, mut doctor_name, mut header) = (false, DoctorName::Printed, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('o') | Long("out") => out = Some(value(&mut parser)?.into()),
            Long("answers-only") => answers_only = true,
            Long("offset") => offset = Some(millimetres(&value(&mut parser)?)?),
            Long("blank-name") => doctor_name = DoctorName::ByHand,
            Long("header") => header = true,
            Long("calibration") => edition = Some(named(&value(&mut parser)?)?),
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let what = match (file, edition) {
        (Some(file), None) => Printed::Letters(file),
        (None, Some(edition)) => Printed::Calibration(edition),
        _ => {
            return Err(Failure::new(
                "意見書のファイルか --calibration R8|R3|H21 のどちらかを指定してください。",
            ));
        }
    };
    let out = out.ok_or_else(|| Failure::new("書き込むPDFを -o out.pdf で指定してください。"))?;
    let moves = answers_only || matches!(what, Printed::Calibration(_));
    let form = match (moves, offset) {
        (true, offset) => Form::Answers(offset.unwrap_or_default()),
        (false, None) => Form::Whole,
        (false, Some(_)) => {
            return Err(Failure::new(
                "--offset は --answers-only か --calibration と一緒に指定してください。",
            ));
        }
    };
    Ok(PdfOptions { what, out, form, doctor_name, header })
}

fn value(parser: &mut Parser) -> Result<OsString, Failure> {
    Ok(parser.value()?)
}

fn millimetres(text: &OsString) -> Result<Offset, Failure> {
    let number = |text: &str| text.trim().parse::<f32>().ok().filter(|number| number.abs() <= FARTHEST);
    let offset = text
        .to_str()
        .and_then(|text| text.split_once(','))
        .and_then(|(right, down)| Some(Offset { right: number(right)?, down: number(down)? }));
    offset.ok_or_else(|| {
        Failure::new(format!(
            "--offset は右と下へのmmを「1.5,-2」のように指定してください（{FARTHEST}mmまで）：{}",
            text.display()
        ))
    })
}

fn named(text: &OsString) -> Result<Edition, Failure> {
    let edition = text.to_str().and_then(Edition::parse);
    edition.ok_or_else(|| Failure::new(format!("様式は R8、R3、H21 のどれかです：{}", text.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<PdfOptions, Failure> {
        parse(Parser::from_args(words))
    }

    #[test]
    fn everything_is_read() {
        let words =
            ["a.json", "-o", "a.pdf", "--answers-only", "--offset", "-1.5,2", "--blank-name", "--header"];
        let options = read(&words).unwrap();
        assert_eq!(options.form, Form::Answers(Offset { right: -1.5, down: 2.0 }));
        assert_eq!((options.doctor_name, options.header), (DoctorName::ByHand, true));
        assert!(matches!(read(&["a", "-o", "b"]).unwrap().form, Form::Whole));
        let sheet = read(&["--calibration", "H21", "-o", "b", "--offset", "1,1"]).unwrap();
        assert!(matches!(sheet.what, Printed::Calibration(Edition::H21)));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for words in [
            &["a.json"][..],
            &["-o", "b"],
            &["a", "-o", "b", "--calibration", "R8"],
            &["a", "-o", "b", "--offset", "1,1"],
            &["a", "-o", "b", "--answers-only", "--offset", "1"],
            &["a", "-o", "b", "--answers-only", "--offset", "NaN,1"],
            &["a", "-o", "b", "--answers-only", "--offset", "400,1"],
            &["--calibration", "R9", "-o", "b"],
        ] {
            assert!(read(words).is_err(), "{words:?}");
        }
    }
}
