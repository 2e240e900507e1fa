//! What `deny.toml` says of other people's crates, enforced without a network and without a further tool.

mod licence;

use std::fs;

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::metadata::{self, list, text};
use crate::{paths, shell};

/// Crates the browser must not load for our sake. `leptos` names two of them in parts that the product does not use,
/// so that linking drops them; nobody else may bring them in.
const NOT_IN_THE_BROWSER: [(&str, &[&str]); 4] =
    [("encoding_rs", &[]), ("regex", &["leptos_config"]), ("url", &["server_fn"]), ("chrono", &[])];

/// Broken licences, bans and sources, one sentence each.
pub(crate) fn broken() -> Outcome<Vec<String>> {
    let path = paths::root().join("deny.toml");
    let source = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let policy: Value = toml::from_str(&source)
        .map_err(|error| Failure::new(format!("deny.toml cannot be read: {error}")))?;
    let mut broken = unwanted(&policy, &metadata::read(&["--all-features"])?, &built()?);
    broken.extend(browser(&metadata::read(&["--filter-platform", "wasm32-unknown-unknown"])?));
    Ok(broken)
}

/// The names of the crates that are really built, for any target and with every feature of ours. The lock file and
/// `cargo metadata` also name crates that others merely could switch on (`chrono`, by serde_with).
fn built() -> Outcome<Vec<String>> {
    let words =
        ["tree", "--workspace", "--all-features", "--target", "all", "--prefix", "none", "--format", "{p}"];
    let tree = shell::output(&mut shell::cargo(&words))?;
    Ok(tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect())
}

fn unwanted(policy: &Value, graph: &Value, built: &[String]) -> Vec<String> {
    let section = |name: &str| policy.get(name).cloned().unwrap_or_default();
    let licenses = section("licenses");
    let allowed: Vec<&str> = list(&licenses, "allow").iter().filter_map(Value::as_str).collect();
    let bans = section("bans");
    let banned: Vec<&str> = list(&bans, "deny").iter().map(|ban| text(ban, "crate")).collect();
    let mut broken = Vec::new();
    for package in list(graph, "packages") {
        let (name, source) = (text(package, "name"), text(package, "source"));
        if source.is_empty() {
            continue;
        }
        if !source.starts_with("registry+") {
            broken.push(format!("`{name}` comes from {source}: only crates of the registry are taken"));
        }
        if banned.contains(&name) && built.iter().any(|built| built == name) {
            broken.push(format!("`{name}` is banned by deny.toml"));
        }
        if !licence::is_allowed(text(package, "license"), &allowed) {
            broken.push(format!(
                "`{name}` has a licence deny.toml does not allow: {}",
                text(package, "license")
            ));
        }
    }
    broken
}

/// Who, among the crates `app` reaches by ordinary dependencies, brings one of the crates named above.
fn browser(graph: &Value) -> Vec<String> {
    let name_of = |id: &str| {
        let package = list(graph, "packages").iter().find(|package| text(package, "id") == id);
        package.map(|package| text(package, "name")).unwrap_or_default().to_owned()
    };
    let nodes = graph.get("resolve").map(|resolve| list(resolve, "nodes")).unwrap_or_default();
    let mut reached: Vec<&str> =
        nodes.iter().map(|node| text(node, "id")).filter(|id| name_of(id) == "app").collect();
    let mut broken = Vec::new();
    let mut at = 0;
    while let Some(id) = reached.get(at).copied() {
        at += 1;
        let from = name_of(id);
        for to in nodes.iter().find(|node| text(node, "id") == id).map(ordinary).unwrap_or_default() {
            let name = name_of(to);
            let banned = NOT_IN_THE_BROWSER.iter().find(|(banned, _)| *banned == name);
            if banned.is_some_and(|(_, tolerated)| !tolerated.contains(&from.as_str())) {
                broken.push(format!("`{from}` brings `{name}` into the browser"));
            }
            if !reached.contains(&to) {
                reached.push(to);
            }
        }
    }
    broken
}

/// The ids a node uses when it runs: neither its tests' nor its build script's, nor through a macro.
fn ordinary(node: &Value) -> Vec<&str> {
    list(node, "deps")
        .iter()
        .filter(|dep| list(dep, "dep_kinds").iter().any(|kind| kind.get("kind").is_some_and(Value::is_null)))
        .map(|dep| text(dep, "pkg"))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{browser, unwanted};

    #[test]
    fn names_the_licence_the_ban_and_the_source() {
        let policy = json!({"licenses": {"allow": ["MIT"]}, "bans": {"deny": [{"crate": "chrono"}]}});
        let graph = json!({"packages": [
            {"name": "ja", "source": null, "license": "Apache-2.0"},
            {"name": "fine", "source": "registry+index", "license": "MIT OR GPL-3.0"},
            {"name": "copyleft", "source": "registry+index", "license": "GPL-3.0"},
            {"name": "chrono", "source": "registry+index", "license": "MIT"},
            {"name": "forked", "source": "git+somewhere", "license": "MIT"},
        ]});
        let broken = unwanted(&policy, &graph, &["fine".to_owned(), "chrono".to_owned()]);
        assert_eq!(broken.len(), 3, "{broken:?}");
        // Only locked, never built.
        assert_eq!(unwanted(&policy, &graph, &["fine".to_owned()]).len(), 2);
        for name in ["copyleft", "chrono", "forked"] {
            assert!(broken.iter().any(|sentence| sentence.contains(name)), "{name} is missing in {broken:?}");
        }
    }

    #[test]
    fn names_who_brings_a_heavy_crate_into_the_browser() {
        let normal = json!([{"kind": null}]);
        let packages =
            ["app", "leptos_config", "letters", "regex"].map(|name| json!({"id": name, "name": name}));
        let graph = json!({
            "packages": packages,
            "resolve": {"nodes": [
                {"id": "app", "deps": [{"pkg": "leptos_config", "dep_kinds": normal}, {"pkg": "letters", "dep_kinds": normal}]},
                {"id": "leptos_config", "deps": [{"pkg": "regex", "dep_kinds": normal}]},
                {"id": "letters", "deps": [{"pkg": "regex", "dep_kinds": normal}]},
                {"id": "regex", "deps": []},
            ]},
        });
        assert_eq!(browser(&graph), ["`letters` brings `regex` into the browser"]);
    }
}
