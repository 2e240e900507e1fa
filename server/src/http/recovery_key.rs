use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rustls::crypto::ring::kx_group::SECP256R1;
use wire::recovery_keys::{RecoveryKeyPut, RecoveryKeyState, RecoveryKeyView};

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::store::rows::FacilityRow;

/// `GET /recovery-key`: of the own facility.
pub(super) async fn look(call: Call) -> Result<Response, Problem> {
    let facility = call.facility()?;
    let row = call.read(move |rows| rows.facility(&facility)).await?;
    answer(&RecoveryKeyState { recovery_key: row.and_then(|row| row.recovery_key) })
}

/// `PUT /recovery-key`: from their next opening on, the facility's vaults are wrapped for this one.
pub(super) async fn put(call: Call) -> Result<Response, Problem> {
    let (facility, RecoveryKeyPut { public }) = (call.facility()?, call.json()?);
    if !is_point(&public) {
        return Err(Problem::from(Code::RecoveryKeyInvalid).field("public"));
    }
    call.once(Giving::OK, move |act| {
        let row = act.tx.facility(&facility)?.ok_or(Code::PathUnknown)?;
        let key = RecoveryKeyView { public, made_at: act.now.text(), by: act.actor.name.clone() };
        act.tx.put_facility(&FacilityRow { recovery_key: Some(key.clone()), ..row })?;
        act.audit("recovery_key.put", &facility, Vec::new())?;
        Ok::<_, Problem>(key)
    })
    .await
}

/// Whether this is a point of P-256. With another, no vault of the facility could be opened any more.
fn is_point(public: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(public) else { return false };
    SECP256R1.start().is_ok_and(|own| own.complete(&bytes).is_ok())
}
