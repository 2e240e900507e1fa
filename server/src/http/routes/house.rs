//! Where one is, who is here, what happens, and who did what.

use access::Action;

use super::super::route::{Gives, Method, Route, Takes, handler, read, write};
use super::super::{audit, events, me, openapi, people, reset};

pub(super) const ROUTES: &[Route] = &[
    read(wire::paths::ME, Action::MeLook, Gives::One("MeView"), "自分と、サーバーの時計", handler!(me::me)),
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
        wire::paths::EVENTS,
        Action::EventsListen,
        Gives::Events,
        "変わったことの知らせ（Server-Sent Events）",
        handler!(events::stream),
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
    read(
        wire::paths::AUDIT,
        Action::AuditLook,
        Gives::Page("AuditView"),
        "だれが何をしたか（新しい順。運用者は?place=で事業所を指定できる）",
        handler!(audit::list),
    ),
    read(
        "/api/v1/people/{id}/looks",
        Action::AuditPerson,
        Gives::Page("AuditView"),
        "この方をだれが見たか（利用者・依頼・意見書のいずれかの番号で）",
        handler!(audit::looks),
    ),
];
