//! A dependency points down only.

use serde_json::Value;

use crate::metadata::{list, text};

/// core/ from its top to its ground: each may use those after it.
const CORE: [&str; 9] = ["wire", "sync", "paper", "card", "claims", "people", "access", "letters", "ja"];

/// The programs above core/; they never use one another.
const PROGRAMS: [&str; 4] = ["app", "server", "helper", "xtask"];

/// The wrong dependencies in what `cargo metadata --no-deps` says, of any kind (build and test ones, too).
pub(super) fn broken(metadata: &Value) -> Vec<String> {
    let packages = list(metadata, "packages");
    let ours: Vec<&str> = packages.iter().map(|package| text(package, "name")).collect();
    let mut broken = Vec::new();
    for package in packages {
        let name = text(package, "name");
        if !CORE.contains(&name) && !PROGRAMS.contains(&name) {
            broken.push(format!("`{name}` has no floor: give it one in xtask/src/tidy/floors.rs"));
        }
        for dependency in list(package, "dependencies").iter().map(|dependency| text(dependency, "name")) {
            if ours.contains(&dependency) && !points_down(name, dependency) {
                broken.push(format!(
                    "`{name}` must not depend on `{dependency}`: dependencies point down only"
                ));
            }
        }
    }
    broken
}

fn points_down(from: &str, to: &str) -> bool {
    let height = |name: &str| CORE.iter().position(|floor| *floor == name);
    match (height(from), height(to)) {
        (Some(from), Some(to)) => to > from,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::broken;

    fn workspace(edges: &[(&str, &[&str])]) -> Value {
        let packages: Vec<Value> = edges
            .iter()
            .map(|(name, to)| {
                let dependencies: Vec<Value> = to.iter().map(|name| json!({ "name": name })).collect();
                json!({ "name": name, "dependencies": dependencies })
            })
            .collect();
        json!({ "packages": packages })
    }

    #[test]
    fn down_is_allowed() {
        let house = workspace(&[
            ("ja", &["serde"]),
            ("letters", &["ja"]),
            ("paper", &["letters", "ja"]),
            ("sync", &["letters"]),
            ("wire", &["sync", "ja"]),
            ("app", &["wire", "letters"]),
            ("server", &["wire"]),
            ("xtask", &["letters"]),
        ]);
        assert_eq!(broken(&house), Vec::<String>::new());
    }

    #[test]
    fn up_sideways_and_homeless_are_named() {
        let house = workspace(&[
            ("ja", &["letters"]),
            ("letters", &["paper"]),
            ("paper", &["sync"]),
            ("sync", &[]),
            ("wire", &["server"]),
            ("app", &["server"]),
            ("server", &[]),
            ("extra", &[]),
        ]);
        let broken = broken(&house).join("\n");
        for named in [
            "`ja` must not depend on `letters`",
            "`letters` must not depend on `paper`",
            "`paper` must not depend on `sync`",
            "`wire` must not",
            "`app` must not",
            "`extra` has no floor",
        ] {
            assert!(broken.contains(named), "{named} is missing in:\n{broken}");
        }
    }
}
