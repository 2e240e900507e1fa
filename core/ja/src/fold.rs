//! Folding for search and for comparing words: what a reader takes for the same is made the same.
//!
//! Stored text is never folded: folding loses what somebody typed. It also is narrower than Unicode's NFKC, which
//! would rewrite ① ㎎ and people's names.

mod compose;
mod kanji;
mod single;

pub use single::fold_char;
pub(crate) use single::shifted;

use crate::kana;
use crate::width::is_selector;
use compose::{is_voicing_mark, voiced};

/// The folded text, character by character and without allocating.
///
/// Each character goes through [`fold_char`]; a half-width or combining voicing mark joins the kana before it
/// (ｶﾞ → ガ); variation selectors are left out (葛󠄀 → 葛).
pub fn chars(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text.chars().filter(|&c| !is_selector(c)).peekable();
    core::iter::from_fn(move || {
        let base = fold_char(rest.next()?);
        let mark = rest.peek().copied().filter(|&mark| is_voicing_mark(mark));
        if let Some(composed) = mark.and_then(|mark| voiced(base, mark)) {
            rest.next();
            return Some(composed);
        }
        Some(base)
    })
}

/// The folded text; see [`chars()`].
#[must_use]
pub fn fold(text: &str) -> String {
    chars(text).collect()
}

/// The key under which a text is searched: folded, katakana as hiragana, old and variant forms of name characters
/// as the usual one (髙 → 高, 邊 → 辺), spaces left out. Never shown.
#[must_use]
pub fn search_key(text: &str) -> String {
    chars(text).filter(|c| !c.is_whitespace()).map(|c| kanji::usual_form(kana::char_to_hiragana(c))).collect()
}
