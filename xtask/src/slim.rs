//! What a browser need not download: names for debuggers, long names between glue and module, idle spaces.

use std::collections::BTreeMap;

use crate::failure::Outcome;
use crate::wasm::{CUSTOM, EXPORT, IMPORT, Reader, put_number, put_section, put_text, sections};

/// Long names and the short ones that stand for them in module and glue alike.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// The names by which the module knows the functions of its glue, and the glue the closures of its module.
    pub(crate) fn of(wasm: &[u8]) -> Outcome<Self> {
        let mut names = Self::default();
        for (id, content) in sections(wasm)? {
            let mut from = Reader(content);
            match id {
                IMPORT => {
                    for _ in 0..from.number()? {
                        let (_, name) = (from.text()?, from.text()?);
                        names.add(name);
                        from.import_kind()?;
                    }
                }
                EXPORT => {
                    for _ in 0..from.number()? {
                        names.add(from.text()?);
                        from.take(1)?;
                        from.number()?;
                    }
                }
                _ => {}
            }
        }
        Ok(names)
    }

    fn add(&mut self, name: &str) {
        let is_long = ["__wbg_", "__wbindgen_generic_", "wasm_bindgen__convert__"]
            .iter()
            .any(|prefix| name.starts_with(prefix));
        // Classes are called by their names from the glue's own text.
        if is_long && !name.ends_with("_free") {
            let short = format!("${}", self.0.len());
            self.0.entry(name.to_owned()).or_insert(short);
        }
    }

    fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// The glue with short names, without comment lines and indentation. Its template strings hold no line breaks.
    pub(crate) fn glue(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len());
        for line in source.lines().map(str::trim) {
            let is_comment = line.starts_with("//") || line.starts_with("/*") || line.starts_with('*');
            if !line.is_empty() && !is_comment {
                self.push_line(line, &mut out);
                out.push('\n');
            }
        }
        out
    }

    fn push_line(&self, line: &str, out: &mut String) {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut rest = line;
        while let Some(start) = rest.find(is_word) {
            let (before, word) = rest.split_at(start);
            let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
            let (word, after) = word.split_at(end);
            out.push_str(before);
            out.push_str(self.short(word));
            rest = after;
        }
        out.push_str(rest);
    }

    /// The module with short names and without custom sections.
    pub(crate) fn module(&self, wasm: &[u8]) -> Outcome<Vec<u8>> {
        let mut out = wasm.get(..8).unwrap_or_default().to_vec();
        for (id, content) in sections(wasm)? {
            let content = match id {
                CUSTOM => continue,
                IMPORT => self.imports(content)?,
                EXPORT => self.exports(content)?,
                _ => content.to_vec(),
            };
            put_section(id, &content, &mut out);
        }
        Ok(out)
    }

    fn imports(&self, content: &[u8]) -> Outcome<Vec<u8>> {
        let (mut from, mut out) = (Reader(content), Vec::new());
        let count = from.number()?;
        put_number(count, &mut out);
        for _ in 0..count {
            put_text(from.text()?, &mut out);
            put_text(self.short(from.text()?), &mut out);
            out.extend(from.import_kind()?);
        }
        Ok(out)
    }

    fn exports(&self, content: &[u8]) -> Outcome<Vec<u8>> {
        let (mut from, mut out) = (Reader(content), Vec::new());
        let count = from.number()?;
        put_number(count, &mut out);
        for _ in 0..count {
            put_text(self.short(from.text()?), &mut out);
            out.extend(from.take(1)?);
            put_number(from.number()?, &mut out);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    /// One import `m.__wbg_a_1` (function of type 0), one export `__wbg_b_2` of function 0, and a custom section.
    fn module() -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend(b"\x00\x05\x04nameX".iter().take(7));
        wasm.extend([2, 16, 1, 1, b'm', 10]);
        wasm.extend(b"__wbg_a_10".iter().chain(&[0, 0]));
        wasm.extend([7, 13, 1, 9]);
        wasm.extend(b"__wbg_b_2".iter().chain(&[0, 0]));
        wasm
    }

    #[test]
    fn names_are_short_on_both_sides_and_custom_sections_gone() {
        let names = Names::of(&module()).unwrap();
        let slim = names.module(&module()).unwrap();
        assert_eq!(
            slim.get(8..).unwrap(),
            [2, 8, 1, 1, b'm', 2, b'$', b'0', 0, 0, 7, 6, 1, 2, b'$', b'1', 0, 0]
        );
        let glue =
            names.glue("  // a comment\n  __wbg_a_10: function() { wasm.__wbg_b_2(\"__wbg_a_1\"); },\n");
        assert_eq!(glue, "$0: function() { wasm.$1(\"__wbg_a_1\"); },\n");
    }

    #[test]
    fn half_a_module_is_refused() {
        let whole = module();
        let half = whole.get(..whole.len() - 3).unwrap();
        assert!(Names::of(half).is_err());
    }
}
