//! Looking a character up in the repertoires' tables.
//!
//! A table is a bitmap of the pages (of 256 characters) that most text is made of, those of [`slot`], 32 bytes each,
//! the lowest bit first. Behind it stand the characters of all other pages as runs: the gap since the end of the last
//! run and the run's length less one, each a little-endian base-128 number. The example `make_repertoire` writes the
//! tables.

/// CP932 itself.
static CP932: &[u8] = include_bytes!("cp932.bin");
/// Where JIS X 0213 differs from CP932: that is a third smaller than the repertoire itself.
static JISX0213: &[u8] = include_bytes!("jisx0213.bin");

const BITMAP: usize = 102 * 32;

/// Whether CP932 (Windows code page 932) has a code that stands for exactly this character.
///
/// 〜 (U+301C), − (U+2212), ¥ (U+00A5) and ‾ (U+203E) have none: what CP932 gives back for them is ～ － \ ~. Neither
/// have gaiji (U+E000–): their codes mean something else on every machine.
#[must_use]
pub fn in_cp932(c: char) -> bool {
    c.is_ascii() || holds(CP932, c)
}

/// Whether JIS X 0213:2004 has this character, in the standard's mapping to Unicode or in the one usual on Windows
/// (～ for 〜, ￠￡￢ for ¢£¬, ＼ and —). ASCII counts as contained, half-width katakana does not.
#[must_use]
pub fn in_jisx0213(c: char) -> bool {
    c.is_ascii() || holds(CP932, c) != holds(JISX0213, c)
}

fn holds(table: &[u8], c: char) -> bool {
    let (page, in_page) = (u32::from(c) >> 8, c as usize & 0xFF);
    // Beyond plane 2 there are no kanji.
    if page >= 0x300 {
        return false;
    }
    let Some(slot) = slot(page) else {
        return in_runs(table.get(BITMAP..).unwrap_or_default(), u32::from(c));
    };
    table.get(slot * 32 + in_page / 8).is_some_and(|byte| byte >> (in_page % 8) & 1 == 1)
}

/// The place of a page in the bitmap: Latin to Cyrillic, signs, kana and squared words, kanji, compatibility kanji,
/// full- and half-width forms.
fn slot(page: u32) -> Option<usize> {
    let slot = match page {
        0x00..=0x04 => page,
        0x20..=0x27 => page - 0x20 + 5,
        0x30..=0x33 => page - 0x30 + 13,
        0x4E..=0x9F => page - 0x4E + 17,
        0xF9..=0xFA => page - 0xF9 + 99,
        0xFF => 101,
        _ => return None,
    };
    usize::try_from(slot).ok()
}

fn in_runs(runs: &[u8], code: u32) -> bool {
    let mut bytes = runs.iter();
    let mut number = || {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = *bytes.next()?;
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
            shift += 7;
        }
    };
    let mut end = 0;
    while let (Some(gap), Some(length)) = (number(), number()) {
        let start = end + gap;
        end = start + length + 1;
        if code < end {
            return code >= start;
        }
    }
    false
}
