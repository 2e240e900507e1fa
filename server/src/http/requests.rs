use axum::http::header;
use axum::response::Response;
use serde_json::Value;
use wire::requests::{RequestPost, RequestsPosted, RowPosted, SentOnPaperPost};

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::act::Act;
use crate::requests::{self, CsvError, RequestFault, SentOnPaperError, TakeError};
use crate::store::StoreError;

/// A row of a list that is a request, or the reason why it is none.
type Row = Result<RequestPost, Problem>;

/// `GET /requests`.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let cursor = call.cursor()?;
    answer(&call.look(move |act| requests::list(act, &cursor)).await?)
}

/// `GET /requests/{id}`.
pub(super) async fn get(call: Call) -> Result<Response, Problem> {
    let id = call.id.clone();
    let view = call.look(move |act| requests::get(act, &id)).await?;
    answer(&view.ok_or(Code::RequestUnknown)?)
}

/// `GET /requests/{id}/previous`.
pub(super) async fn previous(call: Call) -> Result<Response, Problem> {
    let (facility, id) = (call.facility()?, call.id.clone());
    let view = call.look(move |act| requests::previous(act, &facility, &id)).await?;
    answer(&view.ok_or(Code::PreviousNone)?)
}

/// `POST /requests`: one, a list, or CSV. Each row stands by itself.
pub(super) async fn take(call: Call) -> Result<Response, Problem> {
    let insurer_no = call.insurer_no()?;
    let rows = rows(&call)?;
    call.once(Giving::OK, move |act| {
        let rows = rows
            .into_iter()
            .enumerate()
            .map(|(n, row)| take_row(act, &insurer_no, row).map(|posted| RowPosted { row: n + 1, ..posted }));
        Ok::<_, StoreError>(RequestsPosted { rows: rows.collect::<Result<_, _>>()? })
    })
    .await
}

fn take_row(act: &mut Act<'_>, insurer_no: &str, row: Row) -> Result<RowPosted, StoreError> {
    let taken = row.and_then(|post| requests::take(act, insurer_no, &post).map_err(Problem::from));
    match taken {
        Ok(taken) => Ok(RowPosted { row: 0, id: Some(taken.id), matched: taken.matched, problem: None }),
        // A row is refused alone, but a store that failed fails them all.
        Err(problem) if problem.code == Code::StoreFailed => Err(StoreError("a row was not kept".into())),
        Err(problem) => Ok(RowPosted { row: 0, id: None, matched: false, problem: Some(problem.wire()) }),
    }
}

fn rows(call: &Call) -> Result<Vec<Row>, Problem> {
    let csv = call.header(&header::CONTENT_TYPE).is_some_and(|media| media.starts_with("text/csv"));
    if csv {
        let rows = requests::rows(&call.body)?.into_iter().map(|row| {
            row.map_err(|columns| {
                Problem::from(Code::RequestInvalid).detail(format!("列が{columns}個あります。"))
            })
        });
        return Ok(rows.collect());
    }
    let list = match call.json::<Value>()? {
        Value::Array(list) => list,
        one => vec![one],
    };
    let rows = list.into_iter().map(|row| {
        serde_json::from_value(row).map_err(|error| {
            let error = error.to_string();
            let named = error.starts_with("unknown field") || error.starts_with("missing field");
            let problem = Problem::from(Code::RequestInvalid);
            if named { problem.detail(error) } else { problem }
        })
    });
    Ok(rows.collect())
}

/// `POST /requests/paper`.
pub(super) async fn paper(call: Call) -> Result<Response, Problem> {
    let (facility, post) = (call.facility()?, call.json::<RequestPost>()?);
    call.once(Giving::CREATED, move |act| requests::paper(act, &facility, &post)).await
}

/// `POST /requests/{id}/withdraw`.
pub(super) async fn withdraw(call: Call) -> Result<Response, Problem> {
    let (insurer_no, id) = (call.insurer_no()?, call.id.clone());
    call.once(Giving::OK, move |act| {
        let view = requests::withdraw(act, &insurer_no, &id).map_err(Problem::from)?;
        view.ok_or_else(|| Problem::from(Code::RequestUnknown))
    })
    .await
}

/// `POST /requests/{id}/sent-on-paper`.
pub(super) async fn sent_on_paper(call: Call) -> Result<Response, Problem> {
    let (facility, id, post) = (call.facility()?, call.id.clone(), call.json::<SentOnPaperPost>()?);
    call.once(Giving::OK, move |act| requests::sent_on_paper(act, &facility, &id, &post)).await
}

impl From<TakeError> for Problem {
    fn from(error: TakeError) -> Problem {
        match error {
            TakeError::Fault(fault) => {
                let problem = Problem::from(Code::RequestInvalid).field(fault.field());
                match fault {
                    RequestFault::Form(error) => problem.detail(error.to_string()),
                    RequestFault::Key(_) => problem,
                }
            }
            TakeError::OtherInsurer => Problem::from(Code::RequestOtherInsurer).field("insurer_no"),
            TakeError::UnknownFacility => Problem::from(Code::RequestFacilityUnknown).field("office_no"),
            TakeError::Store(error) => error.into(),
        }
    }
}

impl From<SentOnPaperError> for Problem {
    fn from(error: SentOnPaperError) -> Problem {
        match error {
            SentOnPaperError::Unknown => Code::RequestUnknown.into(),
            SentOnPaperError::Date => Problem::from(Code::RequestInvalid).field("date"),
            SentOnPaperError::Store(error) => error.into(),
        }
    }
}

impl From<CsvError> for Problem {
    fn from(error: CsvError) -> Problem {
        let problem = Problem::from(Code::RequestCsv);
        match error {
            CsvError::Column(name) => {
                problem.detail(format!("1行目の「{name}」は使えない項目か、2回書かれています。"))
            }
            CsvError::NoHeader => problem.detail("1行目がありません。"),
            CsvError::Encoding => problem.detail("文字コードがUTF-8でもCP932でもありません。"),
        }
    }
}
