//! Searching all words in a text at once.

use super::words::LISTS;

const PARTS: usize = 4;

/// A set of words of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Words([u64; PARTS]);

impl Words {
    pub(super) const NONE: Words = Words([0; PARTS]);

    #[expect(clippy::indexing_slicing, reason = "guarded by COUNT, which is checked at compile time")]
    const fn with(mut self, word: usize) -> Words {
        self.0[word / 64] |= 1 << (word % 64);
        self
    }

    fn has(self, word: usize) -> bool {
        self.0.get(word / 64).is_some_and(|part| part >> (word % 64) & 1 != 0)
    }

    /// The set without the word whose presence is negated.
    #[cfg(mutate)]
    #[track_caller]
    pub(crate) fn but_negated(self) -> Words {
        let words = (0..WORDS_CONST.1).filter(|word| self.has(*word));
        let at = core::panic::Location::caller();
        words.fold(Words::NONE, |rest, word| {
            let kept = WORDS.get(word).is_some_and(|name| super::mutate::word_seen(at, name));
            if kept { rest.with(word) } else { rest }
        })
    }

    /// The words of either set.
    pub(crate) fn or(self, other: Words) -> Words {
        let mut both = self;
        for (mine, theirs) in both.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
        both
    }

    /// Whether the sets share a word.
    pub(crate) fn meets(self, other: Words) -> bool {
        self.0.iter().zip(other.0).any(|(mine, theirs)| mine & theirs != 0)
    }

    /// Whether every word of the other set is in this one.
    pub(crate) fn hold(self, other: Words) -> bool {
        self.0.iter().zip(other.0).all(|(mine, theirs)| mine & theirs == theirs)
    }

    /// The first word both sets hold, in the order of the lists.
    pub(crate) fn first_of(self, other: Words) -> Option<&'static str> {
        let shared = self.0.iter().zip(other.0).map(|(mine, theirs)| mine & theirs);
        let (part, bits) = shared.enumerate().find(|(_, bits)| *bits != 0)?;
        WORDS.get(part * 64 + bits.trailing_zeros() as usize).copied()
    }
}

/// The set of a list's words, for constants: a word of no list in [`LISTS`] does not compile.
#[expect(clippy::panic, clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(super) const fn set(list: &[&str]) -> Words {
    let mut words = Words::NONE;
    let mut i = 0;
    while i < list.len() {
        match position(list[i], WORDS_CONST.1) {
            Some(word) => words = words.with(word),
            None => panic!("a word of no list"),
        }
        i += 1;
    }
    words
}

const CAPACITY: usize = PARTS * 64;

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn position(word: &str, known: usize) -> Option<usize> {
    let mut i = 0;
    while i < known {
        if same(WORDS_CONST.0[i], word) {
            return Some(i);
        }
        i += 1;
    }
    None
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(super) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// Every word once, and how many.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: too many words do not compile")]
const WORDS_CONST: ([&str; CAPACITY], usize) = {
    let mut words = [""; CAPACITY];
    let (mut known, mut l) = (0, 0);
    while l < LISTS.len() {
        let mut w = 0;
        while w < LISTS[l].len() {
            let mut i = 0;
            while i < known && !same(words[i], LISTS[l][w]) {
                i += 1;
            }
            if i == known {
                words[known] = LISTS[l][w];
                known += 1;
            }
            w += 1;
        }
        l += 1;
    }
    (words, known)
};

static WORDS: [&str; CAPACITY] = WORDS_CONST.0;

const BUCKETS: usize = 1024;
/// No word.
const END: u8 = u8::MAX;

/// Words by their first character: the first word of each bucket, and after each word the next of its bucket.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
static CHAINS: ([u8; BUCKETS], [u8; CAPACITY]) = {
    let (mut first, mut next) = ([END; BUCKETS], [END; CAPACITY]);
    let mut word = WORDS_CONST.1;
    assert!(word < END as usize);
    while word > 0 {
        word -= 1;
        let bucket = bucket(first_char(WORDS_CONST.0[word]));
        next[word] = first[bucket];
        first[bucket] = word as u8;
    }
    (first, next)
};

const fn bucket(c: u32) -> usize {
    c as usize % BUCKETS
}

/// The first character of a word, which is ASCII or takes three bytes.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn first_char(word: &str) -> u32 {
    let bytes = word.as_bytes();
    if bytes[0] < 0x80 {
        return bytes[0] as u32;
    }
    assert!(bytes[0] >> 4 == 0xE);
    ((bytes[0] as u32 & 0xF) << 12) | ((bytes[1] as u32 & 0x3F) << 6) | (bytes[2] as u32 & 0x3F)
}

/// The words a text contains after folding. A word of ASCII letters counts only where no ASCII letter touches it: ct is
/// not found in acth.
pub(super) fn search(text: &str) -> Words {
    let alone = find(
        text,
        |c| matches!(c, '\u{FF61}'..='\u{FF9F}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'),
    );
    alone.or_else(|| find(&ja::fold::fold(text), |_| false)).unwrap_or_default()
}

/// Folds character by character, without a copy of the text; nothing where a character folds only together with its
/// neighbours (ｶﾞ, 葛󠄀) or a word without ASCII would not be recognised as it is (ｶﾃ).
fn find(text: &str, needs_folding: impl Fn(char) -> bool) -> Option<Words> {
    let mut words = Words::NONE;
    let mut before = ' ';
    let mut rest = text.chars();
    loop {
        let here = rest.as_str();
        let Some(c) = rest.next() else { return Some(words) };
        let first = match c {
            'ぁ'..='\u{3098}' | '\u{309B}'..='\u{9FFF}' => c,
            _ if needs_folding(c) => return None,
            _ => ja::fold::fold_char(c),
        };
        let mut at = CHAINS.0.get(bucket(first as u32)).copied().unwrap_or(END);
        while at != END {
            let Some(word) = WORDS.get(usize::from(at)) else { break };
            let number = usize::from(at);
            let begins =
                if WITH_ASCII.has(number) { begins(here, word, before) } else { here.starts_with(word) };
            if begins {
                words = words.with(number);
            }
            at = CHAINS.1.get(usize::from(at)).copied().unwrap_or(END);
        }
        before = first;
    }
}

/// The words with ASCII in them: only they can be typed in several ways, and may be parts of a longer Latin word.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const WITH_ASCII: Words = {
    let (mut words, mut word) = (Words::NONE, 0);
    while word < WORDS_CONST.1 {
        let bytes = WORDS_CONST.0[word].as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            if bytes[i].is_ascii() {
                words = words.with(word);
            }
            i += 1;
        }
        word += 1;
    }
    words
};

/// Whether a text begins with a word with ASCII in it, after folding.
fn begins(text: &str, word: &str, before: char) -> bool {
    let mut text = text.chars().map(ja::fold::fold_char);
    let mut last = ' ';
    for c in word.chars() {
        if text.next() != Some(c) {
            return false;
        }
        last = c;
    }
    let cut_in_front = before.is_ascii_alphabetic() && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let cut_behind = last.is_ascii_alphabetic() && text.next().is_some_and(|c| c.is_ascii_alphabetic());
    !cut_in_front && !cut_behind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_folded_and_search() {
        for (i, word) in WORDS.iter().take(WORDS_CONST.1).enumerate() {
            assert_eq!(ja::fold::fold(word), **word);
            assert!(search(&format!("前{word}後")).meets(Words::NONE.with(i)), "{word}");
        }
        assert_eq!(search("特になし"), Words::NONE);
    }

    #[test]
    fn a_text_is_searched_as_if_it_were_folded_first() {
        let typed = [
            "ＡＬＳ",
            "als",
            "ｶﾞﾝ",
            "がん",
            "か\u{3099}ん",
            "ガン",
            "葛\u{E0100}癌",
            "癌ﾟ",
            "MRI",
            "ＭＲＩa",
            "要介護３",
            "Ｘ線",
        ];
        for a in typed {
            for b in typed {
                let text = [a, b].concat();
                assert_eq!(search(&text), find(&ja::fold::fold(&text), |_| false).unwrap(), "{text}");
            }
        }
        let count = |words: Words| words.0.iter().map(|part| part.count_ones()).sum::<u32>();
        assert_eq!(count(search("ＡＬＳ")), 1);
        assert_eq!(count(search("acth")), 0);
    }
}
