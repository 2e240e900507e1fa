use wire::letters::{Approval, LetterPost, approval_challenge};

use super::call::Call;
use super::codes::Code;
use super::problem::Problem;
use crate::act::Act;
use crate::passkeys::{ApprovalError, Passkeys, check_approval};
use crate::store::accounts::PasskeyRow;

/// Whether the doctor's passkey signed this very letter at 「完成」: checked before the letter's turn comes, for a signature
/// takes longer than all the writing, and everybody else waits for the writer meanwhile.
pub(super) struct Proof {
    /// The doctor's passkeys when it was checked.
    passkeys: Vec<PasskeyRow>,
    outcome: Result<(), ApprovalError>,
}

impl Proof {
    /// Nothing when there is nothing to be proved: programs answer for it with certificate and token, and the people of
    /// the demonstration's own pages have no passkey.
    pub(super) async fn check(call: &Call, post: &LetterPost) -> Result<Option<Proof>, Problem> {
        if call.actor()?.session().is_none() {
            return Ok(None);
        }
        let by = post.approved.by.clone();
        let passkeys = call.read(move |rows| rows.passkeys(&by)).await?;
        let outcome = outcome(&call.app.passkeys, post, &passkeys);
        Ok(Some(Proof { passkeys, outcome }))
    }

    /// What was found out, if the passkeys are still the same.
    pub(super) fn holds(&self, passkeys: &Passkeys, act: &Act<'_>, post: &LetterPost) -> Result<(), Problem> {
        let rows = act.tx.passkeys(&post.approved.by)?;
        let outcome = if rows == self.passkeys { self.outcome } else { outcome(passkeys, post, &rows) };
        outcome.map_err(|error| match error {
            ApprovalError::Missing => Problem::from(Code::LetterProofMissing).field("approved.proof"),
            ApprovalError::Invalid(fault) => {
                let why = Problem::from(fault).code;
                Problem::from(Code::LetterProofInvalid).field("approved.proof").detail(why.title())
            }
        })
    }
}

fn outcome(passkeys: &Passkeys, post: &LetterPost, rows: &[PasskeyRow]) -> Result<(), ApprovalError> {
    let Approval { by, proof, .. } = &post.approved;
    check_approval(passkeys, proof.as_ref(), &approval_challenge(&post.id, &post.sha256, by), rows)
}
