//! The pages and files a browser loads, as `cargo xtask build` made them.

mod banner;
mod kept;
mod load;
mod page;
mod source;

use std::collections::HashMap;
use std::fmt;

use axum::body::Bytes;

pub(super) use page::{explain, page};
pub(crate) use source::SiteFiles;

/// One complete set of files, and what is left of the one before.
#[derive(Default)]
pub(crate) struct Site {
    build: String,
    /// Page path → file path.
    pages: HashMap<String, String>,
    files: HashMap<String, File>,
    /// File path → the page as the demonstration shows it.
    demo: HashMap<String, File>,
}

/// One file, as it is and compressed.
struct File {
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
    media_type: String,
    sha256: String,
    /// Its name holds its hash: it never changes.
    immutable: bool,
}

impl Site {
    /// The build of the files; empty when there are none.
    pub(crate) fn build(&self) -> &str {
        &self.build
    }

    /// The file of a path: a file's own, a page's, or that of the page the path lies under. Where the host has a page
    /// of its own (`home`, a page path), every path that does not name a file is a place in it.
    fn find(&self, path: &str, home: Option<&str>, is_demo: bool) -> Option<&File> {
        if let Some(file) = self.files.get(path) {
            return Some(file);
        }
        let path = home.filter(|_| !path.contains('.')).unwrap_or(path);
        let page = self.pages.get(path).or_else(|| {
            let under = |page: &str| path.strip_prefix(page).is_some_and(|rest| rest.starts_with('/'));
            self.pages.iter().find(|(page, _)| under(page)).map(|(_, file)| file)
        })?;
        self.demo.get(page).filter(|_| is_demo).or_else(|| self.files.get(page))
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.sha256, self.plain.len())
    }
}
