//! Before anybody is known: signing in, and opening the vault that belongs to whoever came.

use std::rc::Rc;

use send_wrapper::SendWrapper;
use wire::ceremonies::{CeremonyBegun, CeremonyPost};
use wire::passkeys::{InvitationBegun, InvitationUse, PasskeyPost};
use wire::paths;
use wire::people::MeView;
use wire::record::{self, Record};
use wire::recovery_keys::RecoveryKeyState;
use wire::terminals::ConnectionView;

use crate::local::net::{self, Ask, Online, Reply};
use crate::local::passkeys::{Touched, make, own_options, touch};
use crate::local::vault::{self, KnownVault, Secret, Unlocked, Ways};
use crate::local::{Local, Trouble, disk, ids, js, storage};

/// How long the server may take before the terminal counts as offline here.
const PATIENCE_MS: u64 = 5_000;

/// The door. Cheap to clone.
#[derive(Clone)]
pub struct Door(SendWrapper<Rc<Online>>);

/// Somebody who has shown who it is.
pub struct Entered {
    user: String,
    /// As the server says; `None` without a net.
    me: Option<MeView>,
    secret: Option<Secret>,
    /// The facility's recovery key, as the server has just named it.
    recovery: Option<String>,
}

/// What comes after that.
pub enum Next {
    /// The vault is open.
    Open(Box<Opened>),
    /// There is no vault yet, and the passkey cannot guard one: a passphrase has to.
    NewPassphrase(Entered),
    /// The vault is guarded by other ways.
    OtherWay(Entered),
}

/// A vault that is open, and who is there.
pub struct Opened {
    vault: Unlocked,
    me: Option<MeView>,
}

impl Default for Door {
    fn default() -> Door {
        Door(SendWrapper::new(Online::new()))
    }
}

impl Door {
    /// The vaults of this terminal.
    pub fn vaults(&self) -> Vec<KnownVault> {
        vault::known()
    }

    /// A session that was to end while there was no net ends now.
    pub async fn tidy(&self) {
        if storage::is_signed_out() && end_session(&self.0).await {
            storage::signed_out(false);
        }
    }

    /// Why the server refuses this terminal, whoever sits at it; `None` when it does not, or is not reached.
    pub async fn refusal(&self) -> Option<Trouble> {
        let reply = net::ask(&self.0, &Ask::get(paths::CONNECTION)).await.ok()?;
        reply.read::<ConnectionView>().ok()?.refusal.map(Trouble::from)
    }

    /// Whose session is live at this terminal.
    ///
    /// # Errors
    /// Nobody's, or the server does not answer.
    pub async fn me(&self) -> Result<MeView, Trouble> {
        net::ask(&self.0, &Ask::get(paths::ME)).await?.read()
    }

    /// One touch: signs in where the server answers, and is enough to open a vault where it does not.
    ///
    /// # Errors
    /// Why not, in words.
    pub async fn enter(&self) -> Result<Entered, Trouble> {
        match begin::<CeremonyBegun>(&self.0, paths::SIGN_IN_BEGIN, String::new()).await {
            Ok(begun) => {
                let (touched, reply) = finish(&self.0, begun).await?;
                storage::signed_out(false);
                Entered::of(&reply, touched.secret())
            }
            Err(trouble) if trouble.is_offline() => {
                let touched = touch(&own_options(&js::random::<32>(), &[])).await?;
                let user = touched.user.clone().ok_or_else(Trouble::offline)?;
                Ok(Entered { user, me: None, secret: touched.secret(), recovery: None })
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// Whose invitation a code is.
    ///
    /// # Errors
    /// It cannot be used here, or the server does not answer.
    pub async fn invitation(&self, code: String) -> Result<InvitationBegun, Trouble> {
        begin(&self.0, paths::INVITATION_BEGIN, record::to_text(&InvitationUse { code })).await
    }

    /// The first passkey, and with it the first sign-in. `again` is called before a second touch is asked for.
    ///
    /// # Errors
    /// Why not, in words.
    pub async fn first(
        &self,
        begun: InvitationBegun,
        name: String,
        again: impl Fn(),
    ) -> Result<Entered, Trouble> {
        let touched = make(&begun.options).await?;
        let (can_keep, credential) = (touched.can_keep, touched.credential_id.clone());
        let post = PasskeyPost { id: begun.id, credential: touched.answer.clone(), name };
        let reply = ask(&self.0, paths::INVITATIONS, &record::to_text(&post)).await?;
        storage::signed_out(false);
        let mut secret = touched.secret();
        if secret.is_none() && can_keep {
            again();
            let touched = touch(&own_options(&js::random::<32>(), &[credential])).await?;
            secret = touched.secret();
        }
        Entered::of(&reply, secret)
    }

    /// Opens the vault of whoever came, or says what it needs.
    ///
    /// # Errors
    /// There is none here and no net to begin one, or the storage refuses.
    pub async fn next(&self, entered: Entered) -> Result<Next, Trouble> {
        let ways = ways(&entered.user).await?;
        if ways.is_empty() && entered.me.is_none() {
            return Err(Trouble::here(
                "vault.missing",
                "この端末には、あなたの保管庫がありません。",
                "通信できる場所で一度サインインすると作られ、それからは通信なしでも開けます。",
            ));
        }
        match &entered.secret {
            Some(secret) if ways.is_empty() => {
                let vault = vault::create(&entered.user, secret, entered.recovery.as_deref()).await?;
                Ok(open(vault, entered.me))
            }
            Some(secret) if ways.has(secret) => {
                let vault = vault::unlock(&entered.user, ways, secret, entered.recovery.as_deref()).await?;
                Ok(open(vault, entered.me))
            }
            None if ways.is_empty() => Ok(Next::NewPassphrase(entered)),
            _ => Ok(Next::OtherWay(entered)),
        }
    }

    /// Gives up the vault of somebody who has signed in and whom nothing opens it for any more, and begins an empty one.
    ///
    /// # Errors
    /// The storage refuses.
    pub async fn anew(&self, entered: Entered) -> Result<Next, Trouble> {
        vault::destroy(&entered.user).await?;
        self.next(entered).await
    }

    /// Opens a vault by passphrase.
    ///
    /// # Errors
    /// It is the wrong one, or the storage refuses.
    pub async fn by_passphrase(&self, entered: &Entered, passphrase: String) -> Result<Next, Trouble> {
        self.by(entered, Secret::Passphrase(passphrase), None).await
    }

    /// Opens a vault by the facility's recovery key; a new passphrase opens it from then on.
    ///
    /// # Errors
    /// It is the wrong one, or the storage refuses.
    pub async fn by_recovery(
        &self,
        entered: &Entered,
        code: String,
        passphrase: Option<String>,
    ) -> Result<Next, Trouble> {
        self.by(entered, Secret::Recovery(code), passphrase.map(Secret::Passphrase)).await
    }

    async fn by(&self, entered: &Entered, secret: Secret, new: Option<Secret>) -> Result<Next, Trouble> {
        let mut ways = ways(&entered.user).await?;
        if let Some(new) = &new {
            vault::add(&entered.user, &mut ways, (&secret, new)).await?;
        }
        // The passkey that signed in opens it from now on, too.
        if let Some(passkey) = entered.secret.as_ref().filter(|passkey| !ways.has(passkey)) {
            vault::add(&entered.user, &mut ways, (&secret, passkey)).await?;
        }
        let vault = vault::unlock(&entered.user, ways, &secret, entered.recovery.as_deref()).await?;
        Ok(open(vault, entered.me.clone()))
    }

    /// Makes the vault of somebody whose passkey cannot guard one.
    ///
    /// # Errors
    /// The storage refuses.
    pub async fn new_passphrase(&self, entered: &Entered, passphrase: String) -> Result<Next, Trouble> {
        let secret = Secret::Passphrase(passphrase);
        let vault = vault::create(&entered.user, &secret, entered.recovery.as_deref()).await?;
        Ok(open(vault, entered.me.clone()))
    }
}

impl Entered {
    /// Somebody of this terminal's list, before anything was shown.
    pub fn named(vault: &KnownVault) -> Entered {
        Entered { user: vault.user.clone(), me: None, secret: None, recovery: None }
    }

    /// Whoever has just signed in, as the server says.
    fn of(reply: &Reply, secret: Option<Secret>) -> Result<Entered, Trouble> {
        let (me, key) = (reply.read::<MeView>()?, reply.read::<RecoveryKeyState>()?);
        let recovery = key.recovery_key.map(|key| key.public);
        Ok(Entered { user: me.user.id.clone(), me: Some(me), secret, recovery })
    }

    /// 氏名, as far as known.
    pub fn name(&self) -> Option<String> {
        let known =
            || vault::known().into_iter().find(|known| known.user == self.user).map(|known| known.name);
        self.me.as_ref().map(|me| me.user.name.clone()).or_else(known)
    }

    /// Letters the server did not have when this person's vault was locked last.
    pub fn unsent(&self) -> usize {
        vault::known().into_iter().find(|known| known.user == self.user).map_or(0, |known| known.unsent)
    }

    /// Whether the passkey that signed in cannot guard a vault.
    pub fn has_no_key(&self) -> bool {
        self.me.is_some() && self.secret.is_none()
    }

    /// Who it is, as the server says.
    pub fn me(&self) -> Option<&MeView> {
        self.me.as_ref()
    }

    /// Whether a passphrase, and whether a recovery key opens this person's vault.
    pub async fn other_ways(&self) -> (bool, bool) {
        let ways = ways(&self.user).await.unwrap_or_default();
        (ways.has_passphrase(), ways.has_recovery())
    }
}

impl Opened {
    /// This device, with the vault in use.
    ///
    /// # Errors
    /// When this device cannot keep letters.
    pub async fn local(self) -> Result<Local, Trouble> {
        vault::adopt(&self.vault).await?;
        Local::open_vault(self.vault, self.me).await.map_err(|error| error.trouble())
    }
}

impl Touched {
    fn secret(self) -> Option<Secret> {
        self.secret.map(|key| Secret::Passkey(self.credential_id, key))
    }
}

fn open(vault: Unlocked, me: Option<MeView>) -> Next {
    Next::Open(Box::new(Opened { vault, me }))
}

async fn ways(user: &str) -> Result<Ways, Trouble> {
    let ways = disk::ways(&vault::database(user)).await;
    ways.map(Ways).map_err(|error| error.trouble())
}

/// Signs in with a touch.
pub(super) async fn sign_in(online: &Rc<Online>) -> Result<(Touched, MeView), Trouble> {
    let begun = begin(online, paths::SIGN_IN_BEGIN, String::new()).await?;
    let (touched, reply) = finish(online, begun).await?;
    Ok((touched, reply.read()?))
}

async fn finish(online: &Rc<Online>, begun: CeremonyBegun) -> Result<(Touched, Reply), Trouble> {
    let touched = touch(&begun.options).await?;
    let post = CeremonyPost { id: begun.id, credential: touched.answer.clone() };
    let reply = ask(online, paths::SIGN_IN, &record::to_text(&post)).await?;
    if !reply.is_done() {
        return Err(reply.trouble());
    }
    Ok((touched, reply))
}

/// Ends the session of this terminal; whether there is none any more.
pub(super) async fn end_session(online: &Rc<Online>) -> bool {
    let operation = ids::new();
    let ended = net::ask(online, &Ask::write("DELETE", paths::SESSION_CURRENT, "", &operation)).await;
    ended.is_ok_and(|reply| reply.is_done() || reply.status == 401)
}

/// A first question, to which a server that is there answers soon.
async fn begin<T: Record + 'static>(
    online: &Rc<Online>,
    path: &'static str,
    body: String,
) -> Result<T, Trouble> {
    let (answered, done) = js::deferred();
    let (online, kept) = (Rc::clone(online), Rc::new(std::cell::RefCell::new(None)));
    let keeping = Rc::clone(&kept);
    js::spawn(async move {
        let answer = write(&online, path, &body).await;
        keeping.borrow_mut().replace(answer);
        js::resolve(&done, &true.into());
    });
    let _ = js::wait_at_most(answered, PATIENCE_MS).await;
    let answer = kept.borrow_mut().take();
    answer.unwrap_or_else(|| Err(Trouble::offline()))
}

async fn write<T: Record>(online: &Rc<Online>, path: &str, body: &str) -> Result<T, Trouble> {
    ask(online, path, body).await?.read()
}

async fn ask(online: &Rc<Online>, path: &str, body: &str) -> Result<Reply, Trouble> {
    net::ask(online, &Ask::write("POST", path, body, &ids::new())).await
}
