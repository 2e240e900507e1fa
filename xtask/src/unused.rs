//! Pieces of one module that the other never asks for.
//!
//! Both modules are made of one library, and every function marked for a piece is exported from it. Where nothing calls
//! such a function, nothing fetches its piece, and as an export it would keep the whole piece in the first download.

use std::collections::BTreeSet;

use crate::failure::Outcome;
use crate::wasm::{EXPORT, IMPORT, Reader, put_number, put_section, put_text, sections};

const OUT: &str = "00_export_";
const IN: &str = "00_import_";

/// The compiled module without the exports of pieces that it does not call.
pub(crate) fn without(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut called = BTreeSet::new();
    let mut out = wasm.get(..8).unwrap_or_default().to_vec();
    for (id, content) in sections(wasm)? {
        if id == IMPORT {
            let mut from = Reader(content);
            for _ in 0..from.number()? {
                let (_, name) = (from.text()?, from.text()?);
                called.insert(name.replacen(IN, OUT, 1));
                from.import_kind()?;
            }
        }
        // Imports stand before exports.
        if id == EXPORT {
            put_section(id, &exports(content, &called)?, &mut out);
        } else {
            put_section(id, content, &mut out);
        }
    }
    Ok(out)
}

fn exports(content: &[u8], called: &BTreeSet<String>) -> Outcome<Vec<u8>> {
    let mut from = Reader(content);
    let (mut count, mut kept) = (0, Vec::new());
    for _ in 0..from.number()? {
        let (name, kind, index) = (from.text()?, from.take(1)?, from.number()?);
        let is_of_a_piece = name.starts_with("__wasm_split_00") && name.contains(OUT);
        if !is_of_a_piece || called.contains(name) {
            count += 1;
            put_text(name, &mut kept);
            kept.extend(kind);
            put_number(index, &mut kept);
        }
    }
    let mut out = Vec::new();
    put_number(count, &mut out);
    out.extend(kept);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(exports: &[&str]) -> Vec<u8> {
        let mut imports = vec![1];
        put_text("__wasm_split_placeholder__", &mut imports);
        put_text("__wasm_split_00a00_import_1_f", &mut imports);
        imports.extend([0, 0]);
        let mut section = Vec::new();
        put_number(exports.len(), &mut section);
        for name in exports {
            put_text(name, &mut section);
            section.extend([0, 7]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        put_section(IMPORT, &imports, &mut wasm);
        put_section(EXPORT, &section, &mut wasm);
        wasm
    }

    #[test]
    fn what_is_called_stays_and_what_nobody_calls_goes() {
        let (called, unused, other) =
            ("__wasm_split_00a00_export_1_f", "__wasm_split_00b00_export_2_g", "memory");
        assert_eq!(without(&module(&[called, unused, other])).unwrap(), module(&[called, other]));
    }
}
