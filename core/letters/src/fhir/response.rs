use serde_json::{Map, Value as Json, json};

use super::questionnaire::coding;
use super::{code, link, read};
use crate::answers::{Letter, Mark, Value};
use crate::diff::{Change, diff};
use crate::form::{
    Cell, CellKind, DRUG_COLUMNS, DRUG_ROWS, Field, ITEMS, Item, Kind, Part, QUESTIONS, Section,
};
use crate::json::{canonical, cell_to_value};

/// A letter as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// RFC 8785 text of the `QuestionnaireResponse`: the same letter is always the same bytes.
    pub text: String,
    /// Each cell that is read back differently: what the letter holds, and what a reader finds.
    pub losses: Vec<Change>,
}

/// A letter as a `QuestionnaireResponse`. What its edition does not ask is left out, and said.
pub fn write(letter: &Letter) -> Written {
    let text = canonical(&response(letter));
    // What is written here is read here.
    let again = read(&text).unwrap_or_else(|_| Letter::new(letter.edition));
    Written { losses: diff(letter, &again), text }
}

fn response(letter: &Letter) -> Json {
    let sections = Section::ALL.into_iter().filter_map(|section| {
        let questions = QUESTIONS.iter().filter(|question| question.section == section);
        let groups = questions.filter_map(|question| {
            let mine = |item: &&Item| (item.section, item.question) == (section, question.number);
            let items = (0..).zip(&ITEMS).filter(|(_, item)| mine(item));
            let items = items.flat_map(|(index, item)| of_item(index, item, letter)).collect();
            group(&link::question(question), items)
        });
        group(link::section(section), groups.collect())
    });
    let sections: Vec<Json> = sections.collect();
    let mut response = json!({
        "resourceType": "QuestionnaireResponse",
        "language": "ja",
        "questionnaire": format!("{}|{}", code::url(letter.edition), code::VERSION),
        "status": "completed",
    });
    if let Some(response) = response.as_object_mut().filter(|_| !sections.is_empty()) {
        response.insert("item".to_owned(), sections.into());
    }
    response
}

/// A group, unless nothing stands in it.
fn group(link: &str, items: Vec<Json>) -> Option<Json> {
    (!items.is_empty()).then(|| json!({ "linkId": link, "item": items }))
}

fn of_item(index: u16, item: &Item, letter: &Letter) -> Vec<Json> {
    let at = |part| Cell::of(Field { item: index, part });
    match item.kind {
        Kind::Many(choices) | Kind::Marks(choices) => {
            let answers = (0..).zip(choices).filter_map(|(n, choice)| {
                let cell = at(Part::Option(n)).filter(|cell| is_said(*cell, letter))?;
                let mut answer = json!({ "valueCoding": coding(item.key, choice.label) });
                if let (Some(mark), Some(answer)) = (mark(letter.get(cell)), answer.as_object_mut()) {
                    let extension = json!([{ "url": code::MARK, "valueCode": mark }]);
                    answer.insert("extension".to_owned(), extension);
                }
                Some(answer)
            });
            answered(item.key, answers.collect()).into_iter().collect()
        }
        Kind::Drugs => drugs(index, item, letter),
        kind if link::has_parts(kind) => {
            let all = [Part::Whole, Part::Choice, Part::Site, Part::Degree, Part::Text];
            let leaves = all.into_iter().filter_map(at).filter_map(|cell| leaf(cell, letter));
            group(&link::parts(item), leaves.collect()).into_iter().collect()
        }
        _ => at(Part::Whole).and_then(|cell| leaf(cell, letter)).into_iter().collect(),
    }
}

/// A group for each row down to the last one that holds something; an empty row keeps its place.
fn drugs(index: u16, item: &Item, letter: &Letter) -> Vec<Json> {
    let cell = |row, column| Cell::of(Field { item: index, part: Part::Drug(row, column) });
    let mut rows: Vec<Vec<Json>> = Vec::new();
    for row in 0..DRUG_ROWS as u8 {
        let leaves = (0..DRUG_COLUMNS.len() as u8).filter_map(|column| {
            let cell = cell(row, column).filter(|cell| is_said(*cell, letter))?;
            answered(&link::drug(item.key, column), vec![answer(cell, letter.get(cell))])
        });
        rows.push(leaves.collect());
    }
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    let group = |items: Vec<Json>| match items.is_empty() {
        true => json!({ "linkId": item.key }),
        false => json!({ "linkId": item.key, "item": items }),
    };
    rows.into_iter().map(group).collect()
}

fn is_said(cell: Cell, letter: &Letter) -> bool {
    !letter.is_empty(cell) && cell.field().is_asked(letter.edition)
}

fn leaf(cell: Cell, letter: &Letter) -> Option<Json> {
    let is_said = is_said(cell, letter);
    is_said.then(|| answered(&cell.field().path(), vec![answer(cell, letter.get(cell))])).flatten()
}

fn answered(link: &str, answers: Vec<Json>) -> Option<Json> {
    (!answers.is_empty()).then(|| json!({ "linkId": link, "answer": answers }))
}

fn answer(cell: Cell, value: &Value) -> Json {
    let inputs = |typed: Json| -> Vec<Json> {
        let inputs = typed.as_object().cloned().unwrap_or_default();
        let said = inputs.into_iter().filter(|(_, text)| text.as_str().is_some_and(|text| !text.is_empty()));
        said.map(|(name, text)| json!({ "url": name, "valueString": text })).collect()
    };
    match (value, cell.kind()) {
        (Value::Checked, _) => json!({ "valueBoolean": true }),
        (Value::Choice(n), CellKind::Choice(choices)) => {
            let label = choices.get(usize::from(*n)).map_or("", |choice| choice.label);
            json!({ "valueCoding": coding(&cell.field().path(), label) })
        }
        (Value::Unknown, _) => absent(vec![json!({ "url": code::ABSENT, "valueCode": "unknown" })]),
        (Value::Typed(_), _) => {
            let parts = inputs(cell_to_value(cell, value));
            absent(vec![json!({ "url": code::TYPED, "extension": parts })])
        }
        (Value::Date(_) | Value::Month(..) | Value::Year(_), _) => {
            json!({ "valueDate": cell_to_value(cell, value) })
        }
        _ => json!({ "valueString": cell_to_value(cell, value) }),
    }
}

/// A date without a value.
fn absent(extension: Vec<Json>) -> Json {
    let mut date = Map::new();
    date.insert("extension".to_owned(), extension.into());
    json!({ "_valueDate": date })
}

fn mark(value: &Value) -> Option<&'static str> {
    let Value::Mark(mark @ (Mark::Underlined | Mark::UnderlineOnly)) = value else { return None };
    code::MARKS.iter().find(|(_, known)| known == mark).map(|(name, _)| *name)
}
