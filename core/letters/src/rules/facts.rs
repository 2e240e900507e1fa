//! What the rules ask of a letter, worked out once.

use ja::Date;

use super::context::Context;
use super::finding::Arg;
use super::mutate::row;
use super::number::{Bmi, Thousandths};
use super::pick::{Choices, Span};
use super::search::Words;
use super::specified::{Specified, among};
use super::texts::{Hits, Texts};
use crate::answers::{Letter, Value};
use crate::form::{Cell, CellKind, Edition, cell};

/// A letter, its context and what follows from them.
pub(crate) struct Facts<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) context: &'a Context,
    pub(crate) edition: Edition,
    pub(crate) birth: Option<Date>,
    pub(crate) apply_date: Option<Date>,
    pub(crate) request_date: Option<Date>,
    pub(crate) entry_date: Option<Date>,
    pub(crate) send_date: Option<Date>,
    pub(crate) last_exam_date: Option<Date>,
    /// The day by which eligibility goes: 申請日, else 記入日.
    pub(crate) class_date: Option<Date>,
    /// The law's age on that day.
    pub(crate) law_age: Option<i32>,
    pub(crate) height: Option<Thousandths>,
    pub(crate) weight: Option<Thousandths>,
    pub(crate) bmi: Option<Bmi>,
    hits: Hits,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(letter: &'a Letter, context: &'a Context) -> Facts<'a> {
        let date = |cell| letter.date(cell);
        let number = |cell| Thousandths::parse(letter.text(cell));
        let birth = date(const { cell("pt_birth") });
        let apply_date = date(const { cell("apply_date") });
        let entry_date = date(const { cell("entry_date") });
        let class_date = apply_date.or(entry_date);
        let height = number(const { cell("height") });
        let weight = number(const { cell("weight") });
        Facts {
            letter,
            context,
            edition: letter.edition,
            birth,
            apply_date,
            request_date: date(const { cell("request_date") }),
            entry_date,
            send_date: date(const { cell("send_date") }),
            last_exam_date: date(const { cell("last_exam_date") }),
            class_date,
            law_age: birth.zip(class_date).map(|(birth, on)| ja::age::legal(birth, on)),
            height,
            weight,
            bmi: height.zip(weight).and_then(|(height, weight)| Bmi::of(height, weight)),
            hits: Hits::of(letter),
        }
    }

    /// Whether nothing was chosen or typed but spaces and newlines.
    #[cfg_attr(mutate, track_caller)]
    pub(crate) fn empty(&self, cell: Cell) -> bool {
        let empty = match self.letter.get(cell) {
            Value::Empty => true,
            Value::Text(text) => is_blank(text),
            _ => false,
        };
        row!(cell, 0, empty)
    }

    /// Whether something was chosen or typed.
    #[cfg_attr(mutate, track_caller)]
    pub(crate) fn filled(&self, cell: Cell) -> bool {
        !self.empty(cell)
    }

    /// Whether a check or an option is set.
    #[cfg_attr(mutate, track_caller)]
    pub(crate) fn checked(&self, cell: Cell) -> bool {
        row!(cell, 0, self.letter.checked(cell))
    }

    /// Whether one of these checks or options is set.
    pub(crate) fn some_of(&self, cells: &[Cell]) -> bool {
        cells.iter().any(|cell| self.letter.checked(*cell))
    }

    /// How many options of a multiple choice are set.
    pub(crate) fn count(&self, options: Span) -> usize {
        options.cells().filter(|cell| self.letter.checked(*cell)).count()
    }

    /// Whether no option of a multiple choice is set.
    pub(crate) fn none_of(&self, options: Span) -> bool {
        self.count(options) == 0
    }

    /// Whether the answer is one of these choices.
    #[cfg_attr(mutate, track_caller)]
    pub(crate) fn is(&self, choices: Choices) -> bool {
        let Some(choice) = self.letter.choice(choices.cell) else { return false };
        row!(choices.cell, choice, choices.has(choice))
    }

    /// The printed label of the chosen choice.
    pub(crate) fn label(&self, cell: Cell) -> Arg {
        let label = match (cell.kind(), self.letter.get(cell)) {
            (CellKind::Choice(choices), Value::Choice(choice)) => {
                choices.get(usize::from(*choice)).map(|c| c.label)
            }
            _ => None,
        };
        Arg::Label(label.unwrap_or_default())
    }

    /// Whether one of the words stands in one of the texts, after folding.
    #[cfg_attr(mutate, track_caller)]
    pub(crate) fn says(&self, texts: Texts, words: Words) -> bool {
        #[cfg(mutate)]
        let words = words.but_negated();
        self.hits.of_texts(texts).meets(words)
    }

    /// The first of the words, in the order of its list, that stands in one of the texts.
    #[cfg_attr(mutate, track_caller)]
    pub(crate) fn said(&self, texts: Texts, words: Words) -> Option<&'static str> {
        #[cfg(mutate)]
        let words = words.but_negated();
        self.hits.of_texts(texts).first_of(words)
    }

    /// The 特定疾病 named in one of the texts.
    pub(crate) fn specified(&self, text: Texts) -> Specified {
        among(self.hits.of_texts(text))
    }
}

fn is_blank(text: &str) -> bool {
    // No space begins with one of these bytes: printable ASCII, or kana and kanji from U+3040 on.
    let printed = matches!(text.as_bytes(), [b'!'..=b'~', ..] | [0xE3, 0x81..=0xBF, ..] | [0xE4..=0xE9, ..]);
    !printed && text.trim_start().is_empty()
}
