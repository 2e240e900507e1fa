use serde_json::Value;

use super::{File, FileError, Format, Found, Unread, unmarked};
use crate::{fhir, json};

/// Reads one letter as JSON, a list of letters, or a `Bundle` of responses.
pub(super) fn read(bytes: &[u8]) -> Result<File, FileError> {
    let bytes = unmarked(bytes);
    let text = core::str::from_utf8(bytes).map_err(|error| FileError::NotUtf8 { at: error.valid_up_to() })?;
    let whole = json::parse(text).map_err(FileError::Json)?;
    let list = each(&whole);
    let format = match list.first() {
        None => return Err(FileError::Empty),
        Some(first) if fhir::is_resource(first) => Format::Fhir,
        Some(_) => Format::Json,
    };
    let letters = list.into_iter().map(|json| {
        let letter = match fhir::is_resource(json) {
            true => fhir::from_value(json).map_err(Unread::Fhir),
            false => json::from_value(json).map_err(Unread::Json),
        };
        letter.map(|letter| Found { letter, software: String::new(), notes: Vec::new() })
    });
    Ok(File { format, letters: letters.collect() })
}

/// The letters of a JSON file: itself, the members of a list, or the resources of a FHIR `Bundle`.
pub fn each(whole: &Value) -> Vec<&Value> {
    match whole {
        Value::Array(list) => list.iter().collect(),
        bundle if bundle.get("resourceType").is_some_and(|kind| kind == "Bundle") => {
            let entries = bundle.get("entry").and_then(Value::as_array);
            entries.into_iter().flatten().filter_map(|entry| entry.get("resource")).collect()
        }
        one => vec![one],
    }
}
