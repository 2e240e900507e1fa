//! A compiled module becomes what a browser can load: JS glue, a WASM file, and the pieces that are fetched later.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::failure::{Failure, Outcome};
use crate::pieces::Pieces;
use crate::slim::Names;
use crate::{paths, squeeze, unused};

/// One browser module. `glue` names its WASM file `{name}_bg.wasm` and its loader `{name}_loader.js`.
pub(crate) struct Module {
    pub(crate) name: &'static str,
    pub(crate) glue: Vec<u8>,
    pub(crate) wasm: Vec<u8>,
    /// What is fetched when it is first needed, where there is anything.
    pub(crate) pieces: Option<Pieces>,
}

/// Splits off the pieces, then runs wasm-bindgen, and nothing after it: `wasm-opt` would save about 1 % once
/// compressed, Debian's (108) breaks the table of JavaScript references, and a tool that one machine has and another
/// has not makes two products.
pub(crate) fn bind(name: &'static str, compiled: &Path) -> Outcome<Module> {
    let input = unused::without(&fs::read(compiled).map_err(Failure::file("read", compiled))?)?;
    let out = paths::target().join("bindgen").join(format!("{name}-{}", squeeze::sha256(&input)));
    if !out.join("done").exists() {
        if out.exists() {
            fs::remove_dir_all(&out).map_err(Failure::file("empty", &out))?;
        }
        generate(name, &input, &out)?;
        fs::write(out.join("done"), "").map_err(Failure::file("write", &out))?;
    }
    let read = |file: &str| fs::read(out.join(file)).map_err(Failure::file("read", &out));
    let wasm = read(&format!("{name}_bg.wasm"))?;
    let names = Names::of(&wasm)?;
    let script = |file: &str| {
        let source = fs::read_to_string(out.join(file)).map_err(Failure::file("read", &out))?;
        Ok::<_, Failure>(names.glue(&source))
    };
    let mut pieces = Vec::new();
    for path in pieces_in(&out)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        pieces.push((file.clone(), names.module(&read(&file)?)?));
    }
    Ok(Module {
        name,
        glue: script(&format!("{name}.js"))?.into_bytes(),
        wasm: names.module(&wasm)?,
        pieces: match pieces.is_empty() {
            true => None,
            false => Some(Pieces::pack(&script(&loader_of(name))?, pieces)?),
        },
    })
}

fn loader_of(name: &str) -> String {
    format!("{name}_loader.js")
}

fn pieces_in(out: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(out).map_err(Failure::file("list", out))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    let is_piece = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.starts_with("split_") || name.starts_with("chunk_")) && name.ends_with(".wasm")
    };
    found.retain(is_piece);
    found.sort();
    Ok(found)
}

fn generate(name: &'static str, input: &[u8], out: &Path) -> Outcome {
    let whole = out.join(format!("{name}.wasm"));
    let (link, main) = (format!("./{}", loader_of(name)), format!("./{name}.js"));
    let mut options = Options::new(input);
    options.output_dir = out;
    options.main_out_path = &whole;
    options.link_name = &link;
    options.main_module = &main;
    transform(options)
        .map_err(|error| Failure::new(format!("the module `{name}` was not split: {error:#}")))?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&whole)
        .out_name(name)
        .typescript(false)
        // The pieces use the table of functions and the stack of the whole.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| Failure::new(format!("wasm-bindgen refused the module `{name}`: {error:#}")))?;
    if out.join("snippets").exists() {
        return Err(Failure::new(format!(
            "the module `{name}` brings JavaScript snippets of a dependency; `build` has no place for them yet."
        )));
    }
    Ok(())
}
