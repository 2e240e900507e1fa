//! Hashing, compression, and keeping the results of both from one build to the next.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::paths;

/// Lower-case hexadecimal SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A result kept from one build to the next, named by its input's hash and what was made of it.
pub(crate) struct Kept(PathBuf);

impl Kept {
    pub(crate) fn new(key: &str, made: &str) -> Self {
        Self(paths::target().join("kept").join(format!("{key}.{made}")))
    }

    pub(crate) fn find(&self) -> Option<Vec<u8>> {
        fs::read(&self.0).ok()
    }

    /// Written aside and renamed, so that a build that is stopped never leaves half a result.
    pub(crate) fn keep(&self, bytes: &[u8]) -> Outcome {
        if let Some(dir) = self.0.parent() {
            fs::create_dir_all(dir).map_err(Failure::file("make", dir))?;
        }
        let aside = self.0.with_extension(format!("{}.part", std::process::id()));
        fs::write(&aside, bytes).map_err(Failure::file("write", &aside))?;
        fs::rename(&aside, &self.0).map_err(Failure::file("write", &self.0))
    }

    pub(crate) fn find_or_make(&self, make: impl FnOnce() -> Outcome<Vec<u8>>) -> Outcome<Vec<u8>> {
        if let Some(bytes) = self.find() {
            return Ok(bytes);
        }
        let bytes = make()?;
        self.keep(&bytes)?;
        Ok(bytes)
    }
}

/// gzip level 9.
pub(crate) fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| Failure::new(format!("gzip failed: {error}")))
}

/// brotli, at 11 as small as can be.
pub(crate) fn brotli(bytes: &[u8], quality: i32) -> Outcome<Vec<u8>> {
    let params = BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)
        .map_err(|error| Failure::new(format!("brotli failed: {error}")))?;
    Ok(out)
}
