use axum::response::Response;
use wire::ceremonies::CeremonyPost;
use wire::sessions::{StepUpPost, StepUpView};

use super::call::{Call, answer};
use super::codes::Code;
use super::problem::Problem;
use super::sign_in::{block, keep, locked};
use crate::passkeys::{self, Ceremony, Fault, Operation};
use crate::store;

/// `POST /step-ups/begin`: the proof will hold for the one operation that is named.
pub(super) async fn begin(call: Call) -> Result<Response, Problem> {
    let (post, seat, now) = (call.json::<StepUpPost>()?, call.seat()?, (call.app.clock)());
    let user_id = call.actor()?.user_id;
    // The people of the demonstration's own pages have no session, and are asked for no proof.
    seat.session.as_ref().ok_or(Code::ProofNeedless)?;
    locked(&call, &[&step_name(&user_id)], now)?;
    let rows = call.read(move |rows| rows.passkeys(&user_id)).await?;
    let (options, state) = passkeys::begin_step_up(&call.app.passkeys, &rows)?;
    let operation = Operation { method: post.method, path: post.path, key: post.operation };
    let ceremony = Ceremony::StepUp { operation, state };
    let begun = call.app.passkeys.ceremonies.begin((call.app.ids)(), seat, ceremony, now);
    answer(&begun.wire(options))
}

/// `POST /step-ups`.
pub(super) async fn finish(call: Call) -> Result<Response, Problem> {
    let (post, seat, now) = (call.json::<CeremonyPost>()?, call.seat()?, (call.app.clock)());
    let user_id = call.actor()?.user_id;
    let session = seat.session.clone().ok_or(Code::ProofNeedless)?;
    let name = step_name(&user_id);
    locked(&call, &[&name], now)?;
    let ceremony = call.app.passkeys.ceremonies.take(&post.id, &seat, now)?;
    let Ceremony::StepUp { operation, state } = ceremony else { return Err(Fault::Ceremony.into()) };
    let rows = call.read(move |rows| rows.passkeys(&user_id)).await?;
    let id = (call.app.ids)();
    let finished = passkeys::finish_step_up(
        &call.app.passkeys,
        (&state, operation),
        &post.credential,
        &rows,
        (id.clone(), &session),
        now,
    );
    let (row, until) = match finished {
        Ok(given) => given,
        Err((fault, row)) => {
            call.app.passkeys.attempts.failed(&[&name], now);
            if fault == Fault::Cloned
                && let Some(row) = row
            {
                block(&call, *row).await?;
            }
            return Err(Problem::from(fault).about(call.actor()?.user_id));
        }
    };
    call.app.passkeys.attempts.succeeded(&[&name]);
    store::write(&*call.app.store, move |tx| keep(tx, &row)).await?;
    answer(&StepUpView { id, expires_at: until.text() })
}

fn step_name(user_id: &str) -> String {
    format!("step_up:{user_id}")
}
