//! The table of the API's routes: the router, the contract and the tests read it.

use std::future::Future;
use std::pin::Pin;

use axum::response::Response;
use axum::routing::MethodFilter;

use super::call::Call;
use super::problem::Problem;
use super::{connection, drafts, events, letters, me, openapi, people, phrases, receipts, requests, reset};

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
}

const fn read(path: &'static str, gives: Gives, summary: &'static str, handler: Handler) -> Route {
    Route { method: Method::Get, path, summary, takes: None, gives, if_match: false, handler }
}

const fn write(
    method: Method,
    path: &'static str,
    takes: Takes,
    gives: Gives,
    summary: &'static str,
    handler: Handler,
) -> Route {
    let limit = match takes {
        Takes::JsonOrCsv(_) | Takes::Letters => LIST,
        _ => JSON,
    };
    Route { method, path, summary, takes: Some((takes, limit)), gives, if_match: false, handler }
}

const fn guarded(path: &'static str, takes: Takes, summary: &'static str, handler: Handler) -> Route {
    Route { if_match: true, ..write(Method::Post, path, takes, Gives::One("LetterLine"), summary, handler) }
}

macro_rules! handler {
    ($function:path) => {
        |call| Box::pin($function(call))
    };
}

/// Every route of the API.
pub(super) const ROUTES: &[Route] = &[
    read(wire::paths::ME, Gives::One("MeView"), "自分と、サーバーの時計", handler!(me::me)),
    read(
        wire::paths::CONNECTION,
        Gives::One("ConnectionView"),
        "接続確認（端末の証明書がなくても答える）",
        handler!(connection::connection),
    ),
    read(wire::paths::INSURERS, Gives::Page("InsurerView"), "保険者の一覧", handler!(people::insurers)),
    read(
        wire::paths::FACILITIES,
        Gives::Page("FacilityView"),
        "医療機関の一覧",
        handler!(people::facilities),
    ),
    read(
        wire::paths::REQUESTS,
        Gives::Page("RequestView"),
        "依頼の一覧（期限の早い順）",
        handler!(requests::list),
    ),
    write(
        Method::Post,
        wire::paths::REQUESTS,
        Takes::JsonOrCsv("RequestPost"),
        Gives::One("RequestsPosted"),
        "保険者が依頼を送る（1件、一覧、CSV）",
        handler!(requests::take),
    ),
    write(
        Method::Post,
        wire::paths::PAPER_REQUESTS,
        Takes::Json("RequestPost"),
        Gives::New("RequestView"),
        "紙で届いた依頼を医療機関が入力する",
        handler!(requests::paper),
    ),
    read("/api/v1/requests/{id}", Gives::One("RequestView"), "依頼", handler!(requests::get)),
    read(
        "/api/v1/requests/{id}/previous",
        Gives::One("PreviousLetter"),
        "この方について自院が前に書いた意見書",
        handler!(requests::previous),
    ),
    write(
        Method::Post,
        "/api/v1/requests/{id}/withdraw",
        Takes::Nothing,
        Gives::One("RequestView"),
        "保険者が依頼を取り下げる",
        handler!(requests::withdraw),
    ),
    write(
        Method::Post,
        "/api/v1/requests/{id}/sent-on-paper",
        Takes::Json("SentOnPaperPost"),
        Gives::One("RequestView"),
        "紙で送付したことを記録する",
        handler!(requests::sent_on_paper),
    ),
    read(wire::paths::DRAFTS, Gives::Page("DraftView"), "書きかけの下書きの一覧", handler!(drafts::list)),
    write(
        Method::Post,
        wire::paths::DRAFTS,
        Takes::Json("DraftPost"),
        Gives::New("DraftView"),
        "下書きを始める",
        handler!(drafts::begin),
    ),
    read("/api/v1/drafts/{id}", Gives::One("DraftView"), "下書き", handler!(drafts::get)),
    write(
        Method::Patch,
        "/api/v1/drafts/{id}",
        Takes::Json("DraftPatch"),
        Gives::One("DraftView"),
        "下書きの変更を項目ごとに合わせる",
        handler!(drafts::change),
    ),
    read(
        wire::paths::LETTERS,
        Gives::Page("LetterLine"),
        "意見書の一覧（新しい順）",
        handler!(letters::list),
    ),
    write(
        Method::Post,
        wire::paths::LETTERS,
        Takes::Letters,
        Gives::LettersPosted,
        "完成した意見書を送る（1件、またはほかのソフトのファイル）",
        handler!(letters::receive),
    ),
    read("/api/v1/letters/{id}", Gives::OneOrCsv("LetterView"), "意見書", handler!(letters::get)),
    read(
        "/api/v1/letters/{id}/source",
        Gives::Source,
        "ほかのソフトが送った、そのままの内容",
        handler!(letters::source),
    ),
    guarded("/api/v1/letters/{id}/accept", Takes::Nothing, "保険者が受理する", handler!(letters::accept)),
    guarded(
        "/api/v1/letters/{id}/return",
        Takes::Json("ReturnReason"),
        "保険者が理由を付けて差し戻す",
        handler!(letters::return_letter),
    ),
    read(wire::paths::PHRASES, Gives::Page("Phrase"), "定型文の一覧", handler!(phrases::list)),
    write(
        Method::Put,
        wire::paths::PHRASES,
        Takes::Json("Phrase"),
        Gives::One("Phrase"),
        "定型文を加える、直す",
        handler!(phrases::put),
    ),
    write(
        Method::Delete,
        "/api/v1/phrases/{id}",
        Takes::Nothing,
        Gives::Nothing,
        "定型文を消す",
        handler!(phrases::remove),
    ),
    read(
        wire::paths::EVENTS,
        Gives::Events,
        "変わったことの知らせ（Server-Sent Events）",
        handler!(events::stream),
    ),
    read(
        wire::paths::RECEIPT_KEY,
        Gives::One("ReceiptKey"),
        "受付票の署名を確かめる鍵",
        handler!(receipts::key),
    ),
    write(
        Method::Post,
        wire::paths::DEMO_RESET,
        Takes::Nothing,
        Gives::Nothing,
        "デモを最初の状態に戻す",
        handler!(reset::reset),
    ),
    read(wire::paths::OPENAPI, Gives::Contract, "この取り決め（OpenAPI 3.1）", handler!(openapi::get)),
];
