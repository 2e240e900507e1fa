//! The complete set of files a browser can ask for: named by content, referring to one another by those names.

mod css;
mod paper;
mod references;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::bundle::Module;
use crate::failure::{Failure, Outcome};
use crate::slim::Names;
use crate::squeeze;
use references::References;

/// One file of the site. `path` is its URL path; a file whose name holds its hash never changes.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) immutable: bool,
}

pub(crate) struct Site {
    build: String,
    /// The files of each module: a page keeps its own only.
    modules: Vec<Vec<String>>,
    /// What is fetched, and from then on kept, when something is first printed.
    later: Vec<String>,
    pages: BTreeMap<String, String>,
    files: Vec<File>,
}

impl Site {
    /// Gathers the modules, `style/` and `public/` of the repository at `root`.
    pub(crate) fn collect(root: &Path, modules: Vec<Module>) -> Outcome<Self> {
        let mut public = read_folder(&root.join("public"))?;
        let mut names = References::default();
        let mut files = Vec::new();
        let (mut module_files, mut later) = (Vec::new(), Vec::new());
        for module in modules {
            let has_page = public.contains_key(&format!("{}.html", module.name));
            let paths = add_module(module, &mut names, &mut files)?;
            if has_page { module_files.push(paths) } else { later.extend(paths) }
        }
        later.extend(paper::add(root, &mut public, &mut names, &mut files)?);
        for (name, tens, of) in css::SHEETS.into_iter().chain([css::DEMO]) {
            let sheet = hashed(name, css::bundle(&root.join("style"), tens, of)?.into_bytes());
            names.add(name, &sheet.path);
            module_files.push(vec![sheet.path.clone()]);
            files.push(sheet);
        }
        for (name, bytes) in public.iter().filter(|(name, _)| is_hashed(name)) {
            let bytes = match name.ends_with(".js") {
                // What explains a script is for those who read it here.
                true => Names::default().glue(&text(name, bytes.clone())?).into_bytes(),
                false => bytes.clone(),
            };
            let file = hashed(name, bytes);
            names.add(name, &file.path);
            files.push(file);
        }
        let build = build_id(&files, &public);
        let mut site = Self { build, modules: module_files, later, pages: BTreeMap::new(), files };
        for (name, bytes) in public {
            site.add_plain(&name, bytes, &mut names)?;
        }
        site.add_worker(root)?;
        Ok(site)
    }

    /// Pages and the manifest keep their names; what they refer to does not.
    fn add_plain(&mut self, name: &str, bytes: Vec<u8>, names: &mut References) -> Outcome {
        if let Some(stem) = name.strip_suffix(".html") {
            let page = names.rewrite(name, &text(name, bytes)?)?.replace("{{build}}", &self.build);
            let path = if stem == "start" { "/".to_owned() } else { format!("/{stem}") };
            self.pages.insert(path, format!("/{name}"));
            self.add(name, page.into_bytes());
        } else if name == "manifest.webmanifest" {
            let manifest = names.rewrite(name, &text(name, bytes)?)?;
            self.add(name, manifest.into_bytes());
        }
        Ok(())
    }

    /// The service worker carries the list of the one complete set it keeps.
    fn add_worker(&mut self, root: &Path) -> Outcome {
        let path = root.join("public/sw.js");
        let source = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
        let files: Vec<&String> =
            self.files.iter().map(|file| &file.path).filter(|path| !path.ends_with(".html")).collect();
        let release =
            json!({ "build": self.build, "modules": self.modules, "later": self.later, "files": files });
        self.add("sw.js", format!("const RELEASE = {release};\n{source}").into_bytes());
        Ok(())
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.push(File { path: format!("/{name}"), bytes, immutable: false });
    }

    /// What `assets.json` says; the server and the measurements read it.
    fn describe(&self, files: Vec<Value>) -> Value {
        json!({
            "build": self.build,
            "content_security_policy": wire::headers::CONTENT_SECURITY_POLICY,
            "pages": self.pages,
            "files": files,
        })
    }
}

/// Adds a module's files and gives their paths. Glue and loader name one another, so that neither can be named by its
/// own content: all are named by the content of all.
fn add_module(module: Module, names: &mut References, files: &mut Vec<File>) -> Outcome<Vec<String>> {
    let plain = format!("{}_bg.wasm", module.name);
    let mut named = vec![(format!("{}.js", module.name), module.glue), (plain, module.wasm)];
    let loader = format!("{}_loader.js", module.name);
    if let Some(pieces) = &module.pieces {
        named.push((loader.clone(), pieces.loader(module.name, "").into_bytes()));
        named.extend(pieces.files.iter().cloned());
    }
    let all: Vec<String> = named.iter().map(|(_, bytes)| squeeze::sha256(bytes)).collect();
    let hash: String = squeeze::sha256(all.join("\n").as_bytes()).chars().take(16).collect();
    let name_of = |plain: &str| {
        let (stem, extension) = plain.rsplit_once('.').unwrap_or((plain, "bin"));
        let stem = stem.trim_start_matches(module.name).trim_start_matches('_').trim_end_matches("bg");
        let dash = if stem.is_empty() { "" } else { "-" };
        format!("{}{dash}{stem}-{hash}.{extension}", module.name)
    };
    let renamed: Vec<(String, String)> =
        named.iter().map(|(plain, _)| (plain.clone(), name_of(plain))).collect();
    let mut paths = Vec::new();
    for ((plain, bytes), (_, name)) in named.into_iter().zip(&renamed) {
        let bytes = if plain.ends_with(".js") {
            let source = match module.pieces.as_ref().filter(|_| plain == loader) {
                Some(pieces) => pieces.loader(module.name, &hash),
                None => text(&plain, bytes)?,
            };
            let source = renamed.iter().fold(source, |source, (from, to)| rename(&source, from, to));
            source.into_bytes()
        } else {
            bytes
        };
        let path = format!("/assets/{name}");
        names.add(&plain, &path);
        paths.push(path.clone());
        files.push(File { path, bytes, immutable: true });
    }
    Ok(paths)
}

/// Where a script imports or fetches a file; the names by which modules know their imports stay.
fn rename(source: &str, from: &str, to: &str) -> String {
    let at =
        |name: &str| [format!("from \"./{name}\""), format!("URL(\"./{name}\""), format!("URL('{name}'")];
    at(from).iter().zip(at(to)).fold(source.to_owned(), |source, (from, to)| source.replace(from, &to))
}

/// Names that must stay as they are: pages, what a browser looks for by name, and what never leaves the server.
fn is_hashed(name: &str) -> bool {
    !name.ends_with(".html") && !["sw.js", "manifest.webmanifest"].contains(&name)
}

fn hashed(name: &str, bytes: Vec<u8>) -> File {
    let hash: String = squeeze::sha256(&bytes).chars().take(16).collect();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    File { path: format!("/assets/{stem}-{hash}.{extension}"), bytes, immutable: true }
}

fn text(name: &str, bytes: Vec<u8>) -> Outcome<String> {
    String::from_utf8(bytes).map_err(|_| Failure::new(format!("{name} is not UTF-8.")))
}

/// Changes when anything a browser gets changes, pages and worker included.
fn build_id(files: &[File], public: &BTreeMap<String, Vec<u8>>) -> String {
    let mut all: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    all.extend(public.iter().map(|(name, bytes)| format!("{name} {}", squeeze::sha256(bytes))));
    all.sort();
    let hash: String = squeeze::sha256(all.join("\n").as_bytes()).chars().take(16).collect();
    format!("{}-{hash}", wire::headers::SCHEMA)
}

fn read_folder(dir: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for path in list(dir)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.insert(name, fs::read(&path).map_err(Failure::file("read", &path))?);
    }
    Ok(found)
}

/// The plain files of `dir` in the order of their names, hidden ones left out.
fn list(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).map_err(Failure::file("list", dir))?;
    let mut paths: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.retain(|path| !path.file_name().unwrap_or_default().to_string_lossy().starts_with('.'));
    paths.sort();
    Ok(paths)
}
