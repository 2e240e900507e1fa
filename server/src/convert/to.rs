use letters::form::Edition;
use letters::orca::{Charset, LetterReport, Options, Timestamp, WriteError, Written};
use letters::{Change, Letter, diff, fhir, json, nintei, orca, orca13};
use serde_json::Value;

use crate::arguments::Format;
use crate::failure::Failure;
use crate::moment;

/// Letters in a format.
pub(super) struct Made {
    pub(super) bytes: Vec<u8>,
    /// What became of each letter, in order.
    pub(super) reports: Vec<Report>,
}

/// What became of one letter.
#[derive(Default)]
pub(super) struct Report {
    pub(super) losses: Vec<Change>,
    /// The letter's edition and the one a reader takes it for, where they differ.
    pub(super) edition: Option<(Edition, Edition)>,
    pub(super) notes: Vec<String>,
}

/// Writes letters in a format.
pub(super) fn convert(letters: &[Letter], to: Format, charset: Charset) -> Result<Made, Failure> {
    let all: Vec<&Letter> = letters.iter().collect();
    match to {
        Format::Json => Ok(json_of(letters)),
        Format::Fhir => fhir_of(letters),
        Format::Orca => from_written(orca::write(&all, &options(charset)), None),
        Format::Orca13 => from_written(
            orca13::write(&all, &options(charset)),
            Some("1.3の仕様書は確認できていません。118番目と120番目の項目は推測で書きました（試験的）。"),
        ),
        Format::Nintei => from_written(nintei::write(&all, charset), None),
    }
}

fn options(charset: Charset) -> Options {
    let now = moment::machine();
    let [hour, minute, second] = now.time();
    let timestamp = Timestamp { day: now.date().day(), hour, minute, second };
    Options { charset, software: "Ikensho".to_owned(), timestamp }
}

fn from_written(written: Result<Written, WriteError>, note: Option<&str>) -> Result<Made, Failure> {
    let written = written.map_err(Failure::new)?;
    let report = |LetterReport { losses, edition, notes }| Report {
        losses,
        edition,
        notes: note.map(str::to_owned).into_iter().chain(notes.iter().map(ToString::to_string)).collect(),
    };
    Ok(Made { bytes: written.bytes, reports: written.report.into_iter().map(report).collect() })
}

fn json_of(letters: &[Letter]) -> Made {
    let texts: Vec<String> = letters.iter().map(json::write).collect();
    let report = |(letter, text): (&Letter, &String)| {
        // What is written here is read here.
        let again = json::read(text).unwrap_or_else(|_| Letter::new(letter.edition));
        Report { losses: diff(letter, &again), ..Report::default() }
    };
    let reports = letters.iter().zip(&texts).map(report).collect();
    let text = match texts.as_slice() {
        [one] => format!("{one}\n"),
        several => format!("[{}]\n", several.join(",\n")),
    };
    Made { bytes: text.into_bytes(), reports }
}

/// One letter is a response, several are a bundle of them.
fn fhir_of(letters: &[Letter]) -> Result<Made, Failure> {
    let mut texts = Vec::new();
    let mut reports = Vec::new();
    for letter in letters {
        let written = fhir::write(letter);
        texts.push(written.text);
        reports.push(Report { losses: written.losses, ..Report::default() });
    }
    let text = match texts.as_slice() {
        [one] => format!("{one}\n"),
        several => {
            let entries = several.iter().map(|text| {
                let resource: Value = serde_json::from_str(text).map_err(Failure::new)?;
                Ok(serde_json::json!({ "resource": resource }))
            });
            let entries = entries.collect::<Result<Vec<_>, Failure>>()?;
            let bundle = serde_json::json!({
                "resourceType": "Bundle", "type": "collection", "entry": entries,
            });
            format!("{}\n", json::canonical(&bundle))
        }
    };
    Ok(Made { bytes: text.into_bytes(), reports })
}
