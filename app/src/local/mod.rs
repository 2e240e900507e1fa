//! This device's half of the product: encrypted storage, drafts, outbox, lists kept for use without a net.

mod trouble;
mod views;
mod writer;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::events::Event;
use wire::letters::PreviousLetter;
use wire::people::{InsurerView, MeView};
use wire::phrases::Phrase;
use wire::requests::{RequestPost, RequestView};

pub use trouble::{OpenError, Trouble};
pub use views::{
    ListState, Listing, Mode, OpenDraft, Person, SavedView, SentView, Source, StorageProblem, StorageView,
};
pub use writer::Writer;

/// This device. Cheap to clone; provided to the screens as a context.
#[derive(Clone)]
pub struct Local(SendWrapper<Rc<Device>>);

struct Device {
    me: ArcRwSignal<Option<MeView>>,
    online: ArcRwSignal<bool>,
    storage: ArcRwSignal<StorageView>,
    requests: ArcRwSignal<Listing<RequestView>>,
    sent: ArcRwSignal<Listing<SentView>>,
    insurers: ArcRwSignal<Arc<Vec<InsurerView>>>,
    phrases: ArcRwSignal<Arc<Vec<Phrase>>>,
}

impl Local {
    /// Opens the storage and the kept lists; the network follows in the background.
    ///
    /// # Errors
    /// When this device cannot keep letters.
    #[expect(clippy::unused_async, reason = "the storage opens asynchronously")]
    pub async fn open() -> Result<Local, OpenError> {
        let device = Device {
            me: ArcRwSignal::new(None),
            online: ArcRwSignal::new(false),
            storage: ArcRwSignal::new(StorageView::default()),
            requests: ArcRwSignal::new(Listing::default()),
            sent: ArcRwSignal::new(Listing::default()),
            insurers: ArcRwSignal::new(Arc::default()),
            phrases: ArcRwSignal::new(Arc::default()),
        };
        Ok(Local(SendWrapper::new(Rc::new(device))))
    }

    /// Who works here; kept from the last time while the server is away.
    pub fn me(&self) -> Signal<Option<MeView>> {
        self.0.me.clone().into()
    }

    /// Whether the server answers.
    pub fn online(&self) -> Signal<bool> {
        self.0.online.clone().into()
    }

    /// Today's date in Japan, by the server's clock where its skew is known.
    pub fn today(&self) -> ja::Date {
        ja::Date::from_unix_ms_japan(js_sys::Date::now() as i64)
    }

    /// Now by the same clock, RFC 3339 UTC.
    pub fn now(&self) -> String {
        String::from(js_sys::Date::new_0().to_iso_string())
    }

    /// A new UUIDv7.
    pub fn new_id(&self) -> String {
        String::new()
    }

    /// How the letters lie on this device.
    pub fn storage(&self) -> Signal<StorageView> {
        self.0.storage.clone().into()
    }

    /// The facility's requests.
    pub fn requests(&self) -> Signal<Listing<RequestView>> {
        self.0.requests.clone().into()
    }

    /// Finished letters, newest first.
    pub fn sent(&self) -> Signal<Listing<SentView>> {
        self.0.sent.clone().into()
    }

    /// The insurers.
    pub fn insurers(&self) -> Signal<Arc<Vec<InsurerView>>> {
        self.0.insurers.clone().into()
    }

    /// Phrases (定型文).
    pub fn phrases(&self) -> Signal<Arc<Vec<Phrase>>> {
        self.0.phrases.clone().into()
    }

    /// Adds or changes a phrase; works without a net.
    ///
    /// # Errors
    /// When it could be neither sent nor kept.
    #[expect(clippy::unused_async, reason = "written to the storage")]
    pub async fn put_phrase(&self, _phrase: Phrase) -> Result<(), Trouble> {
        Err(Trouble::offline())
    }

    /// Removes a phrase; works without a net.
    ///
    /// # Errors
    /// When it could be neither sent nor kept.
    #[expect(clippy::unused_async, reason = "written to the storage")]
    pub async fn remove_phrase(&self, _id: &str) -> Result<(), Trouble> {
        Err(Trouble::offline())
    }

    /// The person's previous letter, from this device or the server; `None` when there is none.
    ///
    /// # Errors
    /// When it is not on this device and the server does not answer.
    #[expect(clippy::unused_async, reason = "asks the storage and the server")]
    pub async fn previous(&self, _request: &str) -> Result<Option<PreviousLetter>, Trouble> {
        Err(Trouble::offline())
    }

    /// Takes in a request that came on paper and gives its id; works without a net.
    ///
    /// # Errors
    /// When the server refuses it, or it could not be kept.
    #[expect(clippy::unused_async, reason = "asks the storage and the server")]
    pub async fn paper_request(&self, _post: RequestPost) -> Result<String, Trouble> {
        Err(Trouble::offline())
    }

    /// Opens a draft; works without a net for what is on this device and for requests of the list.
    ///
    /// # Errors
    /// When the draft is not on this device and the server does not answer, or it could not be kept.
    #[expect(clippy::unused_async, reason = "asks the storage and the server")]
    pub async fn open_draft(&self, _what: OpenDraft) -> Result<Writer, Trouble> {
        Err(Trouble::offline())
    }

    /// 「今すぐ送る」.
    pub fn send_now(&self) {}

    /// 取りやめて直す: takes a letter that was never sent out of the outbox and opens its draft again.
    ///
    /// # Errors
    /// When it may have arrived already.
    #[expect(clippy::unused_async, reason = "written to the storage")]
    pub async fn take_back(&self, _operation: &str) -> Result<(), Trouble> {
        Err(Trouble::offline())
    }

    /// An encrypted file of what exists on this device only.
    ///
    /// # Errors
    /// When the passphrase is empty or the storage cannot be read.
    #[expect(clippy::unused_async, reason = "reads the storage")]
    pub async fn export_encrypted(&self, _passphrase: &str) -> Result<Vec<u8>, Trouble> {
        Err(Trouble::offline())
    }

    /// Asks the server.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    #[expect(clippy::unused_async, reason = "asks the server")]
    pub async fn get<T: DeserializeOwned>(&self, _path: &str) -> Result<T, Trouble> {
        Err(Trouble::offline())
    }

    /// Writes to the server under an operation id (see [`Local::new_id`]): the same id again gets the same answer.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    #[expect(clippy::unused_async, reason = "asks the server")]
    pub async fn post<T: DeserializeOwned>(
        &self,
        _path: &str,
        _body: &impl Serialize,
        _operation: &str,
    ) -> Result<T, Trouble> {
        Err(Trouble::offline())
    }

    /// Like [`Local::post`], only if the server still has this version (`If-Match`).
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    #[expect(clippy::unused_async, reason = "asks the server")]
    pub async fn post_if<T: DeserializeOwned>(
        &self,
        _path: &str,
        _body: &impl Serialize,
        _operation: &str,
        _etag: &str,
    ) -> Result<T, Trouble> {
        Err(Trouble::offline())
    }

    /// Posts a text of another media type, such as `text/csv`.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    #[expect(clippy::unused_async, reason = "asks the server")]
    pub async fn post_text<T: DeserializeOwned>(
        &self,
        _path: &str,
        _media_type: &str,
        _body: &str,
        _operation: &str,
    ) -> Result<T, Trouble> {
        Err(Trouble::offline())
    }

    /// Calls back on every live event.
    pub fn on_event(&self, _listener: impl Fn(&Event) + 'static) {}
}
