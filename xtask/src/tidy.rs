//! The house rules that no compiler knows.

mod floors;
mod lengths;
mod security;
mod words;

use std::fs;

use crate::failure::{Failure, Outcome};
use crate::{deny, metadata, paths, shell};

/// A file of the repository as the rules see it.
struct Source {
    path: String,
    text: String,
}

/// Every broken rule, in one failure.
pub(crate) fn run() -> Outcome {
    let sources = sources()?;
    let mut broken = floors::broken(&metadata::read(&["--no-deps"])?);
    broken.extend(sources.iter().filter_map(lengths::broken));
    broken.extend(sources.iter().flat_map(words::broken));
    broken.extend(security::broken(&sources));
    broken.extend(deny::broken()?);
    if broken.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("the house is not tidy:\n  {}", broken.join("\n  "))))
}

/// Text files that git tracks or would track.
fn sources() -> Outcome<Vec<Source>> {
    let listed = shell::output(&mut shell::command(
        "git",
        &["ls-files", "--cached", "--others", "--exclude-standard"],
    ))?;
    let read = |path: &str| {
        let text = fs::read_to_string(paths::root().join(path)).ok()?;
        Some(Source { path: path.to_owned(), text })
    };
    Ok(listed
        .lines()
        .filter(|path| !path.ends_with(".lock") && !path.ends_with("package-lock.json"))
        .filter_map(read)
        .collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_house_is_tidy() {
        if let Err(failure) = super::run() {
            panic!("{failure}");
        }
    }
}
