//! The site on disk: every file plain, gzipped and in brotli, and `assets.json`, which lists them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{File, Site, paper};
use crate::failure::{Failure, Outcome};
use crate::squeeze::{self, Kept};

impl Site {
    /// Replaces what was in `out`.
    pub(crate) fn write(&self, out: &Path) -> Outcome {
        if out.exists() {
            fs::remove_dir_all(out).map_err(Failure::file("empty", out))?;
        }
        let assets = out.join("assets");
        fs::create_dir_all(&assets).map_err(Failure::file("make", &assets))?;
        let listed = self.files.iter().map(|file| write_file(out, file)).collect::<Outcome<Vec<Value>>>()?;
        let index = out.join("assets.json");
        fs::write(&index, format!("{:#}\n", self.describe(listed))).map_err(Failure::file("write", &index))
    }
}

fn write_file(out: &Path, file: &File) -> Outcome<Value> {
    let hash = squeeze::sha256(&file.bytes);
    let quality = if paper::is_font(&file.path) { 9 } else { 11 };
    let gzip = Kept::new(&hash, "gz").find_or_make(|| squeeze::gzip(&file.bytes))?;
    let brotli = Kept::new(&hash, "br").find_or_make(|| squeeze::brotli(&file.bytes, quality))?;
    let name = file.path.trim_start_matches('/');
    for (extension, bytes) in [("", &file.bytes), (".gz", &gzip), (".br", &brotli)] {
        let path = out.join(format!("{name}{extension}"));
        fs::write(&path, bytes).map_err(Failure::file("write", &path))?;
    }
    Ok(json!({
        "path": file.path,
        "type": media_type(name)?,
        "sha256": hash,
        "size": file.bytes.len(),
        "gz": gzip.len(),
        "br": brotli.len(),
        "immutable": file.immutable,
    }))
}

fn media_type(name: &str) -> Outcome<&'static str> {
    Ok(match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        // Several modules of WASM in one.
        "bin" => "application/octet-stream",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "woff2" => "font/woff2",
        _ => return Err(Failure::new(format!("public/{name}: `build` does not know this kind of file."))),
    })
}
