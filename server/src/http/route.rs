//! The table of the API's routes: the router, the contract and the tests read it.

use std::future::Future;
use std::pin::Pin;

use access::Action;
use axum::response::Response;
use axum::routing::MethodFilter;

use super::call::Call;
use super::problem::Problem;
use super::{
    connection, drafts, events, letters, me, openapi, people, phrases, prints, receipts, requests, reset,
    routes, terminal_routes,
};

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

/// Every route of the API.
pub(super) fn all() -> impl Iterator<Item = &'static Route> {
    let further = [routes::ACCOUNTS, routes::AUDIT, terminal_routes::TERMINALS];
    ROUTES.iter().chain(further.into_iter().flatten())
}

/// Letters and what belongs to them.
const ROUTES: &[Route] = &[
    read(wire::paths::ME, Action::MeLook, Gives::One("MeView"), "自分と、サーバーの時計", handler!(me::me)),
    read(
        wire::paths::CONNECTION,
        Action::ConnectionLook,
        Gives::One("ConnectionView"),
        "接続確認（端末の証明書がなくても答える）",
        handler!(connection::connection),
    ),
    read(
        wire::paths::INSURERS,
        Action::InsurersLook,
        Gives::Page("InsurerView"),
        "保険者の一覧",
        handler!(people::insurers),
    ),
    read(
        wire::paths::FACILITIES,
        Action::FacilitiesLook,
        Gives::Page("FacilityView"),
        "医療機関の一覧",
        handler!(people::facilities),
    ),
    read(
        wire::paths::REQUESTS,
        Action::RequestsLook,
        Gives::Page("RequestView"),
        "依頼の一覧（期限の早い順）",
        handler!(requests::list),
    ),
    write(
        (Method::Post, wire::paths::REQUESTS),
        Action::RequestTake,
        Takes::JsonOrCsv("RequestPost"),
        Gives::One("RequestsPosted"),
        "保険者が依頼を送る（1件、一覧、CSV）",
        handler!(requests::take),
    ),
    write(
        (Method::Post, wire::paths::PAPER_REQUESTS),
        Action::RequestPaper,
        Takes::Json("RequestPost"),
        Gives::New("RequestView"),
        "紙で届いた依頼を医療機関が入力する",
        handler!(requests::paper),
    ),
    read(
        "/api/v1/requests/{id}",
        Action::RequestLook,
        Gives::One("RequestView"),
        "依頼",
        handler!(requests::get),
    ),
    read(
        "/api/v1/requests/{id}/previous",
        Action::RequestPrevious,
        Gives::One("PreviousLetter"),
        "この方について自院が前に書いた意見書",
        handler!(requests::previous),
    ),
    write(
        (Method::Post, "/api/v1/requests/{id}/withdraw"),
        Action::RequestWithdraw,
        Takes::Nothing,
        Gives::One("RequestView"),
        "保険者が依頼を取り下げる",
        handler!(requests::withdraw),
    ),
    write(
        (Method::Post, "/api/v1/requests/{id}/sent-on-paper"),
        Action::RequestSentOnPaper,
        Takes::Json("SentOnPaperPost"),
        Gives::One("RequestView"),
        "紙で送付したことを記録する",
        handler!(requests::sent_on_paper),
    ),
    read(
        wire::paths::DRAFTS,
        Action::DraftsLook,
        Gives::Page("DraftView"),
        "書きかけの下書きの一覧",
        handler!(drafts::list),
    ),
    write(
        (Method::Post, wire::paths::DRAFTS),
        Action::DraftBegin,
        Takes::Json("DraftPost"),
        Gives::New("DraftView"),
        "下書きを始める",
        handler!(drafts::begin),
    ),
    read("/api/v1/drafts/{id}", Action::DraftLook, Gives::One("DraftView"), "下書き", handler!(drafts::get)),
    write(
        (Method::Patch, "/api/v1/drafts/{id}"),
        Action::DraftChange,
        Takes::Json("DraftPatch"),
        Gives::One("DraftView"),
        "下書きの変更を項目ごとに合わせる",
        handler!(drafts::change),
    ),
    read(
        wire::paths::LETTERS,
        Action::LettersLook,
        Gives::Page("LetterLine"),
        "意見書の一覧（新しい順）",
        handler!(letters::list),
    ),
    write(
        (Method::Post, wire::paths::LETTERS),
        Action::LetterSend,
        Takes::Letters,
        Gives::LettersPosted,
        "完成した意見書を送る（1件、またはほかのソフトのファイル）",
        handler!(letters::receive),
    ),
    read(
        "/api/v1/letters/{id}",
        Action::LetterLook,
        Gives::OneOrCsv("LetterView"),
        "意見書",
        handler!(letters::get),
    ),
    read(
        "/api/v1/letters/{id}/source",
        Action::LetterExport,
        Gives::Source,
        "ほかのソフトが送った、そのままの内容",
        handler!(letters::source),
    ),
    guarded(write(
        (Method::Post, "/api/v1/letters/{id}/accept"),
        Action::LetterAccept,
        Takes::Nothing,
        Gives::One("LetterLine"),
        "保険者が受理する",
        handler!(letters::accept),
    )),
    guarded(write(
        (Method::Post, "/api/v1/letters/{id}/return"),
        Action::LetterReturn,
        Takes::Json("ReturnReason"),
        Gives::One("LetterLine"),
        "保険者が理由を付けて差し戻す",
        handler!(letters::return_letter),
    )),
    read(
        wire::paths::PHRASES,
        Action::PhrasesLook,
        Gives::Page("Phrase"),
        "定型文の一覧",
        handler!(phrases::list),
    ),
    write(
        (Method::Put, wire::paths::PHRASES),
        Action::PhrasePut,
        Takes::Json("Phrase"),
        Gives::One("Phrase"),
        "定型文を加える、直す",
        handler!(phrases::put),
    ),
    write(
        (Method::Delete, "/api/v1/phrases/{id}"),
        Action::PhraseRemove,
        Takes::Nothing,
        Gives::Nothing,
        "定型文を消す",
        handler!(phrases::remove),
    ),
    write(
        (Method::Post, wire::paths::PRINTS),
        Action::LetterExport,
        Takes::Json("PrintPost"),
        Gives::Nothing,
        "印刷した、またはPDFで保存した意見書を記録する",
        handler!(prints::note),
    ),
    read(
        wire::paths::EVENTS,
        Action::EventsListen,
        Gives::Events,
        "変わったことの知らせ（Server-Sent Events）",
        handler!(events::stream),
    ),
    read(
        wire::paths::RECEIPT_KEY,
        Action::ReceiptKeyLook,
        Gives::One("ReceiptKey"),
        "受付票の署名を確かめる鍵",
        handler!(receipts::key),
    ),
    write(
        (Method::Post, wire::paths::DEMO_RESET),
        Action::DemoReset,
        Takes::Nothing,
        Gives::Nothing,
        "デモを最初の状態に戻す",
        handler!(reset::reset),
    ),
    read(
        wire::paths::OPENAPI,
        Action::ContractLook,
        Gives::Contract,
        "この取り決め（OpenAPI 3.1）",
        handler!(openapi::get),
    ),
];
