//! Planted words, and the search for them: byte by byte, in every writing that a program may have put them into.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "whatever fails here ends the test")]

use std::collections::HashMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// Fewer bytes than this turn up by chance.
const LEAST: usize = 8;
/// Bits of the table that most places are passed over by.
const BITS: u32 = 18;

/// Words to look for, each in every writing.
pub(crate) struct Search {
    /// By the first four bytes of a writing: the rest, and the word's name.
    writings: HashMap<[u8; 4], Vec<(Vec<u8>, String)>>,
    table: Vec<bool>,
}

impl Search {
    pub(crate) fn new() -> Search {
        Search { writings: HashMap::new(), table: vec![false; 1 << BITS] }
    }

    /// Looks for a text, too.
    pub(crate) fn word(&mut self, name: &str, word: &str) {
        let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let escaped: String = word.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        self.writing(name, "UTF-16", utf16);
        if !word.is_ascii() {
            self.writing(name, "JSON", escaped.into_bytes());
        }
        self.bytes(name, word.as_bytes());
    }

    /// Looks for bytes, too.
    pub(crate) fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.writing(name, "as it is", bytes.to_vec());
        let hex = |between: &str| bytes.iter().map(|byte| format!("{between}{byte:02x}")).collect::<String>();
        for (writing, text) in [("hex", hex("")), ("percent", hex("%"))] {
            self.writing(name, writing, text.to_uppercase().into_bytes());
            self.writing(name, writing, text.into_bytes());
        }
        for lead in 0..3 {
            let padded = [&[0; 3][..lead], bytes].concat();
            for alphabet in [&STANDARD, &URL_SAFE] {
                // The characters at the ends depend on what stands beside the word.
                let text = alphabet.encode(&padded);
                let (first, last) = ((lead * 8).div_ceil(6), padded.len() * 8 / 6);
                self.writing(name, "base64", text.as_bytes()[first..last].to_vec());
            }
        }
    }

    fn writing(&mut self, name: &str, writing: &str, bytes: Vec<u8>) {
        assert!(bytes.len() >= LEAST, "{name} is too short to be found in {writing}");
        let first = bytes[..4].try_into().unwrap();
        self.table[place(first)] = true;
        let known = self.writings.entry(first).or_default();
        if known.iter().all(|(other, _)| *other != bytes) {
            known.push((bytes, format!("{name} ({writing})")));
        }
    }

    /// The names of all words that stand in these bytes.
    pub(crate) fn in_bytes(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for (n, first) in bytes.windows(4).enumerate() {
            let first: [u8; 4] = first.try_into().unwrap();
            if !self.table[place(first)] {
                continue;
            }
            for (writing, name) in self.writings.get(&first).into_iter().flatten() {
                if bytes[n..].starts_with(writing) && !found.contains(name) {
                    found.push(name.clone());
                }
            }
        }
        found
    }

    /// What stands in a file, with the file's name.
    pub(crate) fn in_file(&self, path: &Path) -> Vec<String> {
        let found = self.in_bytes(&std::fs::read(path).unwrap());
        found.into_iter().map(|name| format!("{}: {name}", path.display())).collect()
    }

    /// What stands in the memory of a running process: everything that it can write to, as a core dump has it.
    pub(crate) fn in_memory(&self, process: u32) -> Vec<String> {
        let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
        let memory = File::open(format!("/proc/{process}/mem")).unwrap();
        let mut found = Vec::new();
        let mut read = 0;
        for line in maps.lines() {
            let (range, rest) = line.split_once(' ').unwrap();
            let (from, to) = range.split_once('-').unwrap();
            let [from, to] = [from, to].map(|address| u64::from_str_radix(address, 16).unwrap());
            if !rest.starts_with("rw") {
                continue;
            }
            let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
            // A piece that was given back meanwhile holds nothing.
            if memory.read_exact_at(&mut bytes, from).is_ok() {
                read += bytes.len();
                let what = rest.rsplit(' ').next().unwrap();
                found.extend(self.in_bytes(&bytes).into_iter().map(|name| format!("memory {what}: {name}")));
            }
        }
        assert!(read > 1_000_000, "there was memory to look at");
        found
    }
}

fn place(first: [u8; 4]) -> usize {
    (u32::from_le_bytes(first).wrapping_mul(0x9E37_79B1) >> (32 - BITS)) as usize
}

/// Every file of a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Whether a file is the live database, which holds what patients' letters say: the documented exception.
pub(crate) fn is_database(path: &Path) -> bool {
    path.file_name().unwrap().to_string_lossy().starts_with("ikensho.db")
}

/// A word's bytes as they stand in an address.
pub(crate) fn percent(word: &str) -> String {
    word.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
