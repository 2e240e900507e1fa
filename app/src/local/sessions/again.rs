use std::rc::Rc;

use leptos::prelude::*;

use super::door;
use crate::local::device::Device;
use crate::local::lists::List;
use crate::local::{Trouble, storage};

impl Device {
    /// A session is over, the vault is open: one touch begins the next, and what waited is sent.
    pub(in crate::local) async fn sign_in_again(self: &Rc<Self>) -> Result<(), Trouble> {
        storage::signed_out(false);
        let (_, me) = door::sign_in(&self.online).await?;
        if self.vault.as_ref().is_some_and(|vault| vault.user != me.user.id) {
            door::end_session(&self.online).await;
            return Err(Trouble::here(
                "passkey.other_person",
                "別の方のパスキーです。",
                "この保管庫を開いている方のパスキーで確認してください。交代するときは、先にロックしてください。",
            ));
        }
        let kept = wire::record::to_value(&me);
        self.me.set(Some(me));
        self.keep(List::Me, kept).await;
        self.session(true);
        self.refresh_all().await;
        self.drain().await;
        Ok(())
    }
}
