//! Finished letters: sending, receipt, acceptance, return.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::drafts::Confirmation;
use crate::record::{Members, Object, Record};

/// A finished letter on its way to the insurer. The operation id is in `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LetterPost {
    /// UUIDv7 made by the client when 「完成」 froze the letter.
    pub id: String,
    /// The draft it was frozen from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_id: Option<String>,
    /// The sent letter it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The letter, `{form, answers}`. It holds no numbers, so its RFC 8785 form is the same everywhere.
    pub letter: Value,
    /// SHA-256 of the letter's canonical form, lower-case hex.
    pub sha256: String,
    /// Who confirmed it at 「完成」.
    pub approved: Approval,
    /// Version of the rules that judged it.
    pub rules_version: String,
    /// The date it was judged by.
    pub judged_on: String,
    /// Warnings the doctor confirmed.
    #[serde(default)]
    pub confirmations: Vec<Confirmation>,
}

crate::fields!(LetterPost {
    id,
    draft_id,
    replaces,
    letter,
    sha256,
    approved,
    rules_version,
    judged_on,
    confirmations
});

/// The doctor's own confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// User id of the doctor.
    pub by: String,
    /// 氏名.
    pub name: String,
    /// When.
    pub at: String,
    /// The doctor's passkey over [`approval_challenge`], made at 「完成」, online or not: `credential.toJSON()`. Only the
    /// people of the demonstration's own pages and programs approve without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Value>,
    /// The program in which the doctor approved it; the server says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
}

crate::fields!(Approval { by, name, at, proof, program });

/// What the doctor's passkey signs at 「完成」: the UTF-8 bytes of this text are the challenge. It names the letter, its
/// content and the doctor, so that the proof holds for nothing else, and needs no server to be made.
pub fn approval_challenge(letter_id: &str, sha256: &str, doctor_id: &str) -> String {
    letters::hash::text(&["ikensho.approval.1", letter_id, sha256, doctor_id].join("\n"))
}

/// What became of a sent letter. Both are recorded outcomes: the same operation gets the same answer again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum LetterPosted {
    /// It is on disk and on its way; here is the receipt.
    Received {
        /// The signed receipt.
        receipt: Receipt,
        /// Warnings the server's own judgement found that were not confirmed; they never block.
        warnings: Vec<FindingView>,
    },
    /// The server's own judgement found an error. The letter opens again, nothing is lost.
    Refused {
        /// The errors.
        findings: Vec<FindingView>,
    },
}

impl Record for LetterPosted {
    fn read(json: Value, ok: &mut bool) -> Self {
        let mut posted = Members::open(json, ok);
        match posted.word("outcome") {
            "received" => LetterPosted::Received {
                receipt: posted.take("receipt", ok),
                warnings: posted.take("warnings", ok),
            },
            "refused" => LetterPosted::Refused { findings: posted.take("findings", ok) },
            _ => {
                *ok = false;
                LetterPosted::Refused { findings: Vec::new() }
            }
        }
    }

    fn write(&self, out: &mut String) {
        let mut object = Object::open(out);
        match self {
            LetterPosted::Received { receipt, warnings } => {
                object.word("outcome", "received");
                object.put("receipt", receipt);
                object.put("warnings", warnings);
            }
            LetterPosted::Refused { findings } => {
                object.word("outcome", "refused");
                object.put("findings", findings);
            }
        }
        object.close();
    }
}

/// One finding of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct FindingView {
    /// Rule id.
    pub rule: String,
    /// `E`, `W` or `I`.
    pub severity: String,
    /// `key` or `key.part`.
    pub field: String,
    /// The sentence.
    pub message: String,
}

crate::fields!(FindingView { rule, severity, field, message });

/// Ikensho受付票: signed, checkable offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The canonical JSON text of a [`ReceiptBody`]; exactly these bytes are signed.
    pub body: String,
    /// Ed25519 signature of the body, base64url without padding.
    pub signature: String,
    /// Which key signed.
    pub key_id: String,
}

crate::fields!(Receipt { body, signature, key_id });

/// What receipts are checked with, for ever and without the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct ReceiptKey {
    /// Which key: the first 16 hex digits of the SHA-256 of the public key.
    pub key_id: String,
    /// `Ed25519`.
    pub algorithm: String,
    /// The 32 bytes of the public key, base64url without padding.
    pub public_key: String,
}

crate::fields!(ReceiptKey { key_id, algorithm, public_key });

/// What a receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct ReceiptBody {
    /// 受付番号: `epoch-insurer-date-running number`, e.g. `01-990010-20261014-0012`.
    pub receipt_no: String,
    /// The letter.
    pub letter_id: String,
    /// Version of the letter for this application, from 1.
    pub version: u32,
    /// 保険者番号.
    pub insurer_no: String,
    /// 被保険者番号.
    pub insured_no: String,
    /// 申請日.
    pub apply_date: String,
    /// SHA-256 of the letter.
    pub sha256: String,
    /// When it was on disk.
    pub received_at: String,
}

crate::fields!(ReceiptBody {
    receipt_no,
    letter_id,
    version,
    insurer_no,
    insured_no,
    apply_date,
    sha256,
    received_at
});

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// 届いた.
    Sent,
    /// 受理された.
    Accepted,
    /// 差し戻された.
    Returned,
    /// Replaced by a newer version.
    Superseded,
}

crate::words!(LetterState { Sent = "sent", Accepted = "accepted", Returned = "returned", Superseded = "superseded" });

/// A line of a list of letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct LetterLine {
    /// The letter.
    pub id: String,
    /// Where it stands.
    pub state: LetterState,
    /// Changes with the state; sent back in `If-Match`.
    pub etag: String,
    /// Version for this application.
    pub version: u32,
    /// 受付番号.
    pub receipt_no: String,
    /// When it was received.
    pub received_at: String,
    /// 氏名 and ふりがな.
    pub pt_name: String,
    /// ふりがな.
    pub pt_kana: String,
    /// 生年月日.
    pub pt_birth: String,
    /// 性別.
    pub pt_sex: String,
    /// 保険者番号.
    pub insurer_no: String,
    /// 被保険者番号.
    pub insured_no: String,
    /// 申請日.
    pub apply_date: String,
    /// 提出期限 of the request, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_date: Option<String>,
    /// 医療機関名.
    pub clinic_name: String,
    /// 医師氏名.
    pub dr_name: String,
    /// The draft it came from; only its facility sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_id: Option<String>,
    /// The request it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Whether the request was withdrawn meanwhile.
    #[serde(default)]
    pub withdrawn: bool,
    /// Return code and text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<ReturnReason>,
}

crate::fields!(LetterLine {
    id,
    state,
    etag,
    version,
    receipt_no,
    received_at,
    pt_name,
    pt_kana,
    pt_birth,
    pt_sex,
    insurer_no,
    insured_no,
    apply_date,
    due_date,
    clinic_name,
    dr_name,
    draft_id,
    request_id,
    withdrawn,
    returned
});

/// A whole letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct LetterView {
    /// Its line in lists.
    pub line: LetterLine,
    /// `{form, answers}`.
    pub letter: Value,
    /// SHA-256 of the canonical form.
    pub sha256: String,
    /// The receipt.
    pub receipt: Receipt,
    /// The doctor's confirmation.
    pub approved: Approval,
    /// Warnings the doctor confirmed.
    pub confirmations: Vec<Confirmation>,
    /// Warnings of the server's own judgement that nobody confirmed.
    pub warnings: Vec<FindingView>,
    /// The version it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The previous letter of the same person from the same facility, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PreviousLetter>,
    /// Letters of other facilities for the same application; only the insurer sees them.
    #[serde(default)]
    pub beside: Vec<LetterLine>,
}

crate::fields!(LetterView {
    line,
    letter,
    sha256,
    receipt,
    approved,
    confirmations,
    warnings,
    replaces,
    previous,
    beside
});

/// An earlier letter shown beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct PreviousLetter {
    /// The letter.
    pub id: String,
    /// 医師氏名.
    pub dr_name: String,
    /// 記入日.
    pub entry_date: String,
    /// `{form, answers}`.
    pub letter: Value,
}

crate::fields!(PreviousLetter { id, dr_name, entry_date, letter });

/// Why the insurer returns a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnReason {
    /// One of [`RETURN_CODES`].
    pub code: String,
    /// In the officer's own words.
    pub text: String,
    /// The field it is about, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

crate::fields!(ReturnReason { code, text, field });

/// Codes of a return and their labels.
pub const RETURN_CODES: [(&str, &str); 5] = [
    ("missing", "記載がない項目がある"),
    ("contradiction", "記載に食い違いがある"),
    ("date", "日付の確認が必要"),
    ("person", "本人の情報が違う"),
    ("other", "その他"),
];
