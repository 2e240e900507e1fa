use serde_json::{Map, Value as Json};

use super::{ReadError, belongs, cell_from_value, parse, part_name};
use crate::answers::{Letter, Value};
use crate::form::{Cell, Choice, DRUG_ROWS, Edition, Field, ITEMS, Kind, Part};

/// Reads a letter.
///
/// # Errors
/// The first thing that is not as the form has it, by name.
pub fn read(text: &str) -> Result<Letter, ReadError> {
    from_value(&parse(text)?)
}

/// Reads a letter from a JSON value.
///
/// # Errors
/// The first thing that is not as the form has it, by name.
pub fn from_value(json: &Json) -> Result<Letter, ReadError> {
    let Json::Object(file) = json else {
        return Err(ReadError::Missing { key: "form" });
    };
    if let Some(key) = file.keys().find(|key| *key != "form" && *key != "answers") {
        return Err(ReadError::UnknownKey { key: key.clone() });
    }
    let edition = match file.get("form") {
        Some(Json::String(form)) => {
            Edition::parse(form).ok_or_else(|| ReadError::UnknownForm { form: form.clone() })?
        }
        Some(_) => return Err(wrong("form", "H21、R3、R8のいずれか")),
        None => return Err(ReadError::Missing { key: "form" }),
    };
    let answers = file.get("answers").ok_or(ReadError::Missing { key: "answers" })?;
    let mut letter = Letter::new(edition);
    for (key, json) in object(answers, "answers")? {
        if key != "pt_age" {
            answer(&mut letter, key, json)?;
        }
    }
    Ok(letter)
}

fn answer(letter: &mut Letter, key: &str, json: &Json) -> Result<(), ReadError> {
    let index = ITEMS.iter().position(|item| item.key == key);
    let item = index.and_then(|index| ITEMS.get(index)).ok_or_else(|| unknown(key, ""))?;
    let at = |part| Field { item: index.unwrap_or(0) as u16, part };
    if !item.editions.has(letter.edition) && !belongs(at(Part::Whole), letter.edition) {
        return Err(ReadError::NotAsked { key: key.to_owned(), edition: letter.edition.name() });
    }
    if json.is_null() {
        return Ok(());
    }
    match item.kind {
        Kind::Many(choices) => {
            for label in array(json, key, "選択肢の名前の並び")? {
                let Json::String(label) = label else {
                    return Err(wrong(key, "選択肢の名前の並び"));
                };
                let field = at(Part::Option(position(choices, key, label)?));
                if Cell::of(field).is_some_and(|cell| !letter.is_empty(cell)) {
                    return Err(ReadError::DuplicateLabel { key: key.to_owned(), label: label.clone() });
                }
                put(letter, field, &Json::Bool(true))?;
            }
        }
        Kind::Marks(choices) => {
            for (label, mark) in object(json, key)? {
                put(letter, at(Part::Option(position(choices, key, label)?)), mark)?;
            }
        }
        Kind::Drugs => {
            let rows = array(json, key, "薬の並び")?;
            if rows.len() > DRUG_ROWS {
                return Err(ReadError::TooManyDrugs { count: rows.len() });
            }
            for (n, row) in rows.iter().enumerate() {
                let row_key = [key, ".", &(n + 1).to_string()].concat();
                for (column, text) in object(row, &row_key)? {
                    let field = Field::parse(&[&*row_key, ".", column].concat());
                    put(letter, field.map_err(|_| unknown(&row_key, column))?, text)?;
                }
            }
        }
        Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree | Kind::Care => {
            for (name, json) in object(json, key)? {
                let part = [Part::Whole, Part::Site, Part::Degree, Part::Text, Part::Choice]
                    .into_iter()
                    .find(|part| part_name(*part) == name && Cell::of(at(*part)).is_some())
                    .ok_or_else(|| unknown(key, name))?;
                put(letter, at(part), json)?;
            }
        }
        _ => put(letter, at(Part::Whole), json)?,
    }
    Ok(())
}

fn put(letter: &mut Letter, field: Field, json: &Json) -> Result<(), ReadError> {
    if !belongs(field, letter.edition) {
        let mut key = field.path();
        if field.part == Part::Whole {
            key = [&*key, part_name(field.part)].join(".");
        }
        return Err(ReadError::NotAsked { key, edition: letter.edition.name() });
    }
    let cell = Cell::of(field).ok_or_else(|| unknown(&field.path(), ""))?;
    let value: Value = cell_from_value(cell, json)?;
    // A value read for a cell always fits it.
    let _ = letter.set(cell, value);
    Ok(())
}

fn position(choices: &[Choice], key: &str, label: &str) -> Result<u8, ReadError> {
    choices
        .iter()
        .position(|choice| choice.label == label)
        .map(|n| n as u8)
        .ok_or_else(|| ReadError::UnknownLabel { key: key.to_owned(), label: label.to_owned() })
}

fn object<'a>(json: &'a Json, key: &str) -> Result<&'a Map<String, Json>, ReadError> {
    json.as_object().ok_or_else(|| wrong(key, "{}の形"))
}

fn array<'a>(json: &'a Json, key: &str, expected: &'static str) -> Result<&'a Vec<Json>, ReadError> {
    json.as_array().ok_or_else(|| wrong(key, expected))
}

fn wrong(key: &str, expected: &'static str) -> ReadError {
    ReadError::WrongShape { key: key.to_owned(), expected }
}

fn unknown(key: &str, part: &str) -> ReadError {
    let key = if part.is_empty() { key.to_owned() } else { [key, part].join(".") };
    ReadError::UnknownKey { key }
}
