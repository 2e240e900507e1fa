use serde_json::{Map, Value};
use wire::requests::RequestPost;

/// Why bytes are not a CSV of requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CsvError {
    /// Neither UTF-8 nor CP932.
    Encoding,
    /// The first line is missing.
    NoHeader,
    /// The first line names something a request does not have, or one thing twice.
    Column(String),
}

/// A row of the file: its request, or the number of values it has instead of one for each column.
pub(crate) type Row = Result<RequestPost, usize>;

/// The columns that stand beside person and clinic.
const OWN: [&str; 6] = ["insurer_no", "insured_no", "apply_date", "request_date", "due_date", "request_no"];
const PERSON: [&str; 7] = ["pt_kana", "pt_name", "pt_birth", "pt_sex", "pt_zip", "pt_addr", "pt_tel"];
const CLINIC: [&str; 7] =
    ["clinic_name", "office_no", "clinic_zip", "clinic_addr", "clinic_tel", "clinic_fax", "dr_name"];

/// Reads a CSV of requests: UTF-8 (with or without mark) or CP932, quoted as usual; the first line names the columns
/// with the keys of a request, in any order. An empty value is a value that is left out.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Row>, CsvError> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| CsvError::Encoding)?.clone();
    if header.iter().all(str::is_empty) {
        return Err(CsvError::NoHeader);
    }
    for (n, name) in header.iter().enumerate() {
        let known = OWN.iter().chain(&PERSON).chain(&CLINIC).any(|key| *key == name);
        if !known || header.iter().take(n).any(|before| before == name) {
            return Err(CsvError::Column(name.to_owned()));
        }
    }
    let rows = reader.records().map(|record| {
        let record = record.map_err(|_| CsvError::Encoding)?;
        if record.len() != header.len() {
            return Ok(Err(record.len()));
        }
        let value = |key: &str| {
            let at = header.iter().position(|name| name == key)?;
            record.get(at).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let part = |keys: &[&str]| -> Map<String, Value> {
            keys.iter().filter_map(|key| Some(((*key).to_owned(), value(key)?.into()))).collect()
        };
        Ok(Ok(RequestPost {
            insurer_no: value("insurer_no").unwrap_or_default(),
            insured_no: value("insured_no").unwrap_or_default(),
            apply_date: value("apply_date").unwrap_or_default(),
            request_date: value("request_date").unwrap_or_default(),
            due_date: value("due_date"),
            request_no: value("request_no"),
            person: part(&PERSON),
            clinic: part(&CLINIC),
        }))
    });
    rows.collect()
}

fn decode(bytes: &[u8]) -> Result<String, CsvError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(_) => ja::cp932::decode(bytes).map_err(|_| CsvError::Encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "insurer_no,insured_no,apply_date,request_date,pt_name,office_no\r\n\
        990010,0000123456,2026-10-02,2026-10-06,\"髙橋 千代子\",9910123455\r\n990010,1\r\n";

    #[test]
    fn utf_8_and_cp932_say_the_same() {
        let utf8 = rows(FILE.as_bytes()).unwrap();
        let first = utf8[0].as_ref().unwrap();
        assert_eq!((&*first.insured_no, &first.person["pt_name"]), ("0000123456", &"髙橋 千代子".into()));
        assert_eq!(first.clinic["office_no"], "9910123455");
        assert_eq!(utf8[1], Err(2));
        let marked = [b"\xef\xbb\xbf", FILE.as_bytes()].concat();
        assert_eq!(rows(&marked).unwrap(), utf8);
        assert_eq!(rows(&ja::cp932::encode(FILE).unwrap()).unwrap(), utf8);
    }

    #[test]
    fn a_header_that_is_not_a_requests_is_named() {
        assert_eq!(rows(b""), Err(CsvError::NoHeader));
        assert_eq!(rows("氏名\n".as_bytes()), Err(CsvError::Column("氏名".into())));
        assert_eq!(rows(b"insured_no,insured_no\n"), Err(CsvError::Column("insured_no".into())));
        assert_eq!(rows(b"\xff\xff\n"), Err(CsvError::Encoding));
    }
}
