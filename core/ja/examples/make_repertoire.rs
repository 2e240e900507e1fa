//! Writes the tables of the crate anew: `cargo run -p ja --example make_repertoire`.
//!
//! CP932 comes from encoding_rs, JIS X 0213 from `data/jisx0213.txt` (data/README.md says where that is from).

use encoding_rs::SHIFT_JIS;
use std::collections::BTreeSet;
use std::{error::Error, fs, path::Path};

/// What text means a character of JIS X 0213 where the mapping of Windows differs from the standard's table:
/// — ＼ ～ ｟ ｠ ￠ ￡ ￢ and, for ￥ and ￣, the signs of JIS X 0201.
const OTHER_MAPPINGS: [u32; 10] =
    [0x2014, 0xFF3C, 0xFF5E, 0xFF5F, 0xFF60, 0xFFE0, 0xFFE1, 0xFFE2, 0xA5, 0x203E];

fn main() -> Result<(), Box<dyn Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cp932 = cp932();
    let jisx0213 = jisx0213(&fs::read_to_string(home.join("data/jisx0213.txt"))?);
    fs::write(home.join("src/repertoire/cp932.bin"), table(&cp932))?;
    fs::write(home.join("src/repertoire/jisx0213.bin"), table(&(&cp932 ^ &jisx0213)))?;
    fs::write(home.join("src/cp932/cells.bin"), cells())?;
    Ok(())
}

/// The characters that come back from CP932 as they went in.
fn cp932() -> BTreeSet<u32> {
    let comes_back = |c: &char| {
        let text = c.to_string();
        let (bytes, _, lossy) = SHIFT_JIS.encode(&text);
        !lossy && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text
    };
    ('\u{80}'..=char::MAX).filter(comes_back).map(u32::from).collect()
}

fn jisx0213(rows: &str) -> BTreeSet<u32> {
    let cells = rows.lines().filter_map(|row| row.split_once('\t')).flat_map(|(_, cells)| cells.chars());
    cells.filter(|&c| !c.is_ascii() && c != '\u{309A}').map(u32::from).chain(OTHER_MAPPINGS).collect()
}

/// See `src/repertoire/table.rs`.
fn table(characters: &BTreeSet<u32>) -> Vec<u8> {
    let pages = [0x00..=0x04, 0x20..=0x27, 0x30..=0x33, 0x4E..=0x9F, 0xF9..=0xFA, 0xFF..=0xFF];
    let (paged, others): (Vec<u32>, Vec<u32>) =
        characters.iter().partition(|&c| pages.iter().any(|pages| pages.contains(&(c >> 8))));
    let mut bytes: Vec<u8> = pages
        .into_iter()
        .flatten()
        .flat_map(|page| (0..32).map(move |byte| page * 256 + byte * 8))
        .map(|first| (0..8).map(|bit| u8::from(paged.binary_search(&(first + bit)).is_ok()) << bit).sum())
        .collect();
    let mut end = 0;
    for run in others.chunk_by(|a, b| a + 1 == *b) {
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            push_number(&mut bytes, first - end);
            push_number(&mut bytes, last - first);
            end = last + 1;
        }
    }
    bytes
}

fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 & 0x7F | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// See `src/cp932/table.rs`.
fn cells() -> Vec<u8> {
    let leads = (0x81..=0x9F).chain(0xE0..=0xEF).chain(0xFA..=0xFC);
    let trails = (0x40..=0x7E).chain(0x80..=0xFC);
    let mut bytes = Vec::new();
    for pair in leads.flat_map(|lead: u8| trails.clone().map(move |trail: u8| [lead, trail])) {
        let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&pair);
        let unit = decoded.and_then(|text| text.encode_utf16().next()).unwrap_or(0);
        bytes.extend(unit.to_le_bytes());
    }
    bytes
}
