use core::fmt;

/// Why a letter could not be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperError {
    /// The font at this position (from 0) cannot be read.
    Font(usize),
    /// No font has this character.
    NoGlyph(char),
    /// The PDF could not be written, with the reason.
    Pdf(String),
}

impl PaperError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            PaperError::Font(_) => "paper.font",
            PaperError::NoGlyph(_) => "paper.no_glyph",
            PaperError::Pdf(_) => "paper.pdf",
        }
    }
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PaperError::Font(n) => write!(
                f,
                "印刷用の書体（{}番目）を読めません。アプリを読み込み直してください。（{}）",
                n + 1,
                self.code()
            ),
            PaperError::NoGlyph(c) if c.is_control() => write!(
                f,
                "印刷できない制御文字（U+{:04X}）があります。消してから印刷してください。（{}）",
                u32::from(*c),
                self.code()
            ),
            PaperError::NoGlyph(c) => write!(
                f,
                "印刷用の書体に「{c}」（U+{:04X}）がありません。別の字に置き換えてから印刷してください。（{}）",
                u32::from(*c),
                self.code()
            ),
            PaperError::Pdf(reason) => {
                write!(f, "PDFを作れませんでした。もう一度お試しください。（{}: {reason}）", self.code())
            }
        }
    }
}

impl core::error::Error for PaperError {}

/// What a person should know about a print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// This variant (a kanji with its selector) is in no font: the kanji itself was printed.
    Variant(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Variant(kanji) => {
                let base = kanji.chars().next().unwrap_or_default();
                write!(f, "「{kanji}」の異体字は印刷用の書体にないため、「{base}」で印刷しました。")
            }
        }
    }
}
