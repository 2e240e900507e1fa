//! Where things are in the repository.

use std::path::{Path, PathBuf};

/// The repository's top folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Cargo's target folder, honouring `CARGO_TARGET_DIR` as cargo itself does.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Where `build` puts the browser's files; the bench build stands beside the product's and never replaces it.
pub(crate) fn site(bench: bool) -> PathBuf {
    target().join(if bench { "site-bench" } else { "site" })
}
