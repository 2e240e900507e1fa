//! 依頼を送る: the requests that are out, one new request, requests from a file.

mod form;
mod import;
mod list;
mod outcome;
mod row;
mod send;
mod withdraw;

use ja::Date;
use serde_json::{Map, Value};
use wire::requests::RequestView;

pub(super) use self::import::import;
pub(super) use self::list::list;
pub(super) use self::send::send;

/// A text of the request's person or clinic.
fn text<'a>(part: &'a Map<String, Value>, key: &str) -> &'a str {
    part.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// 提出期限.
fn due(request: &RequestView) -> Option<Date> {
    request.request.due_date.as_deref().and_then(Date::parse_iso)
}
