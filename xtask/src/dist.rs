//! `dist`: what is given out: the program with its pages inside, its bill of materials, and checksums.

mod sbom;

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::metadata::{self, text};
use crate::{build, paths, shell, squeeze};

const PROGRAM: &str = "ikensho";
const SBOM: &str = "ikensho.cdx.json";
const SUMS: &str = "SHA256SUMS";

pub(crate) fn run(mut args: Args) -> Outcome {
    let only_sbom = args.take_flag("--sbom");
    args.end()?;
    let out = paths::target().join("dist");
    if out.exists() {
        fs::remove_dir_all(&out).map_err(Failure::file("empty", &out))?;
    }
    fs::create_dir_all(&out).map_err(Failure::file("make", &out))?;
    let mut given = vec![bill(&out)?];
    if !only_sbom {
        given.push(program(&out)?);
    }
    sums(&out, &given)?;
    println!("made {}", out.display());
    Ok(())
}

/// The bill of materials of what runs: the server on this platform, and the browser's half.
fn bill(out: &Path) -> Outcome<PathBuf> {
    let host = shell::output(&mut shell::command("rustc", &["-vV"]))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned();
    let native = metadata::read(&["--filter-platform", &host])?;
    let browser = metadata::read(&["--filter-platform", "wasm32-unknown-unknown"])?;
    let path = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let bom = sbom::describe(&[(&native, "server"), (&browser, "app")], &lock)?;
    let path = out.join(SBOM);
    fs::write(&path, format!("{bom:#}\n")).map_err(Failure::file("write", &path))?;
    Ok(path)
}

/// The release program with the site inside.
fn program(out: &Path) -> Outcome<PathBuf> {
    let site = build::site(false)?;
    let archive = paths::target().join("site.tar");
    pack(&site, &archive)?;
    let mut cargo = shell::cargo(&["build", "--release", "--package", "server", "--bin", PROGRAM]);
    shell::run(cargo.args(["--features", "site"]).env("IKENSHO_SITE_ARCHIVE", &archive))?;
    let (from, to) = (paths::target().join("release").join(PROGRAM), out.join(PROGRAM));
    fs::copy(&from, &to).map_err(Failure::file("copy", &from))?;
    Ok(to)
}

/// The same files give the same bytes: names in order, no times, no owners.
fn pack(site: &Path, archive: &Path) -> Outcome {
    let file = File::create(archive).map_err(Failure::file("write", archive))?;
    let mut tar = tar::Builder::new(BufWriter::new(file));
    let mut names = Vec::new();
    list(site, "", &mut names)?;
    for name in names {
        let path = site.join(&name);
        let bytes = fs::read(&path).map_err(Failure::file("read", &path))?;
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, &name, &*bytes).map_err(Failure::file("write", archive))?;
    }
    tar.into_inner().map(drop).map_err(Failure::file("write", archive))
}

fn list(folder: &Path, under: &str, names: &mut Vec<String>) -> Outcome {
    let entries = fs::read_dir(folder).map_err(Failure::file("read", folder))?;
    let mut entries: Vec<_> = entries.collect::<Result<_, _>>().map_err(Failure::file("read", folder))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

/// `sha256sum --check` reads it.
fn sums(out: &Path, given: &[PathBuf]) -> Outcome {
    let mut lines = String::new();
    for path in given {
        let bytes = fs::read(path).map_err(Failure::file("read", path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        lines.push_str(&format!("{}  {name}\n", squeeze::sha256(&bytes)));
    }
    let path = out.join(SUMS);
    fs::write(&path, lines).map_err(Failure::file("write", &path))
}

/// Name, version and address of a package, as other tools name it.
fn purl(package: &serde_json::Value) -> String {
    format!("pkg:cargo/{}@{}", text(package, "name"), text(package, "version"))
}
