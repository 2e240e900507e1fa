//! What a first visit downloads, read from `assets.json`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Line;
use crate::failure::{Failure, Outcome};
use crate::metadata::{list, text};

/// A page and every file it names: script, module, style, icon, manifest, and the loader that its script imports. The
/// pieces come after it; the worker fetches its set later.
pub(super) fn measure(site: &Path) -> Outcome<Vec<Line>> {
    let path = site.join("assets.json");
    let json = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let index: Value = serde_json::from_str(&json).map_err(Failure::file("read", &path))?;
    let mut lines = Vec::new();
    for page in ["clinic", "desk", "start"] {
        let name = format!("{page}.html");
        let html = site.join(&name);
        let html = fs::read_to_string(&html).map_err(Failure::file("read", &html))?;
        let first: Vec<&Value> = list(&index, "files")
            .iter()
            .filter(|file| {
                let path = text(file, "path");
                let is_later = path.starts_with("/assets/paper-") || path.starts_with(&sheet_of(page));
                path == format!("/{name}")
                    || !is_later && html.contains(&format!("\"{path}\""))
                    || path.starts_with(&format!("/assets/{page}-loader-"))
            })
            .collect();
        lines.push(Line::new(format!("first_load.{page}.gzip"), total(&first, "gz"), "bytes"));
        lines.push(Line::new(format!("first_load.{page}.brotli"), total(&first, "br"), "bytes"));
        for (piece, size) in pieces(&index, page) {
            lines.push(Line::new(format!("piece.{page}.{piece}.gzip"), size, "bytes"));
        }
        let wasm: Vec<&Value> =
            first.into_iter().filter(|file| text(file, "path").ends_with(".wasm")).collect();
        if !wasm.is_empty() {
            lines.push(Line::new(format!("wasm.{page}.raw"), total(&wasm, "size"), "bytes"));
            lines.push(Line::new(format!("wasm.{page}.gzip"), total(&wasm, "gz"), "bytes"));
        }
    }
    for (what, part) in [("module", "/assets/paper-"), ("font", "/assets/BIZUDMincho-Regular-")] {
        let of_paper: Vec<&Value> =
            list(&index, "files").iter().filter(|file| text(file, "path").starts_with(part)).collect();
        lines.push(Line::new(format!("paper.{what}.gzip"), total(&of_paper, "gz"), "bytes"));
        lines.push(Line::new(format!("paper.{what}.brotli"), total(&of_paper, "br"), "bytes"));
    }
    Ok(lines)
}

/// The sheet that comes with a page's first piece.
fn sheet_of(page: &str) -> String {
    format!("/assets/{page}-pages-")
}

/// What is fetched when first needed: `split_…` of one piece, `chunk_…` of several, `pack_…` of those that come at once,
/// and their sheet.
fn pieces(index: &Value, page: &str) -> Vec<(String, f64)> {
    let files = list(index, "files").iter();
    let named = files.filter_map(|file| {
        let name = text(file, "path").strip_prefix(&format!("/assets/{page}-"))?;
        let (piece, _) =
            [".wasm", ".css", ".bin"].iter().find_map(|kind| name.strip_suffix(kind))?.split_once('-')?;
        Some((piece.to_owned(), total(&[file], "gz")))
    });
    named.collect()
}

/// Sizes stay far below the 2^53 up to which this number is exact.
fn total(files: &[&Value], key: &str) -> f64 {
    files.iter().filter_map(|file| file.get(key).and_then(Value::as_f64)).sum()
}
