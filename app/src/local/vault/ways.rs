//! Ways into a vault, as records of the store `keys`.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::CryptoKey;
use wire::base64url::encode;

use super::{recovery, stretch, wrap};
use crate::local::{Trouble, js};

/// What opens a vault.
pub(in crate::local) enum Secret {
    /// The PRF's output of a passkey, by the passkey's id.
    Passkey(String, CryptoKey),
    /// A passphrase.
    Passphrase(String),
    /// The facility's recovery code.
    Recovery(String),
}

const PASSKEY: &str = "prf/";
const PASSPHRASE: &str = "passphrase";
const RECOVERY: &str = "recovery";
/// What the wrapping key is derived for, before the person's id.
const INFO: &str = "ikensho.vault.1\n";
const SALT_BYTES: usize = 32;

/// A vault's ways: names and records.
#[derive(Clone, Default)]
pub(in crate::local) struct Ways(pub(in crate::local) Vec<(String, JsValue)>);

impl Ways {
    /// Whether there is any.
    pub(in crate::local) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The passkeys that open it.
    pub(in crate::local) fn passkeys(&self) -> Vec<String> {
        self.0.iter().filter_map(|(name, _)| name.strip_prefix(PASSKEY)).map(str::to_owned).collect()
    }

    /// Whether a passphrase opens it.
    pub(in crate::local) fn has_passphrase(&self) -> bool {
        self.record(PASSPHRASE).is_some()
    }

    /// Whether a recovery key opens it.
    pub(in crate::local) fn has_recovery(&self) -> bool {
        self.record(RECOVERY).is_some()
    }

    /// Whether this recovery key opens it.
    pub(in crate::local) fn recovers_with(&self, public: &str) -> bool {
        self.record(RECOVERY).is_some_and(|record| encode(&bytes(record, "public")) == public)
    }

    /// Whether this secret may open it.
    pub(in crate::local) fn has(&self, secret: &Secret) -> bool {
        self.record(&secret.name()).is_some()
    }

    /// Puts a way in, in place of one with its name.
    pub(in crate::local) fn put(&mut self, name: String, record: JsValue) {
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, record));
    }

    /// Takes a passkey's way out, if another way of the person's own is left; gives the way's name.
    pub(super) fn remove_passkey(&mut self, id: &str) -> Option<String> {
        let gone = [PASSKEY, id].concat();
        if !self.0.iter().any(|(name, _)| *name != gone && name != RECOVERY) {
            return None;
        }
        self.0.retain(|(name, _)| *name != gone);
        Some(gone)
    }

    /// Which data key is behind them.
    pub(super) fn key_id(&self) -> Option<String> {
        self.0.iter().find_map(|(_, record)| js::text(record, "key_id"))
    }

    fn record(&self, name: &str) -> Option<&JsValue> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, record)| record)
    }

    /// The data key behind the way of this secret, for use or such that it can be wrapped once more.
    pub(super) async fn open(
        &self,
        user: &str,
        secret: &Secret,
        can_be_wrapped: bool,
    ) -> Result<CryptoKey, Trouble> {
        let record = self.record(&secret.name()).ok_or_else(|| secret.wrong())?;
        let base = secret.base(record).await?;
        let wrapped = js::property(record, "wrapped");
        let opened = async {
            let wrapping = wrap::derive(&base, &bytes(record, "salt"), &info(user)).await?;
            wrap::open(&wrapped.dyn_into::<Uint8Array>()?, &wrapping, can_be_wrapped).await
        };
        opened.await.map_err(|_| secret.wrong())
    }
}

/// Wraps a data key for one more way, and gives the way's name and record.
pub(super) async fn seal(
    key: &CryptoKey,
    key_id: &str,
    user: &str,
    secret: &Secret,
) -> Result<(String, JsValue), Trouble> {
    let own = secret.own()?;
    let base = secret.base(&own).await?;
    record(key, key_id, user, (secret.name(), &base, own)).await
}

/// Wraps a data key for a recovery key of which only the public half is here.
pub(super) async fn seal_for(
    key: &CryptoKey,
    key_id: &str,
    user: &str,
    public: &[u8],
) -> Result<(String, JsValue), Trouble> {
    let (base, own) = recovery::agree(public).await.map_err(|_| no_cipher())?;
    record(key, key_id, user, (RECOVERY.to_owned(), &base, own)).await
}

async fn record(
    key: &CryptoKey,
    key_id: &str,
    user: &str,
    (name, base, own): (String, &CryptoKey, JsValue),
) -> Result<(String, JsValue), Trouble> {
    let salt = js::random::<SALT_BYTES>();
    let wrapped = async { wrap::wrap(key, &wrap::derive(base, &salt, &info(user)).await?).await };
    let wrapped = wrapped.await.map_err(|_| no_cipher())?;
    let kind = name.split('/').next().unwrap_or_default();
    let common = [
        ("v", 2.into()),
        ("key_id", key_id.into()),
        ("wrapping", kind.into()),
        ("salt", js::bytes(&salt).into()),
        ("wrapped", wrapped.into()),
    ];
    for (member, value) in common {
        // A plain object takes every property.
        let _ = js_sys::Reflect::set(&own, &member.into(), &value);
    }
    Ok((name, own))
}

impl Secret {
    fn name(&self) -> String {
        match self {
            Secret::Passkey(id, _) => [PASSKEY, id].concat(),
            Secret::Passphrase(_) => PASSPHRASE.to_owned(),
            Secret::Recovery(_) => RECOVERY.to_owned(),
        }
    }

    /// What a new record of this kind holds beside the wrapped key.
    fn own(&self) -> Result<JsValue, Trouble> {
        match self {
            Secret::Passkey(..) => Ok(js::object(&[])),
            Secret::Passphrase(_) => Ok(stretch::cost()),
            // Nobody wraps with the code itself: the public half is enough.
            Secret::Recovery(_) => Err(no_cipher()),
        }
    }

    /// The key that the wrapping key is derived from.
    async fn base(&self, record: &JsValue) -> Result<CryptoKey, Trouble> {
        match self {
            Secret::Passkey(_, key) => Ok(key.clone()),
            Secret::Passphrase(passphrase) => stretch::stretch(passphrase, record).await,
            Secret::Recovery(code) => recovery::recover(code, record).await,
        }
    }

    fn wrong(&self) -> Trouble {
        let (code, title, action) = match self {
            Secret::Passkey(..) => (
                "vault.other_passkey",
                "このパスキーでは、この端末の保管庫を開けません。",
                "この端末でいつも使っているパスキーか、パスフレーズ、復旧キーで開いてください。",
            ),
            Secret::Passphrase(_) => (
                "vault.wrong_passphrase",
                "パスフレーズが違います。",
                "大文字・小文字と、日本語入力になっていないかを確かめてください。",
            ),
            Secret::Recovery(_) => (
                "vault.wrong_recovery",
                "この復旧キーでは開けません。",
                "この医療機関のいちばん新しい用紙か、確かめてください。作り直したあとに開いていない保管庫は、前の用紙で開きます。",
            ),
        };
        Trouble::here(code, title, action)
    }
}

fn info(user: &str) -> String {
    [INFO, user].concat()
}

/// Bytes of a record.
pub(super) fn bytes(record: &JsValue, name: &str) -> Vec<u8> {
    js::property(record, name).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default()
}

/// The browser refused something it can do everywhere else.
pub(super) fn no_cipher() -> Trouble {
    crate::local::OpenError::NoCrypto.trouble()
}
