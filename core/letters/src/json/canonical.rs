use serde_json::Value;

use crate::order;

/// A JSON value as RFC 8785 canonical text: no white space, keys sorted by their UTF-16 code units, the shortest
/// escapes. Numbers are written as they are, which is canonical for whole numbers below 2⁵³ alone; letters have none.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    push(value, &mut out);
    out
}

/// Appends the canonical text of a JSON value.
pub fn push(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => push_text(text, out),
        Value::Array(list) => {
            out.push('[');
            for (n, item) in list.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                push(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            // The map's own order depends on features of the JSON crate.
            order::by(&mut entries, |a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            out.push('{');
            for (n, (key, item)) in entries.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                push_text(key, out);
                out.push(':');
                push(item, out);
            }
            out.push('}');
        }
    }
}

/// Appends a JSON text.
pub fn push_text(text: &str, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                out.push(if c < '\u{10}' { '0' } else { '1' });
                out.extend(HEX.get(c as usize % 16));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}
