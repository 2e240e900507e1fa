//! What the server keeps, behind one trait for every database.
//!
//! [`Rows`] reads and [`Tx`] writes typed rows; domain operations are plain functions over them. A [`Store`] runs
//! commands: each in its own savepoint, many in one durable transaction, every one answered only after its commit.

pub(crate) mod accounts;
mod command;
pub(crate) mod feed;
pub(crate) mod rows;
pub(crate) mod sqlite;
#[cfg(test)]
mod suite;

use std::fmt;

use accounts::{Accounts, AccountsTx};
pub(crate) use command::{Command, Told, read, write, write_now};
pub(crate) use feed::Feed;

use crate::act::Place;
use crate::audit::Checkpoint;
use rows::{
    AnswerRow, AuditRow, DeliveryRow, DraftRow, EnrolmentCodeRow, EventRow, FacilityRow, InsurerRow,
    LetterRow, PhraseRow, RequestRow, SourceRow, TerminalRow, UserRow,
};

/// Why the store could not do its work. Nothing of the command was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoreError(pub(crate) String);

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub(crate) type Stored<T> = Result<T, StoreError>;

/// A database.
pub(crate) trait Store: Send + Sync {
    /// Queues a writing command; it is answered after its commit, or told that nothing was kept.
    fn submit(&self, command: Command);
    /// Runs a reading command on one consistent state. Blocks the calling thread.
    fn look(&self, reader: &mut dyn FnMut(&dyn Rows)) -> Stored<()>;
    /// Whether a commit failed: nothing more is written until the process is started again.
    fn is_failed(&self) -> bool;
    /// The id of this writing process: another one at each start.
    fn writer(&self) -> &str;
    /// Tells listeners what was committed.
    fn feed(&self) -> &Feed;
}

/// Where a page of a list begins and how long it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slice<'a> {
    /// Sort key and id of the last row of the page before.
    pub(crate) after: Option<(&'a str, &'a str)>,
    /// The most rows of the page.
    pub(crate) limit: usize,
}

/// Whose rows a list holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Owner<'a> {
    /// A facility's, by id.
    Facility(&'a str),
    /// An insurer's, by number.
    Insurer(&'a str),
}

/// Which events of the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AuditOf<'a> {
    /// All of them.
    Everybody,
    /// What a place did, as [`crate::act::recipient`] writes it.
    Place(&'a str),
    /// What anybody did with a person.
    Person(&'a str),
    /// What a place did with a person.
    PersonAt { place: &'a str, person_id: &'a str },
    /// What anybody did with a person in matters of an insurer.
    Insured { insurer_no: &'a str, person_id: &'a str },
}

/// Reading.
pub(crate) trait Rows: Accounts {
    /// The epoch of receipt and event numbers; a restore raises it.
    fn epoch(&self) -> Stored<u32>;
    /// Every insurer, by number.
    fn insurers(&self) -> Stored<Vec<InsurerRow>>;
    /// The insurer with this number.
    fn insurer(&self, insurer_no: &str) -> Stored<Option<InsurerRow>>;
    /// Every facility, by 医療機関コード.
    fn facilities(&self) -> Stored<Vec<FacilityRow>>;
    /// The facility with this id.
    fn facility(&self, id: &str) -> Stored<Option<FacilityRow>>;
    /// The facility with this 医療機関コード.
    fn facility_with(&self, office_no: &str) -> Stored<Option<FacilityRow>>;
    /// The user with this id.
    fn user(&self, id: &str) -> Stored<Option<UserRow>>;
    /// The users of a facility, by id.
    fn users_of(&self, facility_id: &str) -> Stored<Vec<UserRow>>;
    /// The person who has this number with this insurer.
    fn person(&self, insurer_no: &str, insured_no: &str) -> Stored<Option<String>>;
    /// The application of a person to an insurer on a date.
    fn application(&self, person_id: &str, insurer_no: &str, apply_date: &str) -> Stored<Option<String>>;
    /// The request with this id, if it is the owner's; an insurer has only those it posted itself.
    fn request(&self, owner: Owner<'_>, id: &str) -> Stored<Option<RequestRow>>;
    /// The request of an application to a facility.
    fn request_for(&self, application_id: &str, facility_id: &str) -> Stored<Option<RequestRow>>;
    /// Requests, earliest due first; to an insurer only those it posted itself.
    fn requests(&self, owner: Owner<'_>, slice: Slice<'_>) -> Stored<Vec<RequestRow>>;
    /// The draft with this id, if it is the facility's.
    fn draft(&self, facility_id: &str, id: &str) -> Stored<Option<DraftRow>>;
    /// Whether a draft of anybody has this id.
    fn has_draft(&self, id: &str) -> Stored<bool>;
    /// The unfinished drafts of a facility, by id.
    fn drafts(&self, facility_id: &str, slice: Slice<'_>) -> Stored<Vec<DraftRow>>;
    /// The newest unfinished draft of a request.
    fn open_draft(&self, request_id: &str) -> Stored<Option<DraftRow>>;
    /// Whether the draft holds the operation.
    fn holds_operation(&self, draft_id: &str, operation_id: &str) -> Stored<bool>;
    /// The letter with this id, if it is the owner's.
    fn letter(&self, owner: Owner<'_>, id: &str) -> Stored<Option<LetterRow>>;
    /// Whether a letter of anybody has this id.
    fn has_letter(&self, id: &str) -> Stored<bool>;
    /// The letter of this facility that was frozen from this draft.
    fn letter_from(&self, facility_id: &str, draft_id: &str) -> Stored<Option<LetterRow>>;
    /// The letter that took the place of this one.
    fn successor(&self, letter_id: &str) -> Stored<Option<LetterRow>>;
    /// Letters, newest first.
    fn letters(&self, owner: Owner<'_>, slice: Slice<'_>) -> Stored<Vec<LetterRow>>;
    /// The newest version a facility sent for an application.
    fn newest_letter(&self, application_id: &str, facility_id: &str) -> Stored<Option<LetterRow>>;
    /// The newest version of every facility for an application, oldest line first.
    fn newest_letters(&self, application_id: &str) -> Stored<Vec<LetterRow>>;
    /// The newest letter a facility sent for this person on an application other than this one.
    fn previous_letter(
        &self,
        person_id: &str,
        facility_id: &str,
        application_id: &str,
    ) -> Stored<Option<LetterRow>>;
    /// The bytes a letter came in, if a program sent it.
    fn source(&self, letter_id: &str) -> Stored<Option<SourceRow>>;
    /// The answer given to an operation.
    fn answer(&self, scope: &str, key: &str) -> Stored<Option<AnswerRow>>;
    /// Events of a recipient after a number, in order.
    fn events(&self, recipient: &str, after: u64, limit: usize) -> Stored<Vec<EventRow>>;
    /// The first kept and the last number of a recipient's events; 1 and 0 when there are none.
    fn event_range(&self, recipient: &str) -> Stored<(u64, u64)>;
    /// Number and hash of the last event of the audit log; 0 and empty when there is none.
    fn audit_end(&self) -> Stored<(u64, String)>;
    /// Events of the audit log after a number, in order.
    fn audit(&self, after: u64, limit: usize) -> Stored<Vec<AuditRow>>;
    /// Events of the audit log before a number, newest first.
    fn audit_of(&self, of: AuditOf<'_>, before: u64, limit: usize) -> Stored<Vec<AuditRow>>;
    /// Signed checkpoints of the audit log after an event's number, in order, each with the number it stands at.
    fn checkpoints(&self, after: u64, limit: usize) -> Stored<Vec<(u64, Checkpoint)>>;
    /// The event's number of the last checkpoint; 0 when there is none.
    fn last_checkpoint(&self) -> Stored<u64>;
    /// Deliveries to be tried by now, the longest waiting first.
    fn due_deliveries(&self, now: &str, limit: usize) -> Stored<Vec<DeliveryRow>>;
    /// The phrases a user sees: the clinic's and the user's own, by id.
    fn phrases(&self, facility_id: &str, user_id: &str) -> Stored<Vec<PhraseRow>>;
    /// The phrase with this id, if it is the facility's.
    fn phrase(&self, facility_id: &str, id: &str) -> Stored<Option<PhraseRow>>;
    /// Whether a phrase of anybody has this id.
    fn has_phrase(&self, id: &str) -> Stored<bool>;
    /// How often terminals were added or changed: whoever remembers one compares.
    fn terminals_version(&self) -> Stored<u64>;
    /// The terminal with this id.
    fn terminal(&self, id: &str) -> Stored<Option<TerminalRow>>;
    /// The terminal with this certificate.
    fn terminal_with(&self, fingerprint: &str) -> Stored<Option<TerminalRow>>;
    /// The terminals of a place, by id; every one when no place is named.
    fn terminals(&self, place: Option<&Place>) -> Stored<Vec<TerminalRow>>;
    /// The one-time code with this hash.
    fn enrolment_code(&self, hash: &str) -> Stored<Option<EnrolmentCodeRow>>;
    /// The one-time codes of a place that are good after an instant, by id.
    fn enrolment_codes(&self, place: &Place, now: &str) -> Stored<Vec<EnrolmentCodeRow>>;
}

/// Reading and writing inside one command.
pub(crate) trait Tx: Rows + AccountsTx {
    /// Sets the epoch.
    fn set_epoch(&mut self, epoch: u32) -> Stored<()>;
    /// Adds or changes an insurer.
    fn put_insurer(&mut self, row: &InsurerRow) -> Stored<()>;
    /// Adds or changes a facility.
    fn put_facility(&mut self, row: &FacilityRow) -> Stored<()>;
    /// Adds or changes a user.
    fn put_user(&mut self, row: &UserRow) -> Stored<()>;
    /// Gives a person a number with an insurer.
    fn put_person(&mut self, id: &str, insurer_no: &str, insured_no: &str) -> Stored<()>;
    /// Adds an application.
    fn put_application(
        &mut self,
        id: &str,
        person_id: &str,
        insurer_no: &str,
        apply_date: &str,
    ) -> Stored<()>;
    /// Adds or changes a request.
    fn put_request(&mut self, row: &RequestRow) -> Stored<()>;
    /// Adds or changes a draft.
    fn put_draft(&mut self, row: &DraftRow) -> Stored<()>;
    /// Keeps an operation of a draft as it came.
    fn put_operation(
        &mut self,
        draft_id: &str,
        version: u64,
        operation: &wire::drafts::Operation,
    ) -> Stored<()>;
    /// Adds or changes a letter; its bytes never change.
    fn put_letter(&mut self, row: &LetterRow) -> Stored<()>;
    /// Keeps the bytes a letter came in.
    fn put_source(&mut self, row: &SourceRow) -> Stored<()>;
    /// Keeps the answer given to an operation.
    fn put_answer(&mut self, row: &AnswerRow) -> Stored<()>;
    /// Forgets answers given before an instant, but those that are kept for ever.
    fn forget_answers(&mut self, before: &str) -> Stored<()>;
    /// The next running number of an insurer's day, from 1.
    fn next_number(&mut self, insurer_no: &str, date: &str) -> Stored<u32>;
    /// Appends an event to a recipient's sequence and gives its number. Listeners hear of it after the commit.
    fn append_event(&mut self, recipient: &str, event: &wire::events::Event, at: &str) -> Stored<u64>;
    /// Forgets events of before an instant; every recipient keeps its last one.
    fn forget_events(&mut self, before: &str) -> Stored<()>;
    /// Appends an event to the audit log.
    fn append_audit(&mut self, row: &AuditRow) -> Stored<()>;
    /// Appends a signed checkpoint that stands at an event's number.
    fn append_checkpoint(&mut self, number: u64, checkpoint: &Checkpoint) -> Stored<()>;
    /// Adds or changes a delivery.
    fn put_delivery(&mut self, row: &DeliveryRow) -> Stored<()>;
    /// Adds or changes a phrase.
    fn put_phrase(&mut self, row: &PhraseRow) -> Stored<()>;
    /// Removes a phrase.
    fn remove_phrase(&mut self, id: &str) -> Stored<()>;
    /// Adds or changes a terminal.
    fn put_terminal(&mut self, row: &TerminalRow) -> Stored<()>;
    /// Adds or changes a one-time code.
    fn put_enrolment_code(&mut self, row: &EnrolmentCodeRow) -> Stored<()>;
    /// Forgets one-time codes that were good until before an instant.
    fn forget_enrolment_codes(&mut self, before: &str) -> Stored<()>;
    /// Removes everything but the epoch, the terminals and the audit log.
    fn clear(&mut self) -> Stored<()>;
}
