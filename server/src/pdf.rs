//! `pdf`: letters on paper.

mod options;

use std::process::ExitCode;

use paper::{Fonts, Options, PaperError, Print};

use crate::failure::{Failure, complain};
use crate::{letter_file, moment};
pub(crate) use options::{PdfOptions, Printed, parse};

/// Prints the letters of a file, or a calibration sheet, into one PDF. Exit 0: printed; 1: a letter holds characters
/// that cannot be printed, which are named; 2: unreadable, or not written.
pub(crate) fn run(options: &PdfOptions) -> ExitCode {
    printed(options).unwrap_or_else(Failure::report)
}

fn printed(options: &PdfOptions) -> Result<ExitCode, Failure> {
    let fonts = Fonts::bundled().map_err(Failure::new)?;
    let today = moment::machine().date();
    let how = Options { form: options.form, doctor_name: options.doctor_name, header: options.header, today };
    let print = match &options.what {
        Printed::Calibration(edition) => paper::calibration(*edition, &how, &fonts).map_err(Failure::new)?,
        Printed::Letters(file) => {
            let content = letter_file::read(file)?;
            content.notes.iter().for_each(|note| complain(note));
            let unprintable: Vec<String> = (1..)
                .zip(&content.letters)
                .flat_map(|(n, letter)| paper::missing(letter, &how, &fonts).into_iter().map(move |c| (n, c)))
                .map(|(n, c)| format!("{n}件目：{}", PaperError::NoGlyph(c)))
                .collect();
            if !unprintable.is_empty() {
                complain(&unprintable.join("\n"));
                return Ok(ExitCode::FAILURE);
            }
            paper::letters(&content.letters, &how, &fonts).map_err(Failure::new)?
        }
    };
    write(&print, options)?;
    Ok(ExitCode::SUCCESS)
}

fn write(print: &Print, options: &PdfOptions) -> Result<(), Failure> {
    std::fs::write(&options.out, &print.pdf).map_err(|error| {
        Failure::new(format!("PDFを書き込めません。{}", Failure::file(&options.out, &error)))
    })?;
    print.notes.iter().for_each(|note| complain(&note.to_string()));
    Ok(())
}
