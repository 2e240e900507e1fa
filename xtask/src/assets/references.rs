//! Quoted addresses such as `"/boot.js"` in pages and manifest, rewritten to the names that hold a hash.

use std::collections::BTreeMap;

use crate::failure::{Failure, Outcome};

#[derive(Default)]
pub(super) struct References(BTreeMap<String, String>);

impl References {
    /// `plain` is the file's name in the repository, `path` where the site has it.
    pub(super) fn add(&mut self, plain: &str, path: &str) {
        self.0.insert(plain.to_owned(), path.to_owned());
    }

    /// Fails on the address of a file that the site will not have: a page with a dead link is not built.
    pub(super) fn rewrite(&self, name: &str, source: &str) -> Outcome<String> {
        let mut out = String::with_capacity(source.len());
        for (at, piece) in source.split('"').enumerate() {
            if at > 0 {
                out.push('"');
            }
            match piece.strip_prefix('/').filter(|plain| is_file(plain)) {
                Some(plain) => out.push_str(self.path(name, plain)?),
                None => out.push_str(piece),
            }
        }
        Ok(out)
    }

    /// Where the site has a file of the repository.
    pub(super) fn path<'a>(&'a self, name: &str, plain: &'a str) -> Outcome<&'a str> {
        if plain == "manifest.webmanifest" {
            return Ok("/manifest.webmanifest");
        }
        self.0.get(plain).map(String::as_str).ok_or_else(|| {
            Failure::new(format!("public/{name} refers to /{plain}, which is not among the site's files."))
        })
    }
}

fn is_file(address: &str) -> bool {
    address.contains('.') && !address.contains([' ', '/', '<', '>', '?', '#'])
}

#[cfg(test)]
mod tests {
    use super::References;

    #[test]
    fn rewrites_files_and_leaves_pages() {
        let mut names = References::default();
        names.add("boot.js", "/assets/boot-12.js");
        let page = r#"<a href="/clinic"><script src="/boot.js"></script>"#;
        let expected = r#"<a href="/clinic"><script src="/assets/boot-12.js"></script>"#;
        assert_eq!(names.rewrite("x.html", page).unwrap(), expected);
    }

    #[test]
    fn refuses_a_dead_link() {
        let refused = References::default().rewrite("x.html", r#"<script src="/gone.js">"#).unwrap_err();
        assert!(refused.to_string().contains("/gone.js"), "{refused}");
    }
}
