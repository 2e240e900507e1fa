//! What the screens are shown of this device's state.

use std::sync::Arc;

use sync::{Item, Saved};
use wire::letters::LetterLine;

/// A list and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing<T> {
    /// The rows, in the server's order.
    pub items: Arc<Vec<T>>,
    /// When the server said so, RFC 3339 UTC.
    pub as_of: Option<String>,
    /// Whether these rows are new, kept, or missing.
    pub state: ListState,
}

/// How far a list can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListState {
    /// Nothing is known yet.
    Loading,
    /// As the server has it.
    Fresh,
    /// Kept on this device; the server has not answered since.
    Cached,
    /// Neither kept nor answered.
    Failed,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Listing { items: Arc::default(), as_of: None, state: ListState::Loading }
    }
}

/// A finished letter: in the outbox, at the insurer, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct SentView {
    /// The draft it was frozen from, when this facility's drafts know it.
    pub draft: Option<String>,
    /// The letter.
    pub letter_id: String,
    /// Its line in the server's list.
    pub line: Option<LetterLine>,
    /// Its item in this device's outbox.
    pub item: Option<Item>,
    /// Whose letter it is.
    pub person: Person,
}

/// The person a card names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// 氏名.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 生年月日, ISO.
    pub birth: String,
    /// 性別.
    pub sex: String,
    /// 保険者番号.
    pub insurer_no: String,
}

/// How the letters lie on this device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StorageView {
    /// Whether the browser promised to keep the data; `None` when it was not asked or cannot say.
    pub persisted: Option<bool>,
    /// Bytes in use by this site.
    pub used: Option<u64>,
    /// Bytes the browser allows this site.
    pub quota: Option<u64>,
    /// Letters of which this device has something the server does not.
    pub only_here: usize,
    /// What is wrong, if anything.
    pub problem: Option<StorageProblem>,
}

/// Something wrong with the storage, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageProblem {
    /// Stable code, such as `storage.full`.
    pub code: &'static str,
    /// What happened.
    pub title: &'static str,
    /// What the reader can do.
    pub action: &'static str,
}

/// Whether a draft is safe, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Where it is.
    pub saved: Saved,
    /// When it was last written to this device, RFC 3339 UTC.
    pub at: Option<String>,
}

/// What this tab may do with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write.
    Writing,
    /// Only read: another tab writes.
    Reading,
    /// Only read: the letter is finished.
    Finished,
}

/// Why cells changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The person typed, copied or chose here.
    Own,
    /// Another device or another tab.
    Remote,
    /// Undo or redo.
    Undo,
}

/// What to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenDraft {
    /// The draft of this request; begun now if there is none.
    Request(String),
    /// This draft.
    Draft(String),
    /// A new version of this sent letter.
    Replace(String),
}

/// Which ways open a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaysView {
    /// How many passkeys.
    pub passkeys: usize,
    /// Whether a passphrase does.
    pub passphrase: bool,
    /// Whether the facility's recovery key does.
    pub recovery: bool,
}
