//! Negates every condition of every rule, one after another, and asks whether the letters of `tests/rules` notice.
//!
//! Only in the build of `cargo xtask mutate` (`--cfg mutate`); in any other this file is empty.
#![cfg(all(test, mutate))]

mod context;

use std::collections::BTreeSet;
use std::path::PathBuf;

use context::{Case, cases};
use letters::rules::{Site, negate, sites};

/// The first case that notices, from this one on and round to it again.
fn noticed(cases: &[Case], from: usize) -> Option<usize> {
    (0..cases.len()).map(|i| (from + i) % cases.len()).find(|i| cases[*i].judge().is_err())
}

#[test]
fn every_negated_condition_is_noticed() {
    let cases = cases();
    negate(None);
    let wrong: Vec<&str> =
        cases.iter().filter(|case| case.judge().is_err()).map(|case| case.name.as_str()).collect();
    assert!(wrong.is_empty(), "the rules are wrong before any change: {wrong:#?}");

    let sites = sites();
    let mut silent: Vec<String> = never_evaluated(&sites);
    let mut last = 0;
    for (position, site) in sites.iter().enumerate() {
        negate(Some(position));
        // Neighbours are mostly noticed by neighbours.
        match noticed(&cases, last) {
            Some(case) => last = case.saturating_sub(20),
            None => {
                silent.push(format!("survives: {}:{}:{} {}", site.file, site.line, site.column, site.operand))
            }
        }
    }
    negate(None);
    println!("{} conditions, {} letters, {} left over", sites.len(), cases.len(), silent.len());
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// The operands that stand in the rules' source and were never asked.
fn never_evaluated(sites: &[&Site]) -> Vec<String> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "src", "rules"].iter().collect();
    let mut left = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "mutate.rs" {
            continue;
        }
        let asked: BTreeSet<(u32, String)> = sites
            .iter()
            .filter(|site| site.file.ends_with(&format!("/{name}")))
            .map(|site| (site.line, packed(site.operand)))
            .collect();
        for (line, operand) in operands(&std::fs::read_to_string(&path).unwrap()) {
            if !asked.contains(&(line, packed(&operand))) {
                left.push(format!("never asked: {name}:{line} {operand}"));
            }
        }
    }
    left
}

/// Without spaces and trailing commas, which `stringify!` sets in its own way.
fn packed(operand: &str) -> String {
    let packed: String = operand.chars().filter(|c| !c.is_whitespace()).collect();
    packed.replace(",]", "]").replace(",)", ")").replace(",}", "}")
}

/// Line and text of every operand of `all!`, `any!` and `cond!`.
fn operands(source: &str) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for open in ["all![", "any![", "cond!("] {
        for (at, _) in source.match_indices(open) {
            let (before, after) = source.split_at(at);
            let line = before.matches('\n').count() as u32 + 1;
            let in_comment = before.rsplit('\n').next().is_some_and(|start| start.contains("//"));
            let whole_name = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
            if whole_name && !in_comment {
                let operands = split(after.trim_start_matches(open));
                found.extend(operands.into_iter().map(|operand| (line, operand)));
            }
        }
    }
    found
}

/// The operands up to the bracket that closes the macro.
fn split(source: &str) -> Vec<String> {
    let (mut operands, mut operand, mut depth) = (Vec::new(), String::new(), 0);
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                // A character such as '(' is no bracket.
                operand.push(c);
                operand.extend(chars.next());
                for quoted in chars.by_ref() {
                    operand.push(quoted);
                    if quoted == '\'' {
                        break;
                    }
                }
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                operands.push(std::mem::take(&mut operand).trim().to_owned());
                continue;
            }
            _ => {}
        }
        operand.push(c);
    }
    operands.push(operand.trim().to_owned());
    operands.retain(|operand| !operand.is_empty());
    operands
}
