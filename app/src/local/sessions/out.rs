use std::rc::Rc;

use super::door;
use crate::local::device::Device;
use crate::local::tabs::Message;
use crate::local::vault::{self, reload};
use crate::local::{Trouble, storage};

impl Device {
    /// Ends the session and closes the vault. With `destroy` nothing of it stays on the terminal: every wrapped key goes
    /// first. Without a net the session is ended as soon as the terminal is on it again.
    pub(in crate::local) async fn sign_out(self: &Rc<Self>, destroy: bool) -> Result<(), Trouble> {
        storage::signed_out(true);
        if self.online.is() && door::end_session(&self.online).await {
            storage::signed_out(false);
        }
        let Some(open) = &self.vault else {
            reload();
            return Ok(());
        };
        // What is destroyed need not be written; what stays must be.
        if !self.close_vault().await && !destroy {
            return Err(crate::local::disk::DiskError::Closed.problem().into());
        }
        self.channel.tell(&Message::Lock);
        if destroy {
            self.disk.retire();
            vault::destroy(&open.user).await.inspect_err(|_| vault::uncover())?;
        }
        reload();
        Ok(())
    }
}
