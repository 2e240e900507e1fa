//! `build`: the app's crates become the files a browser loads.

use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::assets::Site;
use crate::bundle::{self, Module};
use crate::failure::{Failure, Outcome};
use crate::{paths, shell};

/// What the browser half is built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The browser modules: each a `[[bin]]` of `app`. `clinic` and `desk` have a page of `public/` with the same name, `paper`
/// lives in a worker.
const MODULES: [&str; 3] = ["clinic", "desk", "paper"];

pub(crate) fn run(mut args: Args) -> Outcome {
    let bench = args.take_flag("--bench");
    args.end()?;
    let site = site(bench)?;
    println!("built {}", site.display());
    Ok(())
}

/// Builds the site and says where it is.
pub(crate) fn site(bench: bool) -> Outcome<PathBuf> {
    install_target()?;
    compile(bench)?;
    let compiled = paths::target().join(TARGET).join("wasm");
    let modules = MODULES
        .iter()
        .map(|name| bundle::bind(name, &compiled.join(format!("{name}.wasm"))))
        .collect::<Outcome<Vec<Module>>>()?;
    let out = paths::site(bench);
    Site::collect(&paths::root(), modules)?.write(&out)?;
    Ok(out)
}

/// Where rustup does not install the toolchain file's targets by itself, it is asked to.
pub(crate) fn install_target() -> Outcome {
    let lib = shell::output(&mut shell::command("rustc", &["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(lib.trim()).is_dir() {
        return Ok(());
    }
    shell::run(&mut shell::command("rustup", &["target", "add", TARGET])).map_err(|failure| {
        Failure::new(format!("the Rust target {TARGET} is missing and could not be added: {failure}"))
    })
}

fn compile(bench: bool) -> Outcome {
    let mut cargo = shell::cargo(&[
        "build",
        "--quiet",
        "--package",
        "app",
        "--bins",
        "--target",
        TARGET,
        "--profile",
        "wasm",
    ]);
    cargo.arg("--config").arg(format!("target.{TARGET}.rustflags={}", serde_json::json!(flags())));
    if bench {
        cargo.args(["--features", "bench"]);
    }
    shell::run(&mut cargo)
}

/// Views are built from erased types: one piece of code a kind of element instead of one a place.
///
/// The places of panics are in what the browser gets: without this machine's folders they tell nothing about it,
/// and two machines build the same bytes.
fn flags() -> Vec<String> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    vec![
        "--cfg=erase_components".to_owned(),
        // What the splitting of modules follows.
        "-Clink-arg=--emit-relocs".to_owned(),
        format!("--remap-path-prefix={}=crates", cargo.join("registry/src").display()),
        format!("--remap-path-prefix={}=ikensho", paths::root().display()),
    ]
}
