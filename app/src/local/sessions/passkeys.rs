use std::rc::Rc;

use wire::ceremonies::CeremonyBegun;
use wire::page::Page;
use wire::passkeys::{PasskeyPost, PasskeyView};
use wire::paths;
use wire::record;

use crate::local::device::Device;
use crate::local::net::Ask;
use crate::local::passkeys::{make, own_options, touch};
use crate::local::vault::{self, Secret};
use crate::local::{Trouble, ids, js};

impl Device {
    /// One more passkey. It opens this terminal's vault, too, when both it and the one that was just asked can guard one.
    pub(in crate::local) async fn add_passkey(self: &Rc<Self>, name: &str) -> Result<(), Trouble> {
        let begun = self.ask(&Ask::write("POST", paths::PASSKEY_BEGIN, "", &ids::new())).await?;
        let begun: CeremonyBegun = begun.read()?;
        // Asking has just brought a fresh touch of a passkey that is known.
        let by = self.fresh.borrow_mut().take();
        let made = make(&begun.options).await?;
        let (id, can_keep) = (made.credential_id.clone(), made.can_keep);
        let post = PasskeyPost { id: begun.id, credential: made.answer, name: name.to_owned() };
        let post = record::to_text(&post);
        self.ask(&Ask::write("POST", paths::PASSKEYS, &post, &ids::new())).await?.read::<PasskeyView>()?;
        let mut key = made.secret;
        if key.is_none() && can_keep {
            key = touch(&own_options(&js::random::<32>(), std::slice::from_ref(&id))).await?.secret;
        }
        match (&self.vault, by, key) {
            (Some(_), Some(by), Some(key)) => self.add_way(&by, &Secret::Passkey(id, key)).await,
            _ => Ok(()),
        }
    }

    /// Takes one of this person's passkeys away; it opens this vault no more.
    pub(in crate::local) async fn take_passkey_away(self: &Rc<Self>, id: &str) -> Result<(), Trouble> {
        let operation = ids::new();
        let gone = self.ask(&Ask::write("DELETE", &paths::passkey(id), "", &operation)).await?;
        gone.read::<Option<record::Value>>()?;
        self.forget_lost_passkeys().await;
        Ok(())
    }

    /// Passkeys that were taken away or stopped open this vault no more.
    pub(in crate::local) async fn forget_lost_passkeys(self: &Rc<Self>) {
        let Some(open) = &self.vault else { return };
        let Ok(reply) = self.ask(&Ask::get(paths::PASSKEYS)).await else { return };
        let Ok(known) = reply.read::<Page<PasskeyView>>() else { return };
        let mut ways = self.disk.ways();
        let is_good =
            |id: &String| known.items.iter().any(|passkey| passkey.credential_id == *id && !passkey.blocked);
        for id in ways.passkeys().into_iter().filter(|id| !is_good(id)) {
            // What could not be written is tried again the next time.
            let _ = vault::remove_passkey(&open.user, &mut ways, &id).await;
        }
        self.disk.set_ways(ways);
    }

    /// A passphrase that opens the vault, in place of an earlier one. A touch of the passkey that opens it comes first.
    pub(in crate::local) async fn set_passphrase(self: &Rc<Self>, passphrase: String) -> Result<(), Trouble> {
        let passkeys = self.disk.ways().passkeys();
        if passkeys.is_empty() {
            return Err(Trouble::here(
                "vault.no_passkey",
                "この保管庫は、パスキーでは開きません。",
                "パスフレーズを変えるには、一度サインアウトして保管庫を作り直してください。",
            ));
        }
        let touched = touch(&own_options(&js::random::<32>(), &passkeys)).await?;
        let Some(key) = touched.secret else {
            return Err(Trouble::here(
                "vault.other_passkey",
                "このパスキーでは、この端末の保管庫を開けません。",
                "この端末でいつも使っているパスキーで確認してください。",
            ));
        };
        self.add_way(&Secret::Passkey(touched.credential_id, key), &Secret::Passphrase(passphrase)).await
    }

    async fn add_way(self: &Rc<Self>, by: &Secret, new: &Secret) -> Result<(), Trouble> {
        let Some(open) = &self.vault else { return Ok(()) };
        let mut ways = self.disk.ways();
        // A passkey that does not open the vault adds nothing to it; it signs in all the same.
        if !ways.has(by) {
            return Ok(());
        }
        vault::add(&open.user, &mut ways, (by, new)).await?;
        self.disk.set_ways(ways);
        self.note_vault();
        Ok(())
    }
}
