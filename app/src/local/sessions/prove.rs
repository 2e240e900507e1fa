use std::rc::Rc;

use wire::ceremonies::{CeremonyBegun, CeremonyPost};
use wire::paths;
use wire::record;
use wire::sessions::{StepUpPost, StepUpView};

use crate::local::device::Device;
use crate::local::net::Ask;
use crate::local::passkeys::touch;
use crate::local::vault::Secret;
use crate::local::{Trouble, ids};

impl Device {
    /// Asks the person for a fresh proof for one operation, and gives the proof's id.
    pub(in crate::local) async fn prove(
        self: &Rc<Self>,
        (method, path, operation): (&'static str, String, String),
    ) -> Result<String, Trouble> {
        let is_for_passkey = path == paths::PASSKEY_BEGIN;
        let post = StepUpPost { method: method.to_owned(), path, operation };
        let post = record::to_text(&post);
        let begun = self.ask(&Ask::write("POST", paths::STEP_UP_BEGIN, &post, &ids::new())).await?;
        let begun: CeremonyBegun = begun.read()?;
        let touched = touch(&begun.options).await?;
        // Only a new passkey needs it: it becomes another way into the vault.
        let secret = touched.secret.filter(|_| is_for_passkey);
        *self.fresh.borrow_mut() = secret.map(|key| Secret::Passkey(touched.credential_id, key));
        let answer = record::to_text(&CeremonyPost { id: begun.id, credential: touched.answer });
        let proof = self.ask(&Ask::write("POST", paths::STEP_UPS, &answer, &ids::new())).await?;
        Ok(proof.read::<StepUpView>()?.id)
    }
}
