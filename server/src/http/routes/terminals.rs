//! What a terminal is, and how it becomes one.

use access::Action;

use super::super::route::{Gives, Method, Route, Takes, handler, read, write};
use super::super::{connection, terminals};

pub(super) const ROUTES: &[Route] = &[
    read(
        wire::paths::CONNECTION,
        Action::ConnectionLook,
        Gives::One("ConnectionView"),
        "接続確認（端末の証明書がなくても答える）",
        handler!(connection::connection),
    ),
    read(
        wire::paths::TERMINALS,
        Action::TerminalsLook,
        Gives::Page("TerminalView"),
        "端末の一覧",
        handler!(terminals::list),
    ),
    write(
        (Method::Post, "/api/v1/terminals/{id}/revoke"),
        Action::TerminalRevoke,
        Takes::Nothing,
        Gives::One("TerminalView"),
        "端末の証明書を取り消す",
        handler!(terminals::revoke),
    ),
    read(
        wire::paths::ENROLMENT_CODES,
        Action::EnrolmentCodesLook,
        Gives::Page("EnrolmentCodeView"),
        "端末の登録コードの一覧（期限内）",
        handler!(terminals::codes),
    ),
    write(
        (Method::Post, wire::paths::ENROLMENT_CODES),
        Action::EnrolmentCodeMake,
        Takes::Json("EnrolmentCodePost"),
        Gives::New("EnrolmentCodeView"),
        "端末の登録コードを作る（コードはこの答えにだけある）",
        handler!(terminals::make_code),
    ),
    write(
        (Method::Post, wire::paths::ENROL),
        Action::TerminalEnrol,
        Takes::Json("EnrolPost"),
        Gives::One("Enrolled"),
        "登録コードで端末の証明書を受け取る",
        handler!(terminals::enrol),
    ),
    write(
        (Method::Post, wire::paths::RENEW),
        Action::TerminalRenew,
        Takes::Json("RenewPost"),
        Gives::One("Enrolled"),
        "この端末の新しい証明書を受け取る（期限の90日前から）",
        handler!(terminals::renew),
    ),
];
