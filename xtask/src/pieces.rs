//! The loader of a module's pieces, and chunks that always come together in one file.
//!
//! The splitting makes a chunk of what each set of pieces shares: some eighty files, most of them smaller than their
//! own request. Which of them one always needs at once is known here.

use std::collections::{BTreeMap, BTreeSet};

use crate::failure::{Failure, Outcome};

/// Pieces that follow the first screen by themselves.
const AT_ONCE: [&str; 2] = ["knowledge", "server"];

/// How the splitting's loader says a piece, its functions compacted.
const EXPORT: &str = "export const __wasm_split_load_";
const FETCH: &str = " = wrapAsyncCb(makeLoad(() => {\nconst src = fetch(new URL(\"./";
const ENTER: &str = ".wasm\", import.meta.url));\nsrc.catch(() => {});\nreturn async (imports) => \
    (WebAssembly.instantiateStreaming(src, imports));\n}\n, [";
const CHUNK: &str = "const __chunk_";

/// The loader's own part, for one name and hash of the module.
const LOADER: &str = "const chunks = {};
const ask = (name, extension) => fetch(new URL(`./MODULE-${name}-HASH.${extension}`, import.meta.url));
function piece(name, deps) {
return makeLoad(() => {
const src = ask(name, \"wasm\");
src.catch(() => {});
return async (imports) => WebAssembly.instantiateStreaming(src, imports);
}, deps.map((n) => (chunks[n] ??= n < 0 ? pack(-n) : piece(\"chunk_\" + n, []))));
}
function pack(n) {
return makeLoad(() => {
const src = ask(\"pack_\" + n, \"bin\").then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status)));
src.catch(() => {});
return async (imports) => {
const all = await src, begun = [];
for (let at = 0, size; at < all.byteLength; at += 4 + size) {
size = new DataView(all).getUint32(at);
begun.push(WebAssembly.instantiate(new Uint8Array(all, at + 4, size), imports));
}
await Promise.all(begun);
};
}, []);
}
";

/// The pieces of a module.
#[derive(Default)]
pub(crate) struct Pieces {
    /// By file name, chunks of a pack together.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// What of the splitting's loader stays.
    head: String,
    /// Each piece: its file's stem, and the chunks (by their number) and packs (by minus their number) it needs.
    needs: Vec<(String, Vec<i32>)>,
}

impl Pieces {
    /// The pieces that this loader, its comments and indentation gone, fetches from these files.
    pub(crate) fn pack(loader: &str, files: Vec<(String, Vec<u8>)>) -> Outcome<Self> {
        let unexpected = || Failure::new("the splitting writes another loader than `pieces` knows.");
        let begin = loader.find(CHUNK).into_iter().chain(loader.find(EXPORT)).min().ok_or_else(unexpected)?;
        let (head, tail) = loader.split_at(begin);
        let mut needs = Vec::new();
        for export in tail.split(EXPORT).skip(1) {
            let (name, rest) = export.split_once(FETCH).ok_or_else(unexpected)?;
            let (stem, rest) = rest.split_once(ENTER).ok_or_else(unexpected)?;
            let (list, _) = rest.split_once(']').ok_or_else(unexpected)?;
            let chunks = list.split(", ").filter(|word| !word.is_empty());
            let chunks: Option<Vec<i32>> =
                chunks.map(|word| word.strip_prefix("__chunk_")?.parse().ok()).collect();
            if stem != format!("split_{name}") {
                return Err(unexpected());
            }
            needs.push((name.to_owned(), chunks.ok_or_else(unexpected)?));
        }
        let packs = packs(&needs);
        let mut together: BTreeMap<i32, Vec<u8>> = BTreeMap::new();
        let mut alone = Vec::new();
        for (file, bytes) in files {
            let number =
                file.strip_prefix("chunk_").and_then(|rest| rest.strip_suffix(".wasm")?.parse().ok());
            match number.and_then(|number: i32| packs.get(&number)) {
                Some(pack) => {
                    let size = u32::try_from(bytes.len()).map_err(|_| unexpected())?;
                    let all = together.entry(*pack).or_default();
                    all.extend(size.to_be_bytes().into_iter().chain(bytes));
                }
                None => alone.push((file, bytes)),
            }
        }
        alone.extend(together.into_iter().map(|(pack, bytes)| (format!("pack_{pack}.bin"), bytes)));
        for (_, chunks) in &mut needs {
            let found: BTreeSet<i32> =
                chunks.iter().map(|chunk| packs.get(chunk).map_or(*chunk, |pack| -pack)).collect();
            *chunks = found.into_iter().collect();
        }
        Ok(Self { files: alone, head: head.to_owned(), needs })
    }

    /// The loader of a module whose files are named by this hash.
    pub(crate) fn loader(&self, module: &str, hash: &str) -> String {
        let mut out = self.head.clone();
        out.push_str(&LOADER.replace("MODULE", module).replace("HASH", hash));
        for (name, needs) in &self.needs {
            let needs: Vec<String> = needs.iter().map(i32::to_string).collect();
            let needs = needs.join(",");
            out.push_str(&format!("{EXPORT}{name} = wrapAsyncCb(piece(\"split_{name}\",[{needs}]));\n"));
        }
        out
    }
}

/// The pack of each chunk that comes in one: those that the same pieces of [`AT_ONCE`] need.
fn packs(needs: &[(String, Vec<i32>)]) -> BTreeMap<i32, i32> {
    let mut packs = BTreeMap::new();
    for (bit, at_once) in AT_ONCE.iter().enumerate() {
        for (_, chunks) in needs.iter().filter(|(name, _)| name == at_once) {
            for chunk in chunks {
                *packs.entry(*chunk).or_default() |= 1 << bit;
            }
        }
    }
    packs
}

#[cfg(test)]
mod tests {
    use super::Pieces;

    const LOADER: &str = "import { initSync } from \"./clinic.js\";
const __chunk_1 = makeLoad(() => {
const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));
src.catch(() => {});
return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
export const __wasm_split_load_knowledge = wrapAsyncCb(makeLoad(() => {
const src = fetch(new URL(\"./split_knowledge.wasm\", import.meta.url));
src.catch(() => {});
return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_1, __chunk_2]));
export const __wasm_split_load_files = wrapAsyncCb(makeLoad(() => {
const src = fetch(new URL(\"./split_files.wasm\", import.meta.url));
src.catch(() => {});
return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_2, __chunk_3]));
";

    fn file(name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
        (name.to_owned(), bytes.to_vec())
    }

    #[test]
    fn chunks_of_what_comes_at_once_are_one_file() {
        let files = ["chunk_1", "chunk_2", "chunk_3", "split_files", "split_knowledge"]
            .map(|stem| file(&format!("{stem}.wasm"), stem.as_bytes()));
        let pieces = Pieces::pack(LOADER, files.into()).unwrap();
        let expected = [
            file("chunk_3.wasm", b"chunk_3"),
            file("split_files.wasm", b"split_files"),
            file("split_knowledge.wasm", b"split_knowledge"),
            file("pack_1.bin", b"\0\0\0\x07chunk_1\0\0\0\x07chunk_2"),
        ];
        assert_eq!(pieces.files, expected);
        let loader = pieces.loader("clinic", "0123");
        assert!(loader.starts_with("import { initSync } from \"./clinic.js\";\nconst chunks"), "{loader}");
        assert!(loader.contains("`./clinic-${name}-0123.${extension}`"), "{loader}");
        assert!(
            loader.ends_with(
                "\nexport const __wasm_split_load_knowledge = wrapAsyncCb(piece(\"split_knowledge\",[-1]));\n\
                 export const __wasm_split_load_files = wrapAsyncCb(piece(\"split_files\",[-1,3]));\n"
            ),
            "{loader}"
        );
    }

    #[test]
    fn a_loader_that_says_pieces_otherwise_is_refused() {
        let otherwise = LOADER.replace("instantiateStreaming", "instantiate");
        assert!(Pieces::pack(&otherwise, Vec::new()).is_err());
    }
}
