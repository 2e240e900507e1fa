//! Whose this device is: the vault and the session, as the screens use them.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wire::paths;
use wire::people::{MeView, Role};
use wire::record;
use wire::recovery_keys::{RecoveryKeyPut, RecoveryKeyState, RecoveryKeyView};

use super::apart::{self, Errand, Matter};
use super::device::Device;
use super::disk::Seat;
use super::net::Ask;
use super::{Local, OpenError, Trouble, WaysView, ids, js, lists, vault};
use crate::later::Work;

impl Local {
    /// Whether people sign in here before anything is opened.
    pub fn asks_who() -> bool {
        vault::is_due()
    }

    /// Opens what another tab of this terminal has open, if one has.
    pub fn from_other_tab() -> Work<Option<Result<Local, OpenError>>> {
        Box::pin(async {
            let vault = vault::ask_other_tabs().await?;
            Some(Local::open_vault(vault, None).await)
        })
    }

    pub(super) fn open_vault(vault: vault::Unlocked, me: Option<MeView>) -> Work<Result<Local, OpenError>> {
        Box::pin(async {
            let device = Device::open_here(Seat::Vault(vault)).await?;
            if let Some(me) = me {
                let kept = record::to_value(&me);
                device.me.set(Some(me));
                device.keep(lists::List::Me, kept).await;
            }
            device.listen();
            Ok(Local(SendWrapper::new(device)))
        })
    }

    async fn see_to(&self, matter: Matter) -> Result<(), Trouble> {
        let device = std::rc::Rc::clone(&self.0);
        apart::see_to(device, matter).await?.await
    }

    /// Whether a person's vault is open, which can be locked.
    pub fn has_vault(&self) -> bool {
        self.0.vault.is_some()
    }

    /// Whether whoever is here writes or sends letters; so it seems as long as nobody is known.
    pub fn works_on_letters(&self) -> Memo<bool> {
        let me = self.me();
        Memo::new(move |_| me.with(|me| me.as_ref().is_none_or(works_on_letters)))
    }

    /// Whether the server asks for a sign-in before anything is sent.
    pub fn signed_out(&self) -> Signal<bool> {
        self.0.signed_out.clone().into()
    }

    /// Begins a session anew with one touch; what waited is sent.
    ///
    /// # Errors
    /// Why not, in words.
    pub async fn sign_in_again(&self) -> Result<(), Trouble> {
        self.see_to(Matter::SignInAgain).await
    }

    /// Asks anew who works here.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn look_again(&self) -> Result<(), Trouble> {
        self.see_to(Matter::LookAgain).await
    }

    /// Which ways open this vault; none where nobody signs in.
    pub fn vault_ways(&self) -> Option<WaysView> {
        self.0.vault.as_ref()?;
        let ways = self.0.disk.ways();
        Some(WaysView {
            passkeys: ways.passkeys().len(),
            passphrase: ways.has_passphrase(),
            recovery: ways.has_recovery(),
        })
    }

    /// One more passkey of this person.
    ///
    /// # Errors
    /// Why not, in words.
    pub async fn add_passkey(&self, name: &str) -> Result<(), Trouble> {
        self.see_to(Matter::AddPasskey(name.to_owned())).await
    }

    /// Takes one of this person's passkeys away; it opens this vault no more.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn remove_passkey(&self, id: &str) -> Result<(), Trouble> {
        self.see_to(Matter::RemovePasskey(id.to_owned())).await
    }

    /// A passphrase that opens this vault, too.
    ///
    /// # Errors
    /// Why not, in words.
    pub async fn set_passphrase(&self, passphrase: String) -> Result<(), Trouble> {
        self.see_to(Matter::SetPassphrase(passphrase)).await
    }

    /// The facility's recovery key, as the server has it.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn recovery_key(&self) -> Result<Option<RecoveryKeyView>, Trouble> {
        let state: RecoveryKeyState = self.get(paths::RECOVERY_KEY).await?;
        Ok(state.recovery_key)
    }

    /// Makes a recovery key for the facility: the code to print, shown once, and what the server keeps.
    ///
    /// # Errors
    /// The browser refused, or the server did.
    pub async fn make_recovery_key(&self) -> Result<(String, RecoveryKeyView), Trouble> {
        let (code, public) = vault::make_recovery().await?;
        let (body, operation) = (record::to_text(&RecoveryKeyPut { public }), ids::new());
        let put = Ask::write("PUT", paths::RECOVERY_KEY, &body, &operation);
        Ok((code, self.0.ask(&put).await?.read()?))
    }

    /// Locks the vault: everything is on disk, nothing is in memory.
    pub fn lock(&self) {
        self.0.errand(Errand::Lock);
    }

    /// Signs out; with `destroy` the vault goes from this terminal, and with it what exists here only.
    ///
    /// # Errors
    /// When something could not be saved first.
    pub async fn sign_out(&self, destroy: bool) -> Result<(), Trouble> {
        self.see_to(Matter::SignOut(destroy)).await
    }
}

/// Whether somebody writes or sends letters: only they may see lists of them.
pub(super) fn works_on_letters(me: &MeView) -> bool {
    me.user.roles.iter().any(|role| matches!(role, Role::Doctor | Role::Clerk))
}

/// What the browser says of itself.
pub(crate) fn user_agent() -> String {
    js::text(&js::global("navigator"), "userAgent").unwrap_or_default()
}
