//! What is known beside the letter.

use ja::Date;

use crate::answers::Letter;
use crate::form::Field;
use crate::request::Request;

/// Facts beside the letter. `None` (and an empty list) is "not known", never "no": a rule that needs the fact is silent.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Today's date in Japan.
    pub today: Option<Date>,
    /// 提出期限.
    pub due_date: Option<Date>,
    /// The request (依頼) the letter answers.
    pub request: Option<Request>,
    /// The person's previous letter.
    pub previous: Previous,
    /// Fields copied from the previous letter and neither changed nor confirmed since.
    pub copied: Vec<Field>,
    /// What the insurer accepts.
    pub insurer: InsurerFacts,
    /// How the letter leaves.
    pub target: Option<Target>,
    /// When a letter for the same insurer, insured person and application was sent: an instant, RFC 3339 in UTC.
    pub sent_at: Option<String>,
    /// Whether the person has another letter with the same 記入日.
    pub same_entry_date: Option<bool>,
    /// Whether the letter is the newest of the person.
    pub newest: Option<bool>,
    /// Whether the letter was changed after it had been put into a batch to be sent or exported.
    pub edited_after_batch: Option<bool>,
    /// Whether files are attached to the letter.
    pub attachments: Option<bool>,
    /// Whether another person here has the same ふりがな and date of birth.
    pub same_person: Option<bool>,
    /// Fields with two values of which nobody has chosen one.
    pub conflicts: Vec<Field>,
    /// Fields changed by another device and not seen yet.
    pub merged_unseen: Vec<Field>,
    /// Whether the letter is being finished (完成) now.
    pub finalising: Option<bool>,
    /// The name of the doctor who confirms.
    pub signer: Option<String>,
    /// Whether a clerk entered the letter (代行入力).
    pub clerk_entered: Option<bool>,
    /// Whether the doctor has approved it.
    pub approved: Option<bool>,
    /// Whether 医師氏名 is printed on the paper.
    pub prints_name: Option<bool>,
}

/// The person's previous letter of this facility.
#[derive(Debug, Clone, Default)]
pub enum Previous {
    /// Not known whether there is one.
    #[default]
    NotKnown,
    /// It is known that there is none.
    None,
    /// The newest earlier one.
    Letter(Box<Letter>),
}

impl Previous {
    /// The previous letter, when it is known.
    pub fn letter(&self) -> Option<&Letter> {
        match self {
            Previous::Letter(letter) => Some(letter),
            Previous::NotKnown | Previous::None => None,
        }
    }
}

/// What the insurer accepts, each as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InsurerFacts {
    /// Whether 電送 is accepted.
    pub electronic: Option<Electronic>,
    /// Days between examination and 記入日 for which the fee is paid.
    pub exam_days: Option<u16>,
    /// Whether a letter written before the request is accepted.
    pub written_beforehand: Option<bool>,
}

/// Whether an insurer accepts 電送.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Electronic {
    /// Not yet, and no day is announced.
    NotYet,
    /// From this day on.
    From(Date),
}

/// How a letter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// 電送.
    Electronic,
    /// Paper.
    Paper,
    /// ORCA CSV 1.2.
    Csv12,
    /// ORCA CSV 1.3.
    Csv13,
}

impl Target {
    /// The name used in files: `electronic`, `paper`, `csv12`, `csv13`.
    pub fn parse(name: &str) -> Option<Target> {
        match name {
            "electronic" => Some(Target::Electronic),
            "paper" => Some(Target::Paper),
            "csv12" => Some(Target::Csv12),
            "csv13" => Some(Target::Csv13),
            _ => None,
        }
    }
}
