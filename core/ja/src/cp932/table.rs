//! The double-byte cells.

/// The characters of the lead bytes 81–9F, E0–EF and FA–FC, 188 cells each, as UTF-16 in little-endian order; zero is
/// an empty cell. The example `make_repertoire` writes it.
static CELLS: &[u8] = include_bytes!("cells.bin");

const CELLS_OF_LEAD: usize = 188;

/// The character of a double-byte code; user-defined codes F040–F9FC become U+E000–E757 as on Windows.
pub(super) fn character(lead: u8, trail: u8) -> Option<char> {
    let cell = usize::from(match trail {
        0x40..=0x7E => trail - 0x40,
        0x80..=0xFC => trail - 0x41,
        _ => return None,
    });
    let block = match lead {
        0x81..=0x9F => lead - 0x81,
        0xE0..=0xEF => lead - 0xE0 + 31,
        0xF0..=0xF9 => {
            let gaiji = usize::from(lead - 0xF0) * CELLS_OF_LEAD + cell;
            return char::from_u32(0xE000 + u32::try_from(gaiji).ok()?);
        }
        0xFA..=0xFC => lead - 0xFA + 47,
        _ => return None,
    };
    let at = (usize::from(block) * CELLS_OF_LEAD + cell) * 2;
    match (CELLS.get(at), CELLS.get(at + 1)) {
        (Some(0), Some(0)) => None,
        (Some(&low), Some(&high)) => char::from_u32(u16::from_le_bytes([low, high]).into()),
        _ => None,
    }
}
