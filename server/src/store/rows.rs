//! The rows of the store.

use serde::{Deserialize, Serialize};
use wire::drafts::{Confirmation, DraftView};
use wire::events::Event;
use wire::letters::{Approval, FindingView, LetterState, Receipt, ReturnReason};
use wire::people::{Kind, Profession, Role};
use wire::phrases::Phrase;
use wire::recovery_keys::RecoveryKeyView;
use wire::requests::{Origin, RequestPost};
use wire::terminals::TerminalKind;
use wire::users::AccountState;

use crate::act::Place;

use crate::audit::Seen;

/// An insurer (保険者).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InsurerRow {
    pub(crate) insurer_no: String,
    pub(crate) name: String,
    /// The day it begins to take 電送.
    pub(crate) electronic_from: Option<String>,
    /// Days between examination and 記入日 for which the fee is paid.
    pub(crate) exam_days: u16,
    /// Whether a letter written before the request is accepted.
    pub(crate) written_beforehand: bool,
}

/// A clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FacilityRow {
    pub(crate) id: String,
    pub(crate) office_no: String,
    pub(crate) name: String,
    pub(crate) zip: String,
    pub(crate) addr: String,
    pub(crate) tel: String,
    pub(crate) fax: String,
    /// 医療機関, 介護サービス提供医療機関 or a care office.
    #[serde(default = "clinic")]
    pub(crate) kind: Kind,
    /// For which the vaults of its people are wrapped.
    #[serde(default)]
    pub(crate) recovery_key: Option<RecoveryKeyView>,
}

fn clinic() -> Kind {
    Kind::Clinic
}

/// An account: a person at a facility, an insurer or the operator's. Who works at two places has two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UserRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) facility_id: Option<String>,
    pub(crate) insurer_no: Option<String>,
    /// 職種.
    #[serde(default)]
    pub(crate) profession: Option<Profession>,
    #[serde(default)]
    pub(crate) state: AccountState,
    /// Grows with every change an administrator makes.
    #[serde(default)]
    pub(crate) revision: u32,
    #[serde(default)]
    pub(crate) signed_in_at: Option<String>,
}

/// A request (依頼) to one facility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RequestRow {
    pub(crate) id: String,
    pub(crate) application_id: String,
    pub(crate) person_id: String,
    pub(crate) facility_id: String,
    pub(crate) origin: Origin,
    pub(crate) request: RequestPost,
    /// What the clinic had typed in from paper before the electronic request arrived.
    pub(crate) typed: Option<RequestPost>,
    pub(crate) arrived_at: String,
    pub(crate) withdrawn_at: Option<String>,
    /// The day the letter was sent on paper.
    pub(crate) paper_sent_on: Option<String>,
}

/// A draft shared between a facility's devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DraftRow {
    pub(crate) id: String,
    pub(crate) facility_id: String,
    pub(crate) request_id: Option<String>,
    pub(crate) replaces: Option<String>,
    pub(crate) version: u64,
    pub(crate) finished: bool,
    pub(crate) changed_at: String,
    /// User id.
    pub(crate) changed_by: String,
    pub(crate) content: crate::drafts::Content,
}

/// A letter as it was received, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LetterRow {
    pub(crate) id: String,
    pub(crate) application_id: String,
    pub(crate) person_id: String,
    pub(crate) facility_id: String,
    pub(crate) request_id: Option<String>,
    pub(crate) draft_id: Option<String>,
    pub(crate) replaces: Option<String>,
    /// Version of the line (application and facility), from 1.
    pub(crate) version: u32,
    pub(crate) state: LetterState,
    /// Grows with every change of the state.
    pub(crate) revision: u32,
    pub(crate) receipt_no: String,
    pub(crate) received_at: String,
    pub(crate) insurer_no: String,
    pub(crate) insured_no: String,
    pub(crate) apply_date: String,
    pub(crate) entry_date: String,
    pub(crate) due_date: Option<String>,
    pub(crate) pt_name: String,
    pub(crate) pt_kana: String,
    pub(crate) pt_birth: String,
    pub(crate) pt_sex: String,
    pub(crate) clinic_name: String,
    pub(crate) dr_name: String,
    /// The canonical bytes as received; never serialised again.
    #[serde(skip)]
    pub(crate) bytes: String,
    pub(crate) sha256: String,
    pub(crate) approved: Approval,
    pub(crate) rules_version: String,
    pub(crate) judged_on: String,
    pub(crate) confirmations: Vec<Confirmation>,
    /// Warnings of the server's own judgement that nobody confirmed.
    pub(crate) warnings: Vec<FindingView>,
    pub(crate) receipt: Receipt,
    pub(crate) returned: Option<ReturnReason>,
}

/// The bytes a program sent a letter in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceRow {
    pub(crate) letter_id: String,
    /// Of these bytes, with the character set.
    pub(crate) media_type: String,
    /// The program as the file names it; empty when it does not.
    pub(crate) software: String,
    pub(crate) bytes: Vec<u8>,
}

/// The answer given to an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnswerRow {
    /// Whose operation: a facility's id or an insurer's number.
    pub(crate) scope: String,
    pub(crate) key: String,
    /// SHA-256 of method, path and body.
    pub(crate) digest: String,
    pub(crate) status: u16,
    pub(crate) etag: Option<String>,
    pub(crate) body: String,
    pub(crate) at: String,
    /// Whether it is never forgotten.
    pub(crate) kept: bool,
}

/// An event of a recipient's sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventRow {
    pub(crate) number: u64,
    pub(crate) event: Event,
}

/// An event of the audit log, as its canonical text and what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditRow {
    pub(crate) number: u64,
    pub(crate) place: String,
    /// Sorted, each once.
    pub(crate) people: Vec<Seen>,
    /// The JSON of an [`crate::audit::AuditEvent`]; exactly these bytes are hashed.
    pub(crate) doc: String,
    /// SHA-256 of `doc` in lower-case hex.
    pub(crate) hash: String,
}

/// A terminal (端末) and its certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TerminalRow {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) kind: TerminalKind,
    /// SHA-256 of the certificate's DER in lower-case hex.
    pub(crate) fingerprint: String,
    /// The certificate in PEM.
    pub(crate) certificate: String,
    /// The certificate's serial number in lower-case hex.
    pub(crate) serial: String,
    pub(crate) not_before: String,
    pub(crate) not_after: String,
    pub(crate) issued_at: String,
    /// User id, `operator` or `server`.
    pub(crate) issued_by: String,
    pub(crate) revoked_at: Option<String>,
    /// The terminal whose certificate it renews; that one ends when this one is first seen.
    pub(crate) renews: Option<String>,
}

/// A one-time code for a new terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EnrolmentCodeRow {
    pub(crate) id: String,
    pub(crate) place: Place,
    /// What the terminal will be called.
    pub(crate) name: String,
    /// SHA-256 of the code in lower-case hex.
    pub(crate) hash: String,
    pub(crate) made_at: String,
    /// User id, or `operator`.
    pub(crate) made_by: String,
    pub(crate) expires_at: String,
    /// The terminal it was used for.
    pub(crate) terminal_id: Option<String>,
}

/// One letter on its way to its insurer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeliveryRow {
    pub(crate) letter_id: String,
    pub(crate) version: u32,
    pub(crate) insurer_no: String,
    pub(crate) delivered: bool,
    pub(crate) tries: u32,
    /// The next try is due at this instant.
    pub(crate) next_try: String,
}

/// A phrase (定型文) of a clinic or of one of its users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PhraseRow {
    pub(crate) facility_id: String,
    pub(crate) user_id: String,
    pub(crate) phrase: Phrase,
}

impl DraftRow {
    /// Whether the draft waits for the doctor.
    pub(crate) fn waits(&self) -> bool {
        self.content.waiting
    }
}

impl UserRow {
    /// Where the person works.
    pub(crate) fn place(&self) -> Place {
        match (&self.facility_id, &self.insurer_no) {
            (Some(id), _) => Place::Facility(id.clone()),
            (None, Some(insurer_no)) => Place::Insurer(insurer_no.clone()),
            (None, None) => Place::Operator,
        }
    }

    /// The value of `ETag` and `If-Match`.
    pub(crate) fn etag(&self) -> String {
        format!("\"{}\"", self.revision)
    }
}

impl RequestRow {
    /// Whom it is about, for the audit log.
    pub(crate) fn seen(&self) -> Seen {
        Seen::new(&self.person_id, &self.request.insurer_no)
    }
}

impl LetterRow {
    /// Whom it is about, for the audit log.
    pub(crate) fn seen(&self) -> Seen {
        Seen::new(&self.person_id, &self.insurer_no)
    }

    /// The value of `ETag` and `If-Match`.
    pub(crate) fn etag(&self) -> String {
        format!("\"{}\"", self.revision)
    }
}

/// The value of a draft's `ETag` and `If-Match`.
pub(crate) fn draft_etag(draft: &DraftView) -> String {
    format!("\"{}\"", draft.version)
}
