//! Is a typed-in request complete? The letter's own rules judge it, so that both say the same words.

use letters::dates::from_inputs;
use letters::form::{CellKind, cell, choice};
use letters::rules::{Context, Severity, check};
use letters::{Cell, Edition, Letter, Typed, Value};
use wire::requests::RequestPost;

/// What was typed from the paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Typing {
    /// Texts by key: `insurer_no`, `insured_no`, `request_no`, `pt_…`, `dr_name`.
    pub(crate) texts: Vec<(&'static str, String)>,
    /// Dates by key.
    pub(crate) dates: Vec<(&'static str, Typed)>,
    /// 提出期限.
    pub(crate) due: Typed,
    /// 男 or 女.
    pub(crate) sex: String,
}

/// Something to correct before the request can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The key of the input.
    pub(crate) key: &'static str,
    /// The sentence.
    pub(crate) message: String,
}

/// The cells a request fills, by key.
const CELLS: [(&str, Cell); 12] = [
    ("insurer_no", cell("insurer_no")),
    ("insured_no", cell("insured_no")),
    ("apply_date", cell("apply_date")),
    ("request_date", cell("request_date")),
    ("request_no", cell("request_no")),
    ("pt_kana", cell("pt_kana")),
    ("pt_name", cell("pt_name")),
    ("pt_birth", cell("pt_birth")),
    ("pt_sex", cell("pt_sex")),
    ("pt_zip", cell("pt_zip")),
    ("pt_addr", cell("pt_addr")),
    ("pt_tel", cell("pt_tel")),
];

/// The request, or what is wrong with it.
pub(crate) fn read(
    typing: &Typing,
    clinic: serde_json::Map<String, serde_json::Value>,
) -> Result<RequestPost, Vec<Fault>> {
    let letter = as_letter(typing);
    let mut faults: Vec<Fault> = Vec::new();
    for (key, message) in
        [("apply_date", "申請日を入力してください。"), ("request_date", "作成依頼日を入力してください。")]
    {
        if CELLS.iter().any(|(k, cell)| *k == key && letter.is_empty(*cell)) {
            faults.push(Fault { key, message: message.to_owned() });
        }
    }
    for finding in check(&letter, &Context::default()) {
        let key = finding.at.of_item().key;
        if finding.severity == Severity::Error
            && let Some((key, _)) = CELLS.iter().find(|(k, _)| *k == key)
        {
            faults.push(Fault { key, message: finding.message() });
        }
    }
    let due = from_inputs(typing.due.clone(), CellKind::Date);
    if !matches!(due, Value::Date(_) | Value::Empty) && !only_era(&typing.due) {
        faults.push(Fault {
            key: "due_date",
            message: "提出期限の日付が正しくありません。元号と年月日を確認してください。".to_owned(),
        });
    }
    if !faults.is_empty() {
        let place = |fault: &Fault| CELLS.iter().position(|(key, _)| *key == fault.key);
        crate::ui::by(&mut faults, |a, b| place(a).cmp(&place(b)));
        return Err(faults);
    }
    let iso = |value: &Value| match value {
        Value::Date(date) => date.to_string(),
        _ => String::new(),
    };
    let text = |key: &str| {
        typing.texts.iter().find(|(k, _)| *k == key).map_or("", |(_, text)| text.trim()).to_owned()
    };
    let date = |key: &str| {
        CELLS.iter().find(|(k, _)| *k == key).map_or_else(String::new, |(_, cell)| iso(letter.get(*cell)))
    };
    let some = |text: String| (!text.is_empty()).then_some(text);
    let mut person = serde_json::Map::new();
    for key in ["pt_kana", "pt_name", "pt_zip", "pt_addr", "pt_tel"] {
        if let Some(text) = some(text(key)) {
            person.insert(key.to_owned(), text.into());
        }
    }
    person.insert("pt_birth".to_owned(), date("pt_birth").into());
    person.insert("pt_sex".to_owned(), typing.sex.clone().into());
    Ok(RequestPost {
        insurer_no: text("insurer_no"),
        insured_no: text("insured_no"),
        apply_date: date("apply_date"),
        request_date: date("request_date"),
        due_date: some(iso(&due)),
        request_no: some(text("request_no")),
        person,
        clinic,
    })
}

fn only_era(typed: &Typed) -> bool {
    typed.y.is_empty() && typed.m.is_empty() && typed.d.is_empty()
}

fn as_letter(typing: &Typing) -> Letter {
    let mut letter = Letter::new(Edition::R8);
    let mut put = |key: &str, value: Value| {
        if let Some((_, cell)) = CELLS.iter().find(|(k, _)| *k == key) {
            // Each cell takes the kind of value its input makes.
            let _ = letter.set(*cell, value);
        }
    };
    for (key, text) in &typing.texts {
        put(key, Value::text(text.trim()));
    }
    for (key, typed) in &typing.dates {
        put(key, if only_era(typed) { Value::Empty } else { from_inputs(typed.clone(), CellKind::Date) });
    }
    match typing.sex.as_str() {
        "男" => put("pt_sex", Value::Choice(choice("pt_sex", "男"))),
        "女" => put("pt_sex", Value::Choice(choice("pt_sex", "女"))),
        _ => {}
    }
    letter
}
