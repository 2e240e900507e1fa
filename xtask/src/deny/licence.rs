//! Licence expressions as crates write them: SPDX's AND, OR, WITH and brackets, and the old `/` for OR.

/// Whether the licences in `allowed` suffice for what `expression` asks. An empty expression never passes.
pub(super) fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.trim();
    if let Some(parts) = split(expression, &[" OR ", "/"]) {
        return parts.iter().any(|part| is_allowed(part, allowed));
    }
    if let Some(parts) = split(expression, &[" AND "]) {
        return parts.iter().all(|part| is_allowed(part, allowed));
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.contains(&expression),
    }
}

/// The parts between `words` outside brackets; `None` when there is no such word.
fn split<'a>(expression: &'a str, words: &[&str]) -> Option<Vec<&'a str>> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    for (at, c) in expression.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        let rest = expression.get(at..)?;
        if let Some(word) = words.iter().find(|word| depth == 0 && at >= start && rest.starts_with(**word)) {
            parts.push(expression.get(start..at)?);
            start = at + word.len();
        }
    }
    if parts.is_empty() {
        return None;
    }
    parts.push(expression.get(start..)?);
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn weighs_and_or_with_and_brackets() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        for fine in [
            "MIT",
            "MIT/GPL-3.0",
            "GPL-3.0 OR MIT",
            "Apache-2.0 WITH LLVM-exception",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 / GPL-3.0",
        ] {
            assert!(is_allowed(fine, &allowed), "{fine}");
        }
        for refused in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT OR Apache-2.0) AND BSD-3-Clause",
            "MIT WITH Some-exception",
        ] {
            assert!(!is_allowed(refused, &allowed), "{refused}");
        }
    }
}
