//! The contract: OpenAPI 3.1, made from the table of routes and the wire types.

mod operation;

use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::call::{Call, json as answer};
use super::problem::Problem;
use super::routes::all;

#[derive(OpenApi)]
#[openapi(components(schemas(
    wire::Problem,
    wire::audit::AuditView,
    wire::ceremonies::CeremonyBegun,
    wire::ceremonies::CeremonyPost,
    wire::drafts::DraftPatch,
    wire::drafts::DraftPost,
    wire::drafts::DraftView,
    wire::events::Event,
    wire::letters::LetterLine,
    wire::letters::LetterPost,
    wire::letters::LetterPosted,
    wire::letters::LetterView,
    wire::letters::PreviousLetter,
    wire::letters::ReceiptBody,
    wire::letters::ReceiptKey,
    wire::letters::ReturnReason,
    wire::programs::LettersPosted,
    wire::people::FacilityView,
    wire::people::InsurerView,
    wire::people::MeView,
    wire::passkeys::InvitationBegun,
    wire::passkeys::InvitationUse,
    wire::passkeys::PasskeyPatch,
    wire::passkeys::PasskeyPost,
    wire::passkeys::PasskeyView,
    wire::phrases::Phrase,
    wire::prints::PrintPost,
    wire::recoveries::RecoveryApproved,
    wire::recoveries::RecoveryPost,
    wire::recoveries::RecoveryView,
    wire::recovery_keys::RecoveryKeyPut,
    wire::recovery_keys::RecoveryKeyState,
    wire::recovery_keys::RecoveryKeyView,
    wire::recovery_keys::SignedIn,
    wire::requests::RequestPost,
    wire::requests::RequestView,
    wire::requests::RequestsPosted,
    wire::requests::SentOnPaperPost,
    wire::sessions::SessionView,
    wire::sessions::StepUpPost,
    wire::sessions::StepUpView,
    wire::tokens::ProgramAdded,
    wire::tokens::ProgramPost,
    wire::tokens::ProgramView,
    wire::users::AccountPatch,
    wire::users::AccountPost,
    wire::users::AccountView,
    wire::users::Invited,
    wire::terminals::ConnectionView,
    wire::terminals::EnrolPost,
    wire::terminals::Enrolled,
    wire::terminals::EnrolmentCodePost,
    wire::terminals::EnrolmentCodeView,
    wire::terminals::RenewPost,
    wire::terminals::TerminalView,
)))]
struct Types;

static CONTRACT: LazyLock<String> = LazyLock::new(|| format!("{:#}", contract()));

/// `GET /openapi.json`.
pub(super) async fn get(_: Call) -> Result<Response, Problem> {
    Ok(answer(StatusCode::OK, None, CONTRACT.clone()))
}

/// The whole contract.
pub(super) fn contract() -> Value {
    let mut paths = Map::new();
    for route in all() {
        let methods = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(methods) = methods.as_object_mut() {
            methods.insert(route.method.name().to_owned(), operation::describe(route));
        }
    }
    let types = serde_json::to_value(Types::openapi()).unwrap_or_default();
    let schemas = types.pointer("/components/schemas").cloned().unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Ikensho",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "主治医意見書の依頼・下書き・送付・受理。時刻はRFC 3339（UTC）、日付は日本の暦日。\
                書き込みにはIdempotency-Key（操作ごとのUUIDv7）が要り、同じ番号と内容には同じ答えを返します。\
                知らない項目のある書き込みは受け付けません。読み取りの項目は増えることがあります。",
        },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}
