use ja::era::format_era;

use crate::answers::Value;
use crate::dates::{UNKNOWN, to_inputs};

/// A date in words; a year or month alone is 頃, an incomplete or impossible date stands as typed.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Date(date) => return format_era(*date),
        Value::Unknown => return UNKNOWN.to_owned(),
        _ => {}
    }
    let inputs = to_inputs(value);
    let mut text = inputs.era;
    let year = if inputs.y == "1" { "元" } else { &inputs.y };
    for (input, unit) in [(year, "年"), (&inputs.m, "月"), (&inputs.d, "日")] {
        if !input.is_empty() {
            text.push_str(input);
            text.push_str(unit);
        }
    }
    if matches!(value, Value::Year(_) | Value::Month(..)) {
        text.push('頃');
    }
    text
}
