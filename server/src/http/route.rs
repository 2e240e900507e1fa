//! The shape of a route of the API.

use std::future::Future;
use std::pin::Pin;

use access::Action;
use axum::response::Response;
use axum::routing::MethodFilter;

use super::call::Call;
use super::problem::Problem;

const MB: usize = 1024 * 1024;
/// The most bytes of a JSON body.
const JSON: usize = MB;
/// The most bytes of a file of letters.
pub(super) const FILE: usize = 256 * MB;
/// The most bytes of a list or CSV of requests.
const LIST: usize = 4 * MB;

/// One route of the API.
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) path: &'static str,
    /// What is done: asked of the matrix before the handler runs.
    pub(super) action: Action,
    pub(super) summary: &'static str,
    /// What a write takes, and how many bytes of it at most; none for a read.
    pub(super) takes: Option<(Takes, usize)>,
    /// What it answers.
    pub(super) gives: Gives,
    /// Whether it needs `If-Match`.
    pub(super) if_match: bool,
    pub(super) handler: Handler,
}

type Handler = fn(Call) -> Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

/// HTTP methods of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Patch,
    Put,
    Delete,
}

/// What a write takes; names are those of wire types.
#[derive(Debug, Clone, Copy)]
pub(super) enum Takes {
    Nothing,
    Json(&'static str),
    JsonOrCsv(&'static str),
    /// A finished letter, or a file of letters that a program wrote.
    Letters,
}

/// What a route answers; names are those of wire types.
#[derive(Debug, Clone, Copy)]
pub(super) enum Gives {
    /// 204.
    Nothing,
    One(&'static str),
    /// JSON, or a file when the caller accepts one.
    OneOrCsv(&'static str),
    /// What became of a finished letter, or of each letter of a file.
    LettersPosted,
    /// Bytes as a program sent them.
    Source,
    /// 201.
    New(&'static str),
    Page(&'static str),
    Events,
    Contract,
}

impl Method {
    pub(super) fn filter(self) -> MethodFilter {
        match self {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Patch => MethodFilter::PATCH,
            Method::Put => MethodFilter::PUT,
            Method::Delete => MethodFilter::DELETE,
        }
    }

    /// Whether a request's method is this one.
    pub(super) fn is(self, method: &axum::http::Method) -> bool {
        self.name().eq_ignore_ascii_case(method.as_str())
    }
}

pub(super) const fn read(
    path: &'static str,
    action: Action,
    gives: Gives,
    summary: &'static str,
    handler: Handler,
) -> Route {
    Route { method: Method::Get, path, action, summary, takes: None, gives, if_match: false, handler }
}

pub(super) const fn write(
    (method, path): (Method, &'static str),
    action: Action,
    takes: Takes,
    gives: Gives,
    summary: &'static str,
    handler: Handler,
) -> Route {
    let limit = match takes {
        Takes::JsonOrCsv(_) | Takes::Letters => LIST,
        _ => JSON,
    };
    Route { method, path, action, summary, takes: Some((takes, limit)), gives, if_match: false, handler }
}

pub(super) const fn guarded(route: Route) -> Route {
    Route { if_match: true, ..route }
}

macro_rules! handler {
    ($function:path) => {
        |call| Box::pin($function(call))
    };
}
pub(super) use handler;
