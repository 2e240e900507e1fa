//! The texts in which rules search words.

use super::pick::{Span, span};
use super::search::{Words, search};
use crate::answers::{Letter, Value};
use crate::form::{Cell, cell};

/// Some of the searched texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts(u8);

impl Texts {
    pub(crate) const DX1: Texts = Texts(1);
    pub(crate) const DX2: Texts = Texts(1 << 1);
    pub(crate) const DX3: Texts = Texts(1 << 2);
    /// The three 診断名.
    pub(crate) const DX: Texts = Texts(0b111);
    /// 1(3) 経過.
    pub(crate) const COURSE: Texts = Texts(1 << 3);
    pub(crate) const PSYCH_NAME: Texts = Texts(1 << 5);
    /// 5 特記すべき事項.
    pub(crate) const REMARKS: Texts = Texts(1 << 6);
    /// All of them: what a rule means by "text".
    pub(crate) const ALL: Texts = Texts(u8::MAX);

    pub(crate) const fn and(self, other: Texts) -> Texts {
        Texts(self.0 | other.0)
    }
}

const CELLS: [Cell; 7] = [
    cell("dx1_name"),
    cell("dx2_name"),
    cell("dx3_name"),
    cell("course_text"),
    cell("unstable_text"),
    cell("psych_name"),
    cell("remarks"),
];
const DRUGS: Span = span("drugs");

/// The words each text contains.
pub(super) struct Hits([Words; 8]);

impl Hits {
    pub(super) fn of(letter: &Letter) -> Hits {
        let mut hits = [Words::default(); 8];
        let read = |cell: Cell, words: &mut Words| {
            if let Value::Text(text) = letter.get(cell) {
                *words = words.or(search(text));
            }
        };
        let [texts @ .., drugs] = &mut hits;
        for (cell, words) in CELLS.into_iter().zip(texts) {
            read(cell, words);
        }
        for cell in DRUGS.cells() {
            read(cell, drugs);
        }
        Hits(hits)
    }

    pub(super) fn of_texts(&self, texts: Texts) -> Words {
        let chosen = self.0.iter().enumerate().filter(|(i, _)| texts.0 >> i & 1 != 0);
        chosen.fold(Words::default(), |sum, (_, words)| sum.or(*words))
    }
}
