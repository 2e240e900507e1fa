//! What `cargo metadata` says of the workspace and of everything it depends on.

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::shell;

/// The answer of `cargo metadata` with these further words.
pub(crate) fn read(words: &[&str]) -> Outcome<Value> {
    let mut cargo = shell::cargo(&["metadata", "--format-version", "1"]);
    let json = shell::output(cargo.args(words))?;
    serde_json::from_str(&json)
        .map_err(|error| Failure::new(format!("`cargo metadata` is not JSON: {error}")))
}

/// The list under `key`, empty when there is none.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The text under `key`, empty when there is none.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
