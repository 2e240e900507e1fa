use serde_json::{Map, Value as Json};

use super::{belongs, canonical, cell_to_value, part_name};
use crate::answers::Letter;
use crate::form::{Kind, Part};

/// A letter as RFC 8785 canonical text: the same letter is always the same bytes.
pub fn write(letter: &Letter) -> String {
    canonical(&to_value(letter))
}

/// A letter as JSON. Empty answers are left out, lists are in form order, and a cell that the letter's edition does not
/// ask is no part of it (but `consent`, so that rule V01 can see it).
pub fn to_value(letter: &Letter) -> Json {
    let mut answers = Map::new();
    for (cell, value) in letter.filled() {
        let field = cell.field();
        if !belongs(field, letter.edition) {
            continue;
        }
        let item = field.of_item();
        let json = cell_to_value(cell, value);
        match (item.kind, field.part) {
            (Kind::Many(choices), Part::Option(n)) => {
                let label = choices.get(usize::from(n)).map_or("", |choice| choice.label);
                if let Some(list) = list(&mut answers, item.key) {
                    list.push(label.into());
                }
            }
            (Kind::Marks(choices), Part::Option(n)) => {
                let label = choices.get(usize::from(n)).map_or("", |choice| choice.label);
                insert(&mut answers, item.key, label, json);
            }
            (Kind::Drugs, Part::Drug(row, column)) => {
                let Some(rows) = list(&mut answers, item.key) else { continue };
                // An empty row between two drugs keeps its place.
                while rows.len() <= usize::from(row) {
                    rows.push(Json::Object(Map::new()));
                }
                let name = crate::form::DRUG_COLUMNS.get(usize::from(column)).copied().unwrap_or_default();
                if let Some(Json::Object(drug)) = rows.last_mut() {
                    drug.insert(name.to_owned(), json);
                }
            }
            (Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree | Kind::Care, part) => {
                insert(&mut answers, item.key, part_name(part), json);
            }
            _ => {
                answers.insert(item.key.to_owned(), json);
            }
        }
    }
    let mut file = Map::new();
    file.insert("form".to_owned(), letter.edition.name().into());
    file.insert("answers".to_owned(), Json::Object(answers));
    Json::Object(file)
}

fn list<'a>(answers: &'a mut Map<String, Json>, key: &str) -> Option<&'a mut Vec<Json>> {
    answers.entry(key).or_insert_with(|| Json::Array(Vec::new())).as_array_mut()
}

fn insert(answers: &mut Map<String, Json>, key: &str, name: &str, json: Json) {
    if let Some(parts) = answers.entry(key).or_insert_with(|| Json::Object(Map::new())).as_object_mut() {
        parts.insert(name.to_owned(), json);
    }
}
