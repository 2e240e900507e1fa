//! Cases of `tests/rules/*.json`: a base letter with some answers changed, seen in a context.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ja::Date;
use letters::rules::{Context, Electronic, Finding, InsurerFacts, Previous, Target, check};
use letters::{Field, Letter, Request, json};
use serde_json::{Map, Value, json};

/// One case, ready to be checked again and again.
pub(crate) struct Case {
    /// File and line, and why the case is there.
    pub(crate) name: String,
    pub(crate) rule: String,
    pub(crate) letter: Letter,
    pub(crate) context: Context,
    /// None: the rule must be silent.
    pub(crate) expected: Option<Expected>,
}

/// What a speaking rule must say.
pub(crate) struct Expected {
    pub(crate) field: Field,
    pub(crate) severity: String,
    pub(crate) message: Option<String>,
}

impl Case {
    /// What the rules make of the case, or how that differs from what is expected.
    pub(crate) fn judge(&self) -> Result<(), String> {
        let findings = check(&self.letter, &self.context);
        let of_rule: Vec<&Finding> =
            findings.iter().filter(|finding| finding.rule.id() == self.rule).collect();
        let said = || {
            let each =
                of_rule.iter().map(|f| format!("{} {} {}", f.severity.letter(), f.at.path(), f.message()));
            each.collect::<Vec<_>>().join(" | ")
        };
        let Some(expected) = &self.expected else {
            return if of_rule.is_empty() {
                Ok(())
            } else {
                Err(format!("should be silent, says {}", said()))
            };
        };
        let as_expected = |f: &&Finding| {
            f.at == expected.field
                && f.severity.letter() == expected.severity
                && expected.message.as_ref().is_none_or(|message| *message == f.message())
        };
        if of_rule.iter().any(as_expected) {
            return Ok(());
        }
        let Expected { field, severity, message } = expected;
        let message = message.as_deref().unwrap_or_default();
        Err(format!("should say {severity} {} {message}, says {}", field.path(), said()))
    }
}

fn file(name: &str) -> Value {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "rules", name].iter().collect();
    serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap()
}

/// The complete letter of an edition, as data.
pub(crate) fn base(edition: &str) -> Value {
    file(&format!("base-{edition}.json"))
}

/// Every case of every family.
pub(crate) fn cases() -> Vec<Case> {
    let bases: BTreeMap<_, _> = ["H21", "R3", "R8"].map(|edition| (edition, base(edition))).into();
    let mut cases = Vec::new();
    for family in ["R", "C", "D", "X", "S", "V"] {
        let name = format!("{family}.json");
        for (line, case) in file(&name).as_array().unwrap().iter().enumerate() {
            let name = format!("{name}:{} {} ({})", line + 2, text(case, "rule"), text(case, "why"));
            cases.push(build(name, case, &bases));
        }
    }
    cases
}

fn build(name: String, case: &Value, bases: &BTreeMap<&str, Value>) -> Case {
    let mut file = bases[text(case, "base")].clone();
    let answers = file["answers"].as_object_mut().unwrap();
    for key in case.get("unset").and_then(Value::as_array).into_iter().flatten() {
        answers.remove(key.as_str().unwrap());
    }
    for (key, value) in case.get("set").and_then(Value::as_object).into_iter().flatten() {
        answers.insert(key.clone(), written_out(value));
    }
    let letter = json::from_value(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut facts = json!({ "today": "2026-10-14" });
    for (key, value) in case.get("context").and_then(Value::as_object).into_iter().flatten() {
        facts[key] = value.clone();
    }
    let fires = case["fires"].as_bool().unwrap();
    let expected = fires.then(|| Expected {
        field: Field::parse(text(case, "field")).unwrap_or_else(|error| panic!("{name}: {error}")),
        severity: text(case, "severity").to_owned(),
        message: case.get("message").map(|message| message.as_str().unwrap().to_owned()),
    });
    let context = context(facts.as_object().unwrap());
    Case { rule: text(case, "rule").to_owned(), letter, context, expected, name }
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} of {case}"))
}

/// `{"repeat":["あ",561]}` and `{"lines":["あ",12]}` written out, at any depth.
fn written_out(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(written_out).collect(),
        Value::Object(object) => {
            let parts = |key| {
                object.get(key).map(|pair| (pair[0].as_str().unwrap(), pair[1].as_u64().unwrap() as usize))
            };
            match (parts("repeat"), parts("lines")) {
                (Some((text, n)), _) => text.repeat(n).into(),
                (_, Some((line, n))) => vec![line; n].join("\n").into(),
                _ => object.iter().map(|(key, value)| (key.clone(), written_out(value))).collect(),
            }
        }
        other => other.clone(),
    }
}

/// A context as the cases write it. A fact that is `null` is not known.
pub(crate) fn context(facts: &Map<String, Value>) -> Context {
    let mut context = Context::default();
    for (key, value) in facts {
        let date = || Some(Date::parse_iso(value.as_str()?).unwrap());
        let name = || value.as_str().map(str::to_owned);
        let fields =
            || value.as_array().unwrap().iter().map(|path| Field::parse(path.as_str().unwrap()).unwrap());
        match key.as_str() {
            "today" => context.today = date(),
            "due_date" => context.due_date = date(),
            "request" if value.is_object() => context.request = Some(Request::from_json(value).unwrap()),
            "request" => {}
            "previous" => {
                let letter = json::from_value(&written_out(value)).unwrap();
                context.previous = Previous::Letter(Box::new(letter));
            }
            "no_previous" if value == true => context.previous = Previous::None,
            "no_previous" => {}
            "copied" => context.copied = fields().collect(),
            "insurer" => context.insurer = insurer(value.as_object().unwrap()),
            "target" => context.target = Some(Target::parse(value.as_str().unwrap()).unwrap()),
            "sent_at" => context.sent_at = name(),
            "same_entry_date" => context.same_entry_date = value.as_bool(),
            "newest" => context.newest = value.as_bool(),
            "edited_after_batch" => context.edited_after_batch = value.as_bool(),
            "attachments" => context.attachments = value.as_bool(),
            "same_person" => context.same_person = value.as_bool(),
            "conflicts" => context.conflicts = fields().collect(),
            "merged_unseen" => context.merged_unseen = fields().collect(),
            "finalising" => context.finalising = value.as_bool(),
            "signer" => context.signer = name(),
            "clerk_entered" => context.clerk_entered = value.as_bool(),
            "approved" => context.approved = value.as_bool(),
            "prints_name" => context.prints_name = value.as_bool(),
            other => panic!("no such fact: {other}"),
        }
    }
    context
}

fn insurer(facts: &Map<String, Value>) -> InsurerFacts {
    let mut insurer = InsurerFacts::default();
    for (key, value) in facts {
        match key.as_str() {
            // Here null is knowledge: 電送 is not accepted yet.
            "electronic_from" if value.is_null() => insurer.electronic = Some(Electronic::NotYet),
            "electronic_from" => {
                insurer.electronic =
                    Some(Electronic::From(Date::parse_iso(value.as_str().unwrap()).unwrap()));
            }
            "exam_days" => insurer.exam_days = value.as_u64().map(|days| days as u16),
            "written_beforehand" => insurer.written_beforehand = value.as_bool(),
            other => panic!("no such fact of an insurer: {other}"),
        }
    }
    insurer
}
