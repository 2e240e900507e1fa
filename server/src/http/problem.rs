//! Problems as answers.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::codes::Code;
use crate::store::StoreError;

/// Why something was not done, on its way to the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) code: Code,
    /// More about this case; never patient data.
    pub(crate) detail: Option<String>,
    pub(crate) field: Option<String>,
    pub(crate) letter_id: Option<Box<str>>,
    pub(crate) draft_id: Option<Box<str>>,
    /// Seconds after which it may be tried again, where that is known.
    pub(crate) wait: Option<i64>,
    /// The account that was refused, empty when it is nobody's: for the audit log alone.
    pub(crate) about: Option<Box<str>>,
    /// Whether the audit log holds it already.
    pub(crate) is_written: bool,
}

impl From<Code> for Problem {
    fn from(code: Code) -> Problem {
        Problem {
            code,
            detail: None,
            field: None,
            letter_id: None,
            draft_id: None,
            wait: None,
            about: None,
            is_written: false,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        tracing::error!(%error, "the store failed");
        Code::StoreFailed.into()
    }
}

impl Problem {
    pub(crate) fn detail(self, detail: impl Into<String>) -> Problem {
        Problem { detail: Some(detail.into()), ..self }
    }

    /// The field it speaks of, unless that is no field's name: a sender's mistake can put a patient's text there.
    pub(crate) fn field(self, field: impl Into<String>) -> Problem {
        Problem { field: Some(field.into()).filter(|field| is_name(field)), ..self }
    }

    pub(crate) fn letter(self, id: String) -> Problem {
        Problem { letter_id: Some(id.into()), ..self }
    }

    pub(crate) fn draft(self, id: String) -> Problem {
        Problem { draft_id: Some(id.into()), ..self }
    }

    pub(crate) fn wait(self, seconds: i64) -> Problem {
        Problem { wait: Some(seconds), ..self }
    }

    /// Says that it is a refusal, and whose.
    pub(crate) fn about(self, user_id: impl Into<Box<str>>) -> Problem {
        Problem { about: Some(user_id.into()), ..self }
    }

    /// The problem as it crosses the network.
    pub(crate) fn wire(self) -> wire::Problem {
        wire::Problem {
            code: self.code.text().to_owned(),
            title: self.code.title().to_owned(),
            status: self.code.status(),
            detail: self.detail,
            field: self.field,
            action: Some(self.code.action().to_owned()),
            letter_id: self.letter_id.map(String::from),
            draft_id: self.draft_id.map(String::from),
        }
    }
}

/// Whether a text is the path of an item of the form (`bpsd_list.昼夜逆転`), or can be the name of another field
/// (`approved.by`, `illness.3`).
pub(super) fn is_name(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_number = part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_word = part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        is_word || is_number
    };
    letters::Field::parse(text).is_ok() || (text.len() <= 40 && text.split('.').all(is_part))
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let busy = match (self.code, status) {
            (Code::RateExceeded, _) => Some(1),
            (_, StatusCode::SERVICE_UNAVAILABLE) => Some(5),
            (_, StatusCode::TOO_MANY_REQUESTS) => Some(60),
            _ => None,
        };
        let wait = self.wait.or(busy);
        let body = serde_json::to_vec(&self.wire()).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(wire::problem::MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
