use axum::response::Response;
use wire::terminals::ConnectionView;

use super::call::{Call, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::terminals::{self, Refusal};

/// `GET /connection` (接続確認): what the connection is, also for who is not let in.
pub(super) async fn connection(call: Call) -> Result<Response, Problem> {
    let shown = call.terminal().cloned();
    let found = match shown.clone() {
        Ok(terminal) => {
            let found = call.read(move |rows| {
                Ok((terminals::view_of(rows, &terminal)?, terminals::organisation(rows, &terminal.place)?))
            });
            Some(found.await?)
        }
        Err(_) => None,
    };
    let (terminal, place) = found.map_or((None, None), |(terminal, place)| (Some(terminal), place));
    answer(&ConnectionView {
        terminal,
        place,
        refusal: shown.err().map(Problem::wire),
        server_time: (call.app.clock)().text(),
        demo: call.app.demo,
    })
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        let code = match refusal {
            Refusal::Missing => Code::TerminalMissing,
            Refusal::Expired => Code::TerminalExpired,
            Refusal::NotYetValid => Code::TerminalNotYetValid,
            Refusal::Revoked => Code::TerminalRevoked,
            Refusal::UnknownCa => Code::TerminalUnknownCa,
            Refusal::MedicalCa => Code::TerminalMedicalCa,
            Refusal::CaCertificate => Code::TerminalCaCertificate,
            Refusal::WrongUsage => Code::TerminalWrongUsage,
            Refusal::WeakKey => Code::TerminalWeakKey,
            Refusal::WeakSignature => Code::TerminalWeakSignature,
            Refusal::Tampered => Code::TerminalTampered,
            Refusal::Malformed => Code::TerminalMalformed,
            Refusal::Unregistered => Code::TerminalUnregistered,
            Refusal::WrongPlace => Code::TerminalWrongPlace,
            Refusal::Unmapped => Code::TerminalUnmapped,
            Refusal::NotInForce => Code::TerminalNotInForce,
            Refusal::Unavailable => Code::StoreFailed,
        };
        code.into()
    }
}
