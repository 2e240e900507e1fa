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

const BUCKETS: usize = 512;
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

/// Adds the words a folded text contains. A word of ASCII letters counts only where no ASCII letter touches it: ct is
/// not found in acth.
pub(super) fn search(folded: &[char], words: &mut Words) {
    let mut before = ' ';
    let mut rest = folded;
    while let [first, after @ ..] = rest {
        let mut at = CHAINS.0.get(bucket(*first as u32)).copied().unwrap_or(END);
        while let Some(word) = WORDS.get(usize::from(at)).filter(|_| at != END) {
            if begins(rest, word, before) {
                *words = words.with(usize::from(at));
            }
            at = CHAINS.1.get(usize::from(at)).copied().unwrap_or(END);
        }
        before = *first;
        rest = after;
    }
}

fn begins(text: &[char], word: &str, before: char) -> bool {
    let mut text = text.iter().copied();
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

    fn found(text: &str) -> Words {
        let folded: Vec<char> = ja::fold::chars(text).collect();
        let mut words = Words::NONE;
        search(&folded, &mut words);
        words
    }

    #[test]
    fn words_are_written_folded_and_found() {
        for (i, word) in WORDS.iter().take(WORDS_CONST.1).enumerate() {
            assert_eq!(ja::fold::fold(word), **word);
            assert!(found(&format!("前{word}後")).meets(Words::NONE.with(i)), "{word}");
        }
        assert_eq!(found("特になし"), Words::NONE);
    }
}
