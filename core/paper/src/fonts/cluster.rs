//! A text in pieces that take one place each: a character with what is drawn upon it or chooses its shape.

use ja::width::char_columns;

/// A character and its company.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    pub(super) base: char,
    pub(super) selector: Option<char>,
    /// Marks drawn upon the base, each with its place in the text.
    pub(super) marks: Vec<(usize, char)>,
}

/// The clusters of a line. What is never seen (joiners, byte order marks) is in none.
pub(super) fn clusters(line: &str) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for (start, c) in line.char_indices() {
        if is_invisible(c) {
            continue;
        }
        let stands_alone = char_columns(c) > 0 || c.is_control();
        match clusters.last_mut().filter(|_| !stands_alone) {
            Some(last) if is_selector(c) => last.selector = Some(c),
            Some(last) => match voiced(last.base, c).filter(|_| last.marks.is_empty()) {
                Some(whole) => last.base = whole,
                None => last.marks.push((start, c)),
            },
            None if is_selector(c) => {}
            None => clusters.push(Cluster { start, base: c, selector: None, marks: Vec::new() }),
        }
    }
    clusters
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The kana that a kana and a combining voicing mark make: one glyph, and still two characters when copied.
fn voiced(base: char, mark: char) -> Option<char> {
    const VOICED: &str = "かきくけこさしすせそたちつてとはひふへほ";
    const HALF_VOICED: &str = "はひふへほ";
    const OTHERS: [(char, char); 8] = [
        ('う', 'ゔ'),
        ('ウ', 'ヴ'),
        ('ワ', 'ヷ'),
        ('ヰ', 'ヸ'),
        ('ヱ', 'ヹ'),
        ('ヲ', 'ヺ'),
        ('ゝ', 'ゞ'),
        ('ヽ', 'ヾ'),
    ];
    let (list, step) = match mark {
        '\u{3099}' => (VOICED, 1),
        '\u{309A}' => (HALF_VOICED, 2),
        _ => return None,
    };
    // Katakana stand 0x60 above their hiragana.
    let hiragana = match base {
        'ァ'..='ヶ' => char::from_u32(u32::from(base) - 0x60)?,
        _ => base,
    };
    if list.contains(hiragana) {
        return char::from_u32(u32::from(base) + step);
    }
    OTHERS.into_iter().find(|(plain, _)| *plain == base && step == 1).map(|(_, whole)| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn company_stays_with_its_character() {
        let read = clusters("神\u{E0100}か\u{3099}ハ\u{309A}a\u{301}\u{FEFF}x");
        let bases: String = read.iter().map(|cluster| cluster.base).collect();
        assert_eq!(bases, "神がパax");
        assert_eq!(read[0].selector, Some('\u{E0100}'));
        assert_eq!(read[3].marks, [("神\u{E0100}か\u{3099}ハ\u{309A}a".len(), '\u{301}')]);
        assert_eq!(read[4].start, "神\u{E0100}か\u{3099}ハ\u{309A}a\u{301}\u{FEFF}".len());
    }

    #[test]
    fn a_control_character_is_never_hidden_in_another() {
        assert_eq!(clusters("a\u{7}").len(), 2);
    }
}
