use core::fmt;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileError {
    /// There is no letter in it.
    Empty,
    /// Neither UTF-8 nor CP932.
    Charset {
        /// The first byte that is no character of CP932, from 0.
        at: usize,
        /// The line it stands in, from 1.
        line: usize,
    },
}

impl FileError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            FileError::Empty => "letter.csv.empty",
            FileError::Charset { .. } => "letter.csv.charset",
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Empty => f.write_str("ファイルに意見書がありません。"),
            FileError::Charset { at, line } => write!(
                f,
                "文字コードが分かりません。CP932かUTF-8で保存してください（{line}行目、先頭から{at}バイト目）。"
            ),
        }
    }
}

impl core::error::Error for FileError {}

/// Why one letter of a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Which letter of the file, from 1.
    pub row: usize,
    /// Why.
    pub why: Why,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A quotation mark is not closed or stands inside a field; nothing behind it can be read either.
    Quote {
        /// The line, from 1.
        line: usize,
    },
    /// Field 1 names another version than the one that is read.
    Version {
        /// The version.
        version: String,
        /// The one that is read.
        read: &'static str,
    },
    /// Not as many fields as the version has.
    Count {
        /// How many.
        count: usize,
        /// The version.
        version: &'static str,
        /// How many it has.
        asked: usize,
    },
    /// A field holds something that it has no code for.
    Code {
        /// The field's number, from 1.
        no: usize,
        /// The field's name.
        name: String,
        /// What it holds.
        text: String,
    },
    /// A date is not written yyyyMMdd.
    Date {
        /// The field's number, from 1.
        no: usize,
        /// The field's name.
        name: String,
        /// What it holds.
        text: String,
    },
}

impl Why {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Why::Quote { .. } => "letter.csv.quote",
            Why::Version { .. } => "letter.csv.version",
            Why::Count { .. } => "letter.csv.count",
            Why::Code { .. } => "letter.csv.code",
            Why::Date { .. } => "letter.csv.date",
        }
    }
}

impl RowError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        self.why.code()
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}件目：{}", self.row, self.why)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Quote { line } => {
                write!(f, "{line}行目の引用符（\"）が正しく閉じていません。ここから後は読めません。")
            }
            Why::Version { version, read } => {
                write!(f, "形式の版が「{version}」です。読めるのは{read}です。")
            }
            Why::Count { count, version, asked } => {
                write!(f, "項目が{count}個あります。{version}の形式は{asked}個です。")
            }
            Why::Code { no, name, text } => {
                write!(f, "{no}番目の項目（{name}）の「{text}」は、この項目の値ではありません。")
            }
            Why::Date { no, name, text } => {
                write!(f, "{no}番目の項目（{name}）の「{text}」は、8桁の日付（20260401の形）ではありません。")
            }
        }
    }
}

impl core::error::Error for RowError {}

/// Why a file is not written: characters that CP932 lacks, field by field. Nothing is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    /// Every field with such characters; never empty.
    pub refused: Vec<Refused>,
}

/// A field with characters that CP932 lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Which letter, from 1.
    pub row: usize,
    /// The field's number, from 1.
    pub no: usize,
    /// The field's name.
    pub name: String,
    /// The characters, each once.
    pub characters: Vec<char>,
}

impl WriteError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        "letter.csv.character"
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("この形式で使えない文字があります。別の文字に直すか、UTF-8で出力してください。")?;
        for Refused { row, no, name, characters } in &self.refused {
            write!(f, "\n{row}件目の{no}番目の項目（{name}）：")?;
            for character in characters {
                write!(f, "「{character}」")?;
            }
        }
        Ok(())
    }
}

impl core::error::Error for WriteError {}
