//! What the browser promises about the storage, and whether it kept its promise.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::device::Device;
use super::disk::{Change, Disk, DiskError, Found, Store};
use super::{StorageProblem, ids, js};

/// The key of the record that is only missing when the storage is new or was emptied.
const CANARY: &str = "canary";
const DEVICE: &str = "device";
const SIGNED_OUT: &str = "ikensho-signed-out";
/// Where the canary is remembered outside of IndexedDB.
const REMEMBERED: &str = "ikensho-canary";

/// The storage was emptied.
pub(super) const WIPED: StorageProblem = StorageProblem {
    code: "storage.wiped",
    title: "この端末に保存していた内容が消されています。",
    action: "ブラウザーの「閲覧データの削除」や空き容量の不足が原因です。サーバーにある下書きは開き直せます。この端末だけにあった内容は戻りません。",
};

/// Another tab may write at the same time, and this browser cannot tell.
const NO_LOCKS: StorageProblem = StorageProblem {
    code: "browser.no_locks",
    title: "このブラウザーには「Web Locks」がありません。",
    action: "同じ意見書を2つのタブで同時に開かないでください。新しい版のブラウザーでは、この注意は要りません。",
};

/// What the storage says of itself.
pub(super) struct Introduction {
    /// It was emptied since this browser profile last used it.
    pub(super) was_emptied: bool,
    /// The name of this browser profile in operations.
    pub(super) name: String,
}

/// Hears what the storage, in which this was found, says of itself; what it cannot say is made up and written down, with
/// what is to be written besides.
pub(super) async fn introduce(
    disk: &Rc<Disk>,
    found: &[Found],
    mut batch: Vec<Change>,
) -> Result<Introduction, DiskError> {
    let said = |wanted: &str| {
        let found = found.iter().find(|(store, key, _)| *store == Store::Meta && key == wanted);
        found.map(|(_, _, text)| text.clone())
    };
    let mut fact = |key: &str, known: Option<String>| {
        known.unwrap_or_else(|| {
            let new = ids::new();
            batch.push(Change::Put(Store::Meta, key.to_owned(), new.clone()));
            new
        })
    };
    let canary = said(CANARY);
    let was_emptied = canary.is_none() && remembered(disk.name()).is_some();
    // One that is there, only not to be read, stays: that is told elsewhere.
    let canary = (canary != Some(None)).then(|| fact(CANARY, canary.flatten()));
    let name = fact(DEVICE, said(DEVICE).flatten());
    disk.write(&batch).await?;
    if let Some(canary) = canary {
        remember(disk.name(), &canary);
    }
    Ok(Introduction { was_emptied, name })
}

/// A storage that is deleted on purpose is not missed.
pub(super) fn forget(database: &str) {
    if let Some(storage) = local_storage() {
        let _ = js::call(&storage, "removeItem", &[&place(database).into()]);
    }
}

fn remembered(database: &str) -> Option<String> {
    local_storage()?.get_item(&place(database)).ok().flatten()
}

fn remember(database: &str, canary: &str) {
    if let Some(storage) = local_storage() {
        // Where it cannot be remembered, an emptied storage looks new.
        let _ = storage.set_item(&place(database), canary);
    }
}

/// Each person's storage has a canary of its own.
fn place(database: &str) -> String {
    match database.strip_prefix(super::disk::SHARED) {
        Some(person) => [REMEMBERED, person].concat(),
        None => REMEMBERED.to_owned(),
    }
}

/// Remembers that the session was to end while there was no net.
pub(super) fn signed_out(out: bool) {
    let Some(storage) = local_storage() else { return };
    // Without it the session ends by its own time.
    let _ = match out {
        true => storage.set_item(SIGNED_OUT, "1"),
        false => js::call(&storage, "removeItem", &[&SIGNED_OUT.into()]).map(|_| ()),
    };
}

/// Whether it was to end.
pub(super) fn is_signed_out() -> bool {
    local_storage().and_then(|storage| storage.get_item(SIGNED_OUT).ok()?).is_some()
}

/// Small facts that are no patient data.
pub(super) fn local_storage() -> Option<web_sys::Storage> {
    js::window()?.local_storage().ok().flatten()
}

impl Device {
    /// Shows the meter and what the browser has promised so far, and what it lacks.
    pub(super) async fn measure(&self) {
        if !super::tabs::are_there() || !self.channel.is_there() {
            self.problem(Some(NO_LOCKS));
        }
        let Some(manager) = manager() else { return };
        let persisted = answer(manager.persisted()).await.and_then(|value| value.as_bool());
        let estimate = answer(manager.estimate()).await.unwrap_or_default();
        let bytes = |key| js::property(&estimate, key).as_f64().map(|bytes| bytes as u64);
        let (used, quota) = (bytes("usage"), bytes("quota"));
        self.storage.update(|view| {
            view.persisted = persisted;
            view.used = used;
            view.quota = quota;
        });
    }

    /// Asks the browser to keep the storage, now that there is something to keep.
    pub(super) async fn ask_to_persist(&self) {
        if self.storage.with_untracked(|view| view.persisted) == Some(true) {
            return;
        }
        let Some(manager) = manager() else { return };
        let persisted = answer(manager.persist()).await.and_then(|value| value.as_bool());
        self.storage.update(|view| view.persisted = persisted);
    }
}

fn manager() -> Option<web_sys::StorageManager> {
    let manager = js::window()?.navigator().storage();
    Some(manager).filter(|manager| !manager.is_undefined())
}

async fn answer(promise: Result<js_sys::Promise, JsValue>) -> Option<JsValue> {
    js::wait(promise.ok()?).await.ok()
}
