use core::fmt;

/// Why JSON is not a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// Not JSON, or nested too deeply. Line and column count from 1.
    Syntax {
        /// Line.
        line: usize,
        /// Column in bytes.
        column: usize,
    },
    /// One object names a key twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// Line of the second one, from 1.
        line: usize,
    },
    /// `form` or `answers` is missing.
    Missing {
        /// The missing key.
        key: &'static str,
    },
    /// `form` names no edition.
    UnknownForm {
        /// What it names.
        form: String,
    },
    /// The form has no such key or part.
    UnknownKey {
        /// The key or `key.part`.
        key: String,
    },
    /// The item has no such choice.
    UnknownLabel {
        /// The key or `key.part`.
        key: String,
        /// The label.
        label: String,
    },
    /// A list names a choice twice.
    DuplicateLabel {
        /// The key.
        key: String,
        /// The label.
        label: String,
    },
    /// The edition's paper does not ask this.
    NotAsked {
        /// The key or `key.part`.
        key: String,
        /// The edition's name.
        edition: &'static str,
    },
    /// The value has another shape than the item.
    WrongShape {
        /// The key or `key.part`.
        key: String,
        /// What is expected, in Japanese.
        expected: &'static str,
    },
    /// A date text that is no ISO date.
    BadDate {
        /// The key.
        key: String,
        /// The text.
        text: String,
    },
    /// More drugs than the table has rows.
    TooManyDrugs {
        /// How many the file has.
        count: usize,
    },
}

impl ReadError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            ReadError::Syntax { .. } => "letter.json.syntax",
            ReadError::DuplicateKey { .. } => "letter.json.duplicate_key",
            ReadError::Missing { .. } => "letter.json.missing",
            ReadError::UnknownForm { .. } => "letter.json.unknown_form",
            ReadError::UnknownKey { .. } => "letter.json.unknown_key",
            ReadError::UnknownLabel { .. } => "letter.json.unknown_label",
            ReadError::DuplicateLabel { .. } => "letter.json.duplicate_label",
            ReadError::NotAsked { .. } => "letter.json.not_asked",
            ReadError::WrongShape { .. } => "letter.json.wrong_shape",
            ReadError::BadDate { .. } => "letter.json.bad_date",
            ReadError::TooManyDrugs { .. } => "letter.json.too_many_drugs",
        }
    }

    /// The key the error speaks of, if it speaks of one.
    pub fn key(&self) -> Option<&str> {
        match self {
            ReadError::DuplicateKey { key, .. }
            | ReadError::UnknownKey { key }
            | ReadError::UnknownLabel { key, .. }
            | ReadError::DuplicateLabel { key, .. }
            | ReadError::NotAsked { key, .. }
            | ReadError::WrongShape { key, .. }
            | ReadError::BadDate { key, .. } => Some(key),
            ReadError::Missing { key } => Some(key),
            ReadError::UnknownForm { .. } => Some("form"),
            ReadError::TooManyDrugs { .. } => Some("drugs"),
            ReadError::Syntax { .. } => None,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Syntax { line, column } => {
                write!(f, "JSONとして読めません。{line}行目の{column}文字目あたりを確認してください。")
            }
            ReadError::DuplicateKey { key, line } => {
                write!(f, "「{key}」が2回書かれています（{line}行目）。どちらか1つにしてください。")
            }
            ReadError::Missing { key } => write!(f, "意見書の「{key}」がありません。"),
            ReadError::UnknownForm { form } => {
                write!(f, "様式「{form}」はありません。H21、R3、R8のいずれかを書いてください。")
            }
            ReadError::UnknownKey { key } => write!(f, "「{key}」という項目は様式にありません。"),
            ReadError::UnknownLabel { key, label } => {
                write!(f, "「{key}」に「{label}」という選択肢はありません。")
            }
            ReadError::DuplicateLabel { key, label } => {
                write!(f, "「{key}」に「{label}」が2回書かれています。")
            }
            ReadError::NotAsked { key, edition } => {
                write!(f, "「{key}」は{edition}様式にない項目です。")
            }
            ReadError::WrongShape { key, expected } => {
                write!(f, "「{key}」の書き方が違います。{expected}で書いてください。")
            }
            ReadError::BadDate { key, text } => {
                write!(f, "「{key}」の「{text}」は日付として読めません。2026-04-01の形で書いてください。")
            }
            ReadError::TooManyDrugs { count } => {
                write!(f, "投薬内容は8行までです（{count}行あります）。")
            }
        }
    }
}

impl core::error::Error for ReadError {}
