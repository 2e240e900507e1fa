//! What is fetched when something is first printed: the module `paper`, its fonts, and the worker they live in.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::references::References;
use super::{File, css, hashed, list};
use crate::failure::{Failure, Outcome};

/// The worker's script, and the page's, each of which is told where the rest lies.
const WORKER: &str = "paper-worker.js";
const PAGE: &str = "paper-page.js";

/// Adds fonts and scripts (taken out of `public`), and gives the paths of what a page keeps once it was needed.
pub(super) fn add(
    root: &Path,
    public: &mut BTreeMap<String, Vec<u8>>,
    names: &mut References,
    files: &mut Vec<File>,
) -> Outcome<Vec<String>> {
    let mut later = Vec::new();
    let mut fonts = Map::new();
    for path in list(&root.join("core/paper/fonts"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_font(&name) {
            let file = hashed(&name, std::fs::read(&path).map_err(Failure::file("read", &path))?);
            fonts.insert(name, Value::String(file.path.clone()));
            later.push(file.path.clone());
            files.push(file);
        }
    }
    let glue = names.path(WORKER, "paper.js")?.to_owned();
    let wasm = names.path(WORKER, "paper_bg.wasm")?.to_owned();
    let worker = script(WORKER, public, &json!({ "glue": glue, "wasm": wasm, "fonts": fonts }))?;
    let (name, tens) = css::PAPER;
    let sheet = hashed(name, css::bundle(&root.join("style"), tens, css::Of::All)?.into_bytes());
    let page = script(PAGE, public, &json!({ "worker": worker.path, "sheet": sheet.path }))?;
    later.push(worker.path.clone());
    names.add(PAGE, &page.path);
    files.extend([worker, sheet, page]);
    Ok(later)
}

/// Font files are as they are for years, and large: their compression may be less patient.
pub(super) fn is_font(name: &str) -> bool {
    [".ttf", ".otf"].iter().any(|extension| name.ends_with(extension))
}

fn script(name: &str, public: &mut BTreeMap<String, Vec<u8>>, told: &Value) -> Outcome<File> {
    let source = public.remove(name).ok_or_else(|| Failure::new(format!("public/{name} is missing.")))?;
    let told = format!("const FILES = {told};\n").into_bytes();
    Ok(hashed(name, [told, source].concat()))
}
