//! Opening the database through `idb`: who else has it open is heard, and no store is ever deleted.

use std::cell::Cell;
use std::rc::Rc;

use idb::request::OpenDatabaseRequest;
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Request};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

use super::Store;
use crate::local::{OpenError, js};

/// The schema this program writes. Within one hundred an older program can still use the storage; the next hundred
/// breaks with it.
pub(super) const SCHEMA: u32 = 101;
/// How long other tabs get to let go of the storage.
const BLOCKED_MS: u64 = 8_000;

/// One open connection.
pub(super) struct Connection {
    pub(super) database: IdbDatabase,
    /// The browser closed it, or we did.
    pub(super) closed: Rc<Cell<bool>>,
}

/// What another connection wants of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The storage is being deleted.
    Deletion,
    /// A newer program wants to change it.
    Upgrade,
}

enum Refusal {
    Version,
    Other(OpenError),
}

/// Opens the database, creating what it lacks.
pub(super) async fn open(name: &str, wanted: impl Fn(Wanted) + 'static) -> Result<Connection, OpenError> {
    let factory = Factory::new().map_err(|_| OpenError::NoStorage)?;
    let database = match request(&factory, name, Some(SCHEMA)).await {
        Ok(database) => database,
        Err(Refusal::Version) => newer(&factory, name).await?,
        Err(Refusal::Other(error)) => return Err(error),
    };
    Ok(watched(database, wanted))
}

/// A newer program has been here: its storage is good for us when only units were added.
async fn newer(factory: &Factory, name: &str) -> Result<Database, OpenError> {
    let database = match request(factory, name, None).await {
        Ok(database) => database,
        Err(Refusal::Version) => return Err(OpenError::Broken),
        Err(Refusal::Other(error)) => return Err(error),
    };
    let schema = database.version().unwrap_or_default();
    if schema / 100 == SCHEMA / 100 {
        return Ok(database);
    }
    database.close();
    Err(OpenError::NeedsNewer { schema })
}

async fn request(factory: &Factory, name: &str, version: Option<u32>) -> Result<Database, Refusal> {
    // Browsers that forbid storage here throw at once.
    let mut request = factory.open(name, version).map_err(|_| Refusal::Other(OpenError::NoStorage))?;
    let (outcome, settle) = js::deferred();
    let (blocked, is_blocked) = js::deferred();
    let failed = settle.clone();
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            create_missing(&database);
        }
    });
    request.on_blocked(move |_| js::resolve(&is_blocked, &JsValue::TRUE));
    request.on_success(move |_| js::resolve(&settle, &JsValue::TRUE));
    request.on_error(move |_| js::resolve(&failed, &JsValue::FALSE));
    // Both only resolve.
    let _ = js::wait(Promise::race(&Array::of2(&outcome, &blocked))).await;
    // When blocked, the other tabs have been asked to let go; they save and close.
    match js::wait_at_most(outcome.clone(), BLOCKED_MS).await {
        Some(_) => result(&request),
        None => {
            js::spawn(close_when_late(request, outcome));
            Err(Refusal::Other(OpenError::Blocked))
        }
    }
}

fn result(request: &OpenDatabaseRequest) -> Result<Database, Refusal> {
    if let Ok(database) = request.database() {
        return Ok(database);
    }
    let name = request.error().ok().flatten().map(|error| error.name());
    Err(match name.as_deref() {
        Some("VersionError") => Refusal::Version,
        Some("QuotaExceededError") => Refusal::Other(OpenError::Full),
        Some("SecurityError" | "InvalidStateError") => Refusal::Other(OpenError::NoStorage),
        _ => Refusal::Other(OpenError::Broken),
    })
}

async fn close_when_late(request: OpenDatabaseRequest, outcome: Promise) {
    let _ = js::wait(outcome).await;
    if let Ok(database) = request.database() {
        database.close();
    }
}

fn create_missing(database: &Database) {
    let present = database.store_names();
    for store in Store::ALL {
        if present.iter().all(|name| name != store.name()) {
            // Fails only when it exists.
            let _ = database.create_object_store(store.name(), ObjectStoreParams::new());
        }
    }
}

fn watched(mut database: Database, wanted: impl Fn(Wanted) + 'static) -> Connection {
    let closed = Rc::new(Cell::new(false));
    let lost = Rc::clone(&closed);
    database.on_close(move |_| lost.set(true));
    database.on_version_change(move |event| {
        let deletion = js::property(&event, "newVersion").is_null();
        wanted(if deletion { Wanted::Deletion } else { Wanted::Upgrade });
    });
    database.forget_callbacks();
    Connection { database: database.into(), closed }
}
