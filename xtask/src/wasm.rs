//! WASM files, read and written section by section.

use crate::failure::{Failure, Outcome};

/// Ids of sections.
pub(crate) const CUSTOM: u8 = 0;
pub(crate) const IMPORT: u8 = 2;
pub(crate) const EXPORT: u8 = 7;

/// Id and content of every section.
pub(crate) fn sections(wasm: &[u8]) -> Outcome<Vec<(u8, &[u8])>> {
    let mut from = Reader(wasm.get(8..).unwrap_or_default());
    let mut found = Vec::new();
    while !from.0.is_empty() {
        let id = from.take(1)?.first().copied().unwrap_or_default();
        let length = from.number()?;
        found.push((id, from.take(length)?));
    }
    Ok(found)
}

/// Reads a WASM section from front to end.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn take(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(broken)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn number(&mut self) -> Outcome<usize> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?.first().copied().unwrap_or_default();
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(broken())
    }

    pub(crate) fn text(&mut self) -> Outcome<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| broken())
    }

    /// What an import is, as it stands: function, table, memory, global or tag.
    pub(crate) fn import_kind(&mut self) -> Outcome<&'a [u8]> {
        let before = self.0;
        match self.take(1)?.first() {
            Some(0) => drop(self.number()?),
            Some(1) => {
                self.take(1)?;
                self.limits()?;
            }
            Some(2) => self.limits()?,
            Some(3) => drop(self.take(2)?),
            Some(4) => {
                self.take(1)?;
                self.number()?;
            }
            _ => return Err(broken()),
        }
        before.get(..before.len() - self.0.len()).ok_or_else(broken)
    }

    fn limits(&mut self) -> Outcome {
        let has_most = self.number()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Ok(())
    }
}

fn broken() -> Failure {
    Failure::new("a WASM file made by this build cannot be read again.")
}

/// Puts a number as LEB128.
pub(crate) fn put_number(mut number: usize, out: &mut Vec<u8>) {
    loop {
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

/// Puts a text with its length.
pub(crate) fn put_text(text: &str, out: &mut Vec<u8>) {
    put_number(text.len(), out);
    out.extend(text.as_bytes());
}

/// Puts a section: its id, its length, its content.
pub(crate) fn put_section(id: u8, content: &[u8], out: &mut Vec<u8>) {
    out.push(id);
    put_number(content.len(), out);
    out.extend(content);
}
