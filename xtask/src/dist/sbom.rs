//! CycloneDX 1.6, from what cargo knows: which crates are in what we give out, under which licence, and who needs whom.
//!
//! Written here because `cyclonedx-bom` ends at 1.5; the part of the format that a bill of crates needs is small.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::purl;
use crate::failure::{Failure, Outcome};
use crate::metadata::{list, text};
use crate::squeeze;

/// The bill of these roots: a graph of `cargo metadata`, and the package in it that is given out.
pub(super) fn describe(roots: &[(&Value, &str)], lock: &str) -> Outcome<Value> {
    let sums = checksums(lock)?;
    let (mut components, mut needs) = (BTreeMap::new(), BTreeMap::<String, BTreeSet<String>>::new());
    let mut top = Vec::new();
    for (graph, root) in roots {
        for (package, dependencies) in reached(graph, root)? {
            let name = purl(package);
            if text(package, "name") == *root {
                top.push(name.clone());
            }
            needs.entry(name.clone()).or_default().extend(dependencies.into_iter().map(purl));
            components.entry(name).or_insert_with_key(|name| component(name, package, &sums));
        }
    }
    let version = components.get(top.first().map_or("", String::as_str)).map(|root| root["version"].clone());
    let product = json!({
        "type": "application", "bom-ref": "ikensho", "name": "ikensho", "version": version,
        "licenses": [{ "license": { "id": "Apache-2.0" } }],
    });
    needs.insert("ikensho".to_owned(), top.into_iter().collect());
    let components: Vec<Value> = components.into_values().collect();
    let needs: Vec<Value> =
        needs.into_iter().map(|(name, on)| json!({ "ref": name, "dependsOn": on })).collect();
    // The same crates give the same number: two machines write the same file.
    let digest = squeeze::sha256(format!("{components:?}{needs:?}").as_bytes());
    let part = |from: usize, to: usize| digest.get(from..to).unwrap_or_default();
    let serial =
        format!("{}-{}-5{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32));
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": format!("urn:uuid:{serial}"),
        "version": 1,
        "metadata": { "component": product },
        "components": components,
        "dependencies": needs,
    }))
}

/// Every package that runs as part of `root`, with those it needs: build scripts' and tests' own ones do not.
fn reached<'a>(graph: &'a Value, root: &str) -> Outcome<Vec<(&'a Value, Vec<&'a Value>)>> {
    let packages: BTreeMap<&str, &Value> =
        list(graph, "packages").iter().map(|package| (text(package, "id"), package)).collect();
    let nodes = graph.get("resolve").map(|resolve| list(resolve, "nodes")).unwrap_or_default();
    let nodes: BTreeMap<&str, &Value> = nodes.iter().map(|node| (text(node, "id"), node)).collect();
    let start = packages.iter().find(|(_, package)| text(package, "name") == root);
    let (start, _) =
        start.ok_or_else(|| Failure::new(format!("`{root}` is no package of this workspace")))?;
    let (mut queue, mut seen, mut found) = (vec![*start], BTreeSet::from([*start]), Vec::new());
    while let Some(id) = queue.pop() {
        let dependencies = nodes.get(id).map(|node| list(node, "deps")).unwrap_or_default();
        let is_normal = |dependency: &&Value| {
            list(dependency, "dep_kinds").iter().any(|kind| kind.get("kind").is_none_or(Value::is_null))
        };
        let ids: Vec<&str> =
            dependencies.iter().filter(is_normal).map(|dependency| text(dependency, "pkg")).collect();
        queue.extend(ids.iter().filter(|id| seen.insert(id)));
        let Some(package) = packages.get(id) else { continue };
        found.push((*package, ids.iter().filter_map(|id| packages.get(id).copied()).collect()));
    }
    Ok(found)
}

fn component(name: &str, package: &Value, sums: &BTreeMap<(String, String), String>) -> Value {
    let key = (text(package, "name").to_owned(), text(package, "version").to_owned());
    let component = json!({
        "type": "library", "bom-ref": name, "name": key.0, "version": key.1, "purl": name, "scope": "required",
    });
    let mut further = Map::new();
    // Cargo allows `/` for OR, SPDX does not.
    let licence = text(package, "license").replace('/', " OR ");
    if !licence.is_empty() {
        further.insert("licenses".to_owned(), json!([{ "expression": licence }]));
    }
    if let Some(sum) = sums.get(&key) {
        further.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": sum }]));
    }
    let repository = text(package, "repository");
    if !repository.is_empty() {
        further.insert("externalReferences".to_owned(), json!([{ "type": "vcs", "url": repository }]));
    }
    match component {
        Value::Object(fields) => Value::Object(fields.into_iter().chain(further).collect()),
        other => other,
    }
}

/// Name and version → the registry's checksum.
fn checksums(lock: &str) -> Outcome<BTreeMap<(String, String), String>> {
    let lock: Value =
        toml::from_str(lock).map_err(|error| Failure::new(format!("Cargo.lock cannot be read: {error}")))?;
    let packages = list(&lock, "package").iter().filter(|package| !text(package, "checksum").is_empty());
    let owned = |package: &Value, key: &str| text(package, key).to_owned();
    Ok(packages
        .map(|package| ((owned(package, "name"), owned(package, "version")), owned(package, "checksum")))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, licence: &str) -> Value {
        json!({ "id": format!("{name} 1"), "name": name, "version": "1.0.0", "license": licence, "repository": "" })
    }

    fn needs(name: &str, on: &[(&str, Value)]) -> Value {
        let deps: Vec<Value> = on
            .iter()
            .map(|(to, kind)| json!({ "pkg": format!("{to} 1"), "dep_kinds": [{ "kind": kind }] }))
            .collect();
        json!({ "id": format!("{name} 1"), "deps": deps })
    }

    #[test]
    fn what_runs_is_listed_once_and_what_only_builds_or_tests_is_not() {
        let graph = json!({
            "packages": [
                package("server", "Apache-2.0"), package("a", "MIT/Apache-2.0"), package("b", "MIT"),
                package("builder", "MIT"), package("tester", "MIT"),
            ],
            "resolve": { "nodes": [
                needs("server", &[("a", Value::Null), ("builder", json!("build")), ("tester", json!("dev"))]),
                needs("a", &[("b", Value::Null)]), needs("b", &[]),
            ] },
        });
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n";
        let bom = describe(&[(&graph, "server"), (&graph, "server")], lock).unwrap();
        let names: Vec<&str> = list(&bom, "components").iter().map(|one| text(one, "name")).collect();
        assert_eq!(names, ["a", "b", "server"]);
        let a = &bom["components"][0];
        assert_eq!(a["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(a["hashes"][0]["content"], "00ff");
        let of = |name: &str| {
            let all = list(&bom, "dependencies").iter();
            all.clone().find(|one| text(one, "ref") == name).map(|one| one["dependsOn"].clone())
        };
        assert_eq!(of("pkg:cargo/a@1.0.0"), Some(json!(["pkg:cargo/b@1.0.0"])));
        assert_eq!(of("ikensho"), Some(json!(["pkg:cargo/server@1.0.0"])));
        assert_eq!((&bom["specVersion"], &bom["bomFormat"]), (&json!("1.6"), &json!("CycloneDX")));
        assert!(describe(&[(&graph, "nobody")], lock).is_err());
    }
}
