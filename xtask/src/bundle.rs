//! A compiled module becomes what a browser can load: JS glue and a smaller WASM file.

use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::{Failure, Outcome};
use crate::paths;
use crate::squeeze::{self, Kept};

/// One browser module. `glue` names its WASM file `{name}_bg.wasm`.
pub(crate) struct Module {
    pub(crate) name: &'static str,
    pub(crate) glue: Vec<u8>,
    pub(crate) wasm: Vec<u8>,
}

/// Runs wasm-bindgen, and nothing after it: `wasm-opt` would save about 1 % once compressed, Debian's (108) breaks the
/// table of JavaScript references, and a tool that one machine has and another has not makes two products.
pub(crate) fn bind(name: &'static str, compiled: &Path) -> Outcome<Module> {
    let input = fs::read(compiled).map_err(Failure::file("read", compiled))?;
    let key = squeeze::sha256(&input);
    let (js, wasm) = (Kept::new(&key, "js"), Kept::new(&key, "wasm"));
    if js.find().is_none() || wasm.find().is_none() {
        let made = generate(name, compiled)?;
        js.keep(&made.glue)?;
        wasm.keep(&made.wasm)?;
    }
    let missing = || Failure::new(format!("the kept results of the module `{name}` went away; build again."));
    Ok(Module { name, glue: js.find().ok_or_else(missing)?, wasm: wasm.find().ok_or_else(missing)? })
}

fn generate(name: &'static str, compiled: &Path) -> Outcome<Module> {
    let out = paths::target().join("bindgen").join(name);
    if out.exists() {
        fs::remove_dir_all(&out).map_err(Failure::file("empty", &out))?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(&out))
        .map_err(|error| Failure::new(format!("wasm-bindgen refused the module `{name}`: {error:#}")))?;
    if out.join("snippets").exists() {
        return Err(Failure::new(format!(
            "the module `{name}` brings JavaScript snippets of a dependency; `build` has no place for them yet."
        )));
    }
    let glue = out.join(format!("{name}.js"));
    let wasm = out.join(format!("{name}_bg.wasm"));
    Ok(Module {
        name,
        glue: fs::read(&glue).map_err(Failure::file("read", &glue))?,
        wasm: fs::read(&wasm).map_err(Failure::file("read", &wasm))?,
    })
}
