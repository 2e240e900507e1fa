//! This device's half of the product: encrypted storage, drafts, outbox, lists kept for use without a net.

mod apart;
mod cipher;
mod clock;
mod connection;
mod convert;
mod device;
mod disk;
mod drafts;
mod early;
mod export;
mod ids;
mod import;
mod js;
mod keys;
mod lists;
mod live;
mod net;
mod outbox;
mod passkeys;
mod previous;
mod records;
mod sessions;
mod storage;
mod tabs;
mod trouble;
mod vault;
mod views;
mod whose;
mod writer;

use std::rc::Rc;
use std::sync::Arc;

use device::Device;
use disk::Seat;
use leptos::prelude::*;
use letters::rules::InsurerFacts;
use net::Ask;
use send_wrapper::SendWrapper;
use wire::events::Event;
use wire::letters::{Approval, PreviousLetter};
use wire::people::{InsurerView, MeView};
use wire::phrases::Phrase;
use wire::prints::PrintPost;
use wire::record::{self, Record};
use wire::requests::{RequestPost, RequestView};

use crate::later::Work;

pub use connection::Connection;
pub use import::{Answers, Arrival};
pub use sessions::{Door, Entered, Next};
pub use trouble::{OpenError, Trouble};
pub use vault::KnownVault;
pub use views::{
    ListState, Listing, Mode, OpenDraft, Person, SavedView, SentView, Source, StorageProblem, StorageView,
    WaysView,
};
pub(crate) use whose::user_agent;
pub use writer::Writer;

/// This device. Cheap to clone; provided to the screens as a context.
#[derive(Clone)]
pub struct Local(SendWrapper<Rc<Device>>);

impl Local {
    /// Opens the storage and the kept lists; the network follows in the background.
    ///
    /// # Errors
    /// When this device cannot keep letters.
    pub fn open() -> Work<Result<Local, OpenError>> {
        // Boxed: the modules `clinic` and `desk` would each get a copy of an async function's body.
        Box::pin(async {
            let device = Device::open_here(Seat::Device).await?;
            device.listen();
            Ok(Local(SendWrapper::new(device)))
        })
    }

    /// Measures the way to the server, and what this terminal promises.
    pub async fn measure_connection(&self) -> Connection {
        self.0.measure_connection().await
    }

    /// Asks the browser to keep the storage.
    pub async fn ask_to_persist(&self) {
        self.0.ask_to_persist().await;
    }

    /// Deletes something of the server's.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn delete(&self, path: &str) -> Result<(), Trouble> {
        let operation = ids::new();
        self.0
            .ask(&Ask::write("DELETE", path, "", &operation))
            .await?
            .read::<Option<record::Value>>()
            .map(|_| ())
    }

    /// Changes something of the server's, only if it still has this version.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn patch<T: Record>(&self, path: &str, body: &impl Record, etag: &str) -> Result<T, Trouble> {
        let (body, operation) = (record::to_text(body), ids::new());
        self.0.ask(&Ask::write("PATCH", path, &body, &operation).if_match(etag)).await?.read()
    }

    /// Who works here; kept from the last time while the server is away.
    pub fn me(&self) -> Signal<Option<MeView>> {
        self.0.me.clone().into()
    }

    /// Whether the server answers.
    pub fn online(&self) -> Signal<bool> {
        self.0.online.signal().into()
    }

    /// Whether the server no longer understands this version of the app: what is to be sent waits for the new one.
    pub fn too_old(&self) -> Signal<bool> {
        self.0.too_old.clone().into()
    }

    /// Today's date in Japan, by the server's clock where its skew is known.
    pub fn today(&self) -> ja::Date {
        clock::today()
    }

    /// Now by the same clock, RFC 3339 UTC.
    pub fn now(&self) -> String {
        clock::now()
    }

    /// A new UUIDv7.
    pub fn new_id(&self) -> String {
        ids::new()
    }

    /// How the letters lie on this device.
    pub fn storage(&self) -> Signal<StorageView> {
        self.0.storage.clone().into()
    }

    /// The facility's requests.
    pub fn requests(&self) -> Signal<Listing<RequestView>> {
        self.0.requests.clone().into()
    }

    /// Paper requests of the list that the server did not take, by id, and why. They stay until they are put right.
    pub fn refusals(&self) -> Signal<Arc<Vec<(String, Trouble)>>> {
        self.0.refusals.clone().into()
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
    pub async fn put_phrase(&self, phrase: Phrase) -> Result<(), Trouble> {
        apart::phrase(Rc::clone(&self.0), phrase.id.clone(), Some(phrase)).await?.await
    }

    /// Removes a phrase; works without a net.
    ///
    /// # Errors
    /// When it could be neither sent nor kept.
    pub async fn remove_phrase(&self, id: &str) -> Result<(), Trouble> {
        apart::phrase(Rc::clone(&self.0), id.to_owned(), None).await?.await
    }

    /// Takes in a request that came on paper and gives its id; works without a net. `refused` is the id of the one it
    /// puts right.
    ///
    /// # Errors
    /// When the server refuses it, or it could not be kept.
    pub async fn paper_request(&self, post: RequestPost, refused: Option<String>) -> Result<String, Trouble> {
        apart::paper_request(Rc::clone(&self.0), post, refused).await?.await
    }

    /// Keeps letters of a file in one transaction: as drafts, or finished by the doctor who approves them. Gives the
    /// ids of their drafts, in order; works without a net.
    ///
    /// # Errors
    /// When they could not be kept, or one of them was begun elsewhere meanwhile; then nothing is.
    pub async fn keep_letters(
        &self,
        arrivals: Vec<Arrival>,
        approval: Option<Approval>,
    ) -> Result<Vec<String>, Trouble> {
        apart::keep_letters(Rc::clone(&self.0), arrivals, approval).await?.await
    }

    /// The draft on this device in which somebody writes for a request.
    pub fn begun(&self, request: &str) -> Option<String> {
        self.0.begun(request)
    }

    /// The draft on this device that is to take the place of a sent letter.
    pub fn replacement(&self, letter: &str) -> Option<String> {
        self.0.replacement_of(letter)
    }

    /// What is known here of an insurer, for the rules.
    pub fn insurer_facts(&self, insurer_no: &str) -> InsurerFacts {
        self.0.insurer_facts(insurer_no)
    }

    /// The earlier letter of a request's person, as far as it is kept on this device.
    pub async fn kept_previous(&self, request: &str) -> Option<PreviousLetter> {
        self.0.kept_letter(request).await
    }

    /// Opens a draft; works without a net for what is on this device and for requests of the list.
    ///
    /// # Errors
    /// When the draft is not on this device and the server does not answer, or it could not be kept.
    pub async fn open_draft(&self, what: OpenDraft) -> Result<Writer, Trouble> {
        self.0.open(what).await.map(Writer::new)
    }

    /// 「今すぐ送る」.
    pub fn send_now(&self) {
        self.0.errand(apart::Errand::SendNow);
    }

    /// 取りやめて直す: takes a letter that was never sent out of the outbox and opens its draft again.
    ///
    /// # Errors
    /// When it may have arrived already.
    pub async fn take_back(&self, operation: &str) -> Result<(), Trouble> {
        apart::take_back(Rc::clone(&self.0), operation.to_owned()).await?.await
    }

    /// An encrypted file of what exists on this device only.
    ///
    /// # Errors
    /// When the passphrase is empty or the storage cannot be read.
    pub async fn export_encrypted(&self, passphrase: &str) -> Result<Vec<u8>, Trouble> {
        apart::export(Rc::clone(&self.0), passphrase.to_owned()).await?.await
    }

    /// Has it written down that letters were printed or saved as a PDF: now, or when the net is back.
    ///
    /// # Errors
    /// When it could be neither sent nor kept, or the server knows no such letter here.
    pub async fn note_print(&self, print: PrintPost) -> Result<(), Trouble> {
        apart::note_print(Rc::clone(&self.0), print).await?.await
    }

    /// Asks the server.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn get<T: Record>(&self, path: &str) -> Result<T, Trouble> {
        self.0.ask(&Ask::get(path)).await?.read()
    }

    /// Writes to the server under an operation id (see [`Local::new_id`]): the same id again gets the same answer.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn post<T: Record>(
        &self,
        path: &str,
        body: &impl Record,
        operation: &str,
    ) -> Result<T, Trouble> {
        self.0.ask(&Ask::write("POST", path, &record::to_text(body), operation)).await?.read()
    }

    /// Like [`Local::post`], only if the server still has this version (`If-Match`).
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn post_if<T: Record>(
        &self,
        path: &str,
        body: &impl Record,
        operation: &str,
        etag: &str,
    ) -> Result<T, Trouble> {
        let body = record::to_text(body);
        self.0.ask(&Ask::write("POST", path, &body, operation).if_match(etag)).await?.read()
    }

    /// Posts a text of another media type, such as `text/csv`.
    ///
    /// # Errors
    /// The server's problem, or that it did not answer.
    pub async fn post_text<T: Record>(
        &self,
        path: &str,
        media_type: &str,
        body: &str,
        operation: &str,
    ) -> Result<T, Trouble> {
        self.0.ask(&Ask::write("POST", path, body, operation).of_type(media_type)).await?.read()
    }

    /// Calls back on every live event.
    pub fn on_event(&self, listener: impl Fn(&Event) + 'static) {
        self.0.listeners.borrow_mut().push(Rc::new(listener));
    }
}
