//! A request (依頼) of an insurer for an opinion letter, as it travels.

use core::fmt;

use ja::Date;
use serde_json::{Map, Value};

/// One request. What the insurer left out is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// 保険者番号.
    pub insurer_no: Option<String>,
    /// 被保険者番号.
    pub insured_no: Option<String>,
    /// 申請日.
    pub apply_date: Option<Date>,
    /// 作成依頼日.
    pub request_date: Option<Date>,
    /// 提出期限.
    pub due_date: Option<Date>,
    /// 依頼番号.
    pub request_no: Option<String>,
    /// The insured person.
    pub person: RequestPerson,
    /// The facility and doctor asked.
    pub clinic: RequestClinic,
}

/// The insured person as the insurer knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names are the form's keys")]
pub struct RequestPerson {
    pub pt_kana: Option<String>,
    pub pt_name: Option<String>,
    pub pt_birth: Option<Date>,
    /// 男 or 女.
    pub pt_sex: Option<String>,
    pub pt_zip: Option<String>,
    pub pt_addr: Option<String>,
    pub pt_tel: Option<String>,
}

/// The facility and doctor asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names are the form's keys")]
pub struct RequestClinic {
    pub clinic_name: Option<String>,
    pub office_no: Option<String>,
    pub clinic_zip: Option<String>,
    pub clinic_addr: Option<String>,
    pub clinic_tel: Option<String>,
    pub clinic_fax: Option<String>,
    pub dr_name: Option<String>,
}

/// Why a value is not a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestError {
    /// Not an object; names the place, empty for the request itself.
    NotAnObject(&'static str),
    /// A key a request does not have.
    UnknownKey(String),
    /// The value of this key is not text.
    NotText(String),
    /// The value of this key is not a date that exists, written 2026-10-14.
    NotADate(String),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RequestError::NotAnObject("") => write!(f, "依頼はオブジェクトで書いてください。"),
            RequestError::NotAnObject(key) => write!(f, "依頼の「{key}」はオブジェクトで書いてください。"),
            RequestError::UnknownKey(key) => write!(f, "依頼に「{key}」という項目はありません。"),
            RequestError::NotText(key) => write!(f, "依頼の「{key}」は文字列で書いてください。"),
            RequestError::NotADate(key) => {
                write!(f, "依頼の「{key}」は 2026-10-14 の形の実在する日付で書いてください。")
            }
        }
    }
}

impl core::error::Error for RequestError {}

enum Slot<'a> {
    Text(&'a mut Option<String>),
    Date(&'a mut Option<Date>),
}

impl Request {
    /// Reads a request. `null` and empty text mean that the insurer left the item out.
    ///
    /// # Errors
    /// The first key that a request does not have, or whose value is of the wrong form.
    pub fn from_json(value: &Value) -> Result<Request, RequestError> {
        let mut request = Request::default();
        for (key, value) in object(value, "")? {
            match key.as_str() {
                "person" => {
                    for (key, value) in object(value, "person")? {
                        put(request.person.slot(key), key, value)?;
                    }
                }
                "clinic" => {
                    for (key, value) in object(value, "clinic")? {
                        put(request.clinic.slot(key), key, value)?;
                    }
                }
                _ => put(request.slot(key), key, value)?,
            }
        }
        Ok(request)
    }

    /// Writes a request; items that are left out are not written.
    pub fn to_json(&self) -> Value {
        let person = &self.person;
        let clinic = &self.clinic;
        let iso = |date: &Option<Date>| date.map(|date| date.to_string());
        let object = |entries: &[(&str, Option<String>)]| -> Map<String, Value> {
            let filled =
                entries.iter().filter_map(|(key, text)| Some(((*key).to_owned(), text.clone()?.into())));
            filled.collect()
        };
        let mut all = object(&[
            ("insurer_no", self.insurer_no.clone()),
            ("insured_no", self.insured_no.clone()),
            ("apply_date", iso(&self.apply_date)),
            ("request_date", iso(&self.request_date)),
            ("due_date", iso(&self.due_date)),
            ("request_no", self.request_no.clone()),
        ]);
        let person = object(&[
            ("pt_kana", person.pt_kana.clone()),
            ("pt_name", person.pt_name.clone()),
            ("pt_birth", iso(&person.pt_birth)),
            ("pt_sex", person.pt_sex.clone()),
            ("pt_zip", person.pt_zip.clone()),
            ("pt_addr", person.pt_addr.clone()),
            ("pt_tel", person.pt_tel.clone()),
        ]);
        let clinic = object(&[
            ("clinic_name", clinic.clinic_name.clone()),
            ("office_no", clinic.office_no.clone()),
            ("clinic_zip", clinic.clinic_zip.clone()),
            ("clinic_addr", clinic.clinic_addr.clone()),
            ("clinic_tel", clinic.clinic_tel.clone()),
            ("clinic_fax", clinic.clinic_fax.clone()),
            ("dr_name", clinic.dr_name.clone()),
        ]);
        for (key, part) in [("person", person), ("clinic", clinic)] {
            if !part.is_empty() {
                all.insert(key.to_owned(), Value::Object(part));
            }
        }
        Value::Object(all)
    }

    fn slot(&mut self, key: &str) -> Option<Slot<'_>> {
        Some(match key {
            "insurer_no" => Slot::Text(&mut self.insurer_no),
            "insured_no" => Slot::Text(&mut self.insured_no),
            "apply_date" => Slot::Date(&mut self.apply_date),
            "request_date" => Slot::Date(&mut self.request_date),
            "due_date" => Slot::Date(&mut self.due_date),
            "request_no" => Slot::Text(&mut self.request_no),
            _ => return None,
        })
    }
}

impl RequestPerson {
    fn slot(&mut self, key: &str) -> Option<Slot<'_>> {
        Some(match key {
            "pt_kana" => Slot::Text(&mut self.pt_kana),
            "pt_name" => Slot::Text(&mut self.pt_name),
            "pt_birth" => Slot::Date(&mut self.pt_birth),
            "pt_sex" => Slot::Text(&mut self.pt_sex),
            "pt_zip" => Slot::Text(&mut self.pt_zip),
            "pt_addr" => Slot::Text(&mut self.pt_addr),
            "pt_tel" => Slot::Text(&mut self.pt_tel),
            _ => return None,
        })
    }
}

impl RequestClinic {
    fn slot(&mut self, key: &str) -> Option<Slot<'_>> {
        Some(Slot::Text(match key {
            "clinic_name" => &mut self.clinic_name,
            "office_no" => &mut self.office_no,
            "clinic_zip" => &mut self.clinic_zip,
            "clinic_addr" => &mut self.clinic_addr,
            "clinic_tel" => &mut self.clinic_tel,
            "clinic_fax" => &mut self.clinic_fax,
            "dr_name" => &mut self.dr_name,
            _ => return None,
        }))
    }
}

fn object<'a>(value: &'a Value, place: &'static str) -> Result<&'a Map<String, Value>, RequestError> {
    value.as_object().ok_or(RequestError::NotAnObject(place))
}

fn put(slot: Option<Slot<'_>>, key: &str, value: &Value) -> Result<(), RequestError> {
    let slot = slot.ok_or_else(|| RequestError::UnknownKey(key.to_owned()))?;
    let text = match value {
        Value::Null => "",
        _ => value.as_str().ok_or_else(|| RequestError::NotText(key.to_owned()))?,
    };
    let text = Some(text).filter(|text| !text.is_empty());
    match slot {
        Slot::Text(slot) => *slot = text.map(str::to_owned),
        Slot::Date(slot) => {
            let date = |text| Date::parse_iso(text).ok_or_else(|| RequestError::NotADate(key.to_owned()));
            *slot = text.map(date).transpose()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_request_is_read_and_written_again() {
        let value = json!({
            "insurer_no": "990010", "insured_no": "0000123456", "apply_date": "2026-10-02",
            "request_date": "2026-10-06", "due_date": "2026-10-20", "request_no": "R8-1203",
            "person": { "pt_name": "髙橋 千代子", "pt_birth": "1939-03-08", "pt_sex": "女" },
            "clinic": { "clinic_name": "ひばり内科クリニック", "dr_name": "佐々木 健一" },
        });
        let request = Request::from_json(&value).unwrap();
        assert_eq!(request.person.pt_birth, Date::new(1939, 3, 8));
        assert_eq!(request.to_json(), value);
    }

    #[test]
    fn what_a_request_does_not_have_is_named() {
        for (value, error) in [
            (json!([]), RequestError::NotAnObject("")),
            (json!({ "person": 1 }), RequestError::NotAnObject("person")),
            (json!({ "insurer": "" }), RequestError::UnknownKey("insurer".into())),
            (json!({ "clinic": { "pt_name": "" } }), RequestError::UnknownKey("pt_name".into())),
            (json!({ "insured_no": 5 }), RequestError::NotText("insured_no".into())),
            (json!({ "due_date": "2026-02-30" }), RequestError::NotADate("due_date".into())),
        ] {
            assert_eq!(Request::from_json(&value), Err(error));
        }
    }
}
