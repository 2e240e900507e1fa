//! How many columns a text takes.

/// The half-width columns of a text on one line; a full-width character is two. Half of it is the length in 字.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.chars().map(char_columns).sum()
}

/// The half-width columns of one character: printable ASCII and half-width kana 1; control characters, combining
/// marks, variation selectors and joiners 0; everything else 2.
#[must_use]
pub fn char_columns(c: char) -> usize {
    match c {
        ' '..='~' | '\u{FF61}'..='\u{FF9F}' => 1,
        // Most text, before the rarer questions.
        '\u{309B}'..='\u{D7FF}' | '\u{3000}'..='\u{3098}' => 2,
        _ if c.is_control() || is_mark(c) || is_selector(c) => 0,
        _ => 2,
    }
}

/// Whether a character chooses the shape of the one before it (U+FE00–FE0F, and the ideographic U+E0100–E01EF).
pub(crate) fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a character is drawn upon the one before it, or not at all.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{3099}'
            | '\u{309A}'
            | '\u{FE20}'..='\u{FE2F}'
            | '\u{FEFF}'
    )
}
