use letters::Request;
use letters::request::RequestError;
use wire::requests::RequestPost;

/// Why a posted request is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RequestFault {
    /// A key it does not have, or a value of the wrong form.
    Form(RequestError),
    /// What every request needs is missing or not a number as it should be; the key.
    Key(&'static str),
}

impl RequestFault {
    /// The key it is about.
    pub(crate) fn field(&self) -> String {
        match self {
            RequestFault::Form(
                RequestError::UnknownKey(key) | RequestError::NotText(key) | RequestError::NotADate(key),
            ) => key.clone(),
            RequestFault::Form(RequestError::NotAnObject(key)) => (*key).to_owned(),
            RequestFault::Key(key) => (*key).to_owned(),
        }
    }
}

/// Reads a posted request and looks whether it says for whom it is.
pub(super) fn read(post: &RequestPost) -> Result<Request, RequestFault> {
    let value = serde_json::to_value(post).map_err(|_| RequestFault::Key("person"))?;
    let request = Request::from_json(&value).map_err(RequestFault::Form)?;
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
    let insurer = request.insurer_no.as_deref().is_some_and(|text| digits(text, 6));
    let insured = request
        .insured_no
        .as_deref()
        .is_some_and(|text| digits(text, 10) || text.strip_prefix('H').is_some_and(|rest| digits(rest, 9)));
    let given = [
        ("insurer_no", insurer),
        ("insured_no", insured),
        ("apply_date", request.apply_date.is_some()),
        ("request_date", request.request_date.is_some()),
        ("pt_name", request.person.pt_name.is_some()),
    ];
    match given.into_iter().find(|(_, given)| !given) {
        Some((key, _)) => Err(RequestFault::Key(key)),
        None => Ok(request),
    }
}
