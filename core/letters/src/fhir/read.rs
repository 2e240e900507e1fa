use serde_json::{Map, Value as Json};

use super::link::{Target, target};
use super::{ReadError, code};
use crate::answers::{Letter, Mark, Typed, Value};
use crate::dates::from_inputs;
use crate::form::{Cell, CellKind, Choice, DRUG_ROWS, Field, Item, Part, item_index};
use crate::json::{cell_from_value, parse};

/// Reads a letter from a `QuestionnaireResponse`.
///
/// # Errors
/// The first thing that is not as our Questionnaire has it, by its link id.
pub fn read(text: &str) -> Result<Letter, ReadError> {
    from_value(&parse(text).map_err(ReadError::Json)?)
}

/// Reads a letter from the JSON of a `QuestionnaireResponse`.
///
/// # Errors
/// As [`read`].
pub fn from_value(json: &Json) -> Result<Letter, ReadError> {
    let text = |name: &str| json.get(name).and_then(Json::as_str).unwrap_or_default();
    if text("resourceType") != "QuestionnaireResponse" {
        return Err(ReadError::Resource);
    }
    let edition = code::edition(text("questionnaire")).ok_or(ReadError::Questionnaire)?;
    let mut reader = Reader { letter: Letter::new(edition), drugs: 0 };
    reader.items(json, None)?;
    Ok(reader.letter)
}

struct Reader {
    letter: Letter,
    /// Rows of drugs that have begun.
    drugs: usize,
}

impl Reader {
    /// The items of a resource, a group or an answer. Groups order a form for people: where an answer stands is not asked.
    fn items(&mut self, json: &Json, row: Option<u8>) -> Result<(), ReadError> {
        let Some(items) = json.get("item") else { return Ok(()) };
        let items = items.as_array().ok_or(ReadError::Resource)?;
        for item in items {
            let link = item.get("linkId").and_then(Json::as_str).ok_or(ReadError::Resource)?;
            self.item(item, link, row)?;
        }
        Ok(())
    }

    fn item(&mut self, json: &Json, link: &str, row: Option<u8>) -> Result<(), ReadError> {
        let unknown = || ReadError::Link { link: link.to_owned() };
        let mut row = row;
        let answers = match json.get("answer") {
            None => &[][..],
            Some(answers) => answers.as_array().ok_or_else(|| wrong(link, "answerの並び"))?,
        };
        match target(link).ok_or_else(unknown)? {
            Target::Group if answers.is_empty() => {}
            Target::DrugRow if answers.is_empty() => {
                if self.drugs == DRUG_ROWS {
                    return Err(wrong(link, "8行まで"));
                }
                row = Some(self.drugs as u8);
                self.drugs += 1;
            }
            Target::Group | Target::DrugRow => return Err(wrong(link, "答えのないまとまり")),
            Target::Drug(column) => {
                let row = row.ok_or_else(unknown)?;
                let field = Field { item: const { item_index("drugs") }, part: Part::Drug(row, column) };
                self.cell(Cell::of(field).ok_or_else(unknown)?, link, answers)?;
            }
            Target::Options(item) => self.options(item, link, answers)?,
            Target::Cell(cell) => self.cell(cell, link, answers)?,
        }
        for answer in answers {
            self.items(answer, row)?;
        }
        self.items(json, row)
    }

    fn cell(&mut self, cell: Cell, link: &str, answers: &[Json]) -> Result<(), ReadError> {
        let value = match answers {
            [] => return Ok(()),
            [answer] => value(cell, link, answer)?,
            _ => return Err(ReadError::Twice { link: link.to_owned() }),
        };
        self.put(cell, link, value)
    }

    fn options(&mut self, item: &Item, link: &str, answers: &[Json]) -> Result<(), ReadError> {
        for answer in answers {
            let n = chosen(link, item.choices(), answer)?;
            let field = Field { item: item_at(item), part: Part::Option(n) };
            let cell = Cell::of(field).ok_or_else(|| ReadError::Link { link: link.to_owned() })?;
            let value = match cell.kind() {
                CellKind::Mark => Value::Mark(mark(link, answer)?),
                _ => Value::Checked,
            };
            self.put(cell, link, value)?;
        }
        Ok(())
    }

    fn put(&mut self, cell: Cell, link: &str, value: Value) -> Result<(), ReadError> {
        if value.is_empty() {
            return Ok(());
        }
        let link = || link.to_owned();
        if !cell.field().is_asked(self.letter.edition) {
            return Err(ReadError::NotAsked { link: link() });
        }
        if !self.letter.is_empty(cell) {
            return Err(ReadError::Twice { link: link() });
        }
        // A value read for a cell always fits it.
        let _ = self.letter.set(cell, value);
        Ok(())
    }
}

fn value(cell: Cell, link: &str, answer: &Json) -> Result<Value, ReadError> {
    let answer = answer.as_object().ok_or_else(|| wrong(link, "{}の形"))?;
    let expected = match cell.kind() {
        CellKind::Flag => "valueBoolean",
        CellKind::Choice(_) => "様式にある選択肢のvalueCoding",
        CellKind::Date | CellKind::Onset => "valueDate",
        _ => "valueString",
    };
    let value = match cell.kind() {
        CellKind::Choice(choices) => return chosen_of(link, choices, answer).map(Value::Choice),
        CellKind::Flag => answer.get("valueBoolean"),
        CellKind::Date | CellKind::Onset => match answer.get("valueDate") {
            None => return absent(cell, link, answer),
            value => value.filter(|value| value.is_string()),
        },
        _ => answer.get("valueString").filter(|text| text.as_str().is_some_and(|text| !text.is_empty())),
    };
    let value = value.and_then(|json| cell_from_value(cell, json).ok());
    value.filter(|value| *value != Value::Unknown).ok_or_else(|| wrong(link, expected))
}

/// What the extensions of a date say that has no value.
fn absent(cell: Cell, link: &str, answer: &Map<String, Json>) -> Result<Value, ReadError> {
    let extensions = answer.get("_valueDate").and_then(|date| date.get("extension")).and_then(Json::as_array);
    let wrong = || wrong(link, "valueDate");
    let [extension] = extensions.ok_or_else(wrong)?.as_slice() else { return Err(wrong()) };
    match extension.get("url").and_then(Json::as_str) {
        Some(code::ABSENT) if extension.get("valueCode").and_then(Json::as_str) == Some("unknown") => {
            let is_onset = cell.kind() == CellKind::Onset;
            is_onset.then_some(Value::Unknown).ok_or_else(wrong)
        }
        Some(code::TYPED) => {
            let mut typed = Typed::default();
            for part in extension.get("extension").and_then(Json::as_array).ok_or_else(wrong)? {
                let input = match part.get("url").and_then(Json::as_str) {
                    Some("era") => &mut typed.era,
                    Some("y") => &mut typed.y,
                    Some("m") => &mut typed.m,
                    Some("d") => &mut typed.d,
                    _ => return Err(wrong()),
                };
                let text = part.get("valueString").and_then(Json::as_str).ok_or_else(wrong)?;
                text.clone_into(input);
            }
            Ok(from_inputs(typed, cell.kind()))
        }
        _ => Err(wrong()),
    }
}

fn chosen(link: &str, choices: &[Choice], answer: &Json) -> Result<u8, ReadError> {
    chosen_of(link, choices, answer.as_object().ok_or_else(|| wrong(link, "{}の形"))?)
}

/// The position of the choice that an answer names. A coding without a system is ours.
fn chosen_of(link: &str, choices: &[Choice], answer: &Map<String, Json>) -> Result<u8, ReadError> {
    let coding = answer.get("valueCoding");
    let text = |name: &str| coding.and_then(|coding| coding.get(name)).and_then(Json::as_str);
    let is_ours = text("system").is_none_or(|system| system == code::system(link));
    let position = choices.iter().position(|choice| is_ours && text("code") == Some(choice.label));
    position.map(|n| n as u8).ok_or_else(|| wrong(link, "様式にある選択肢のvalueCoding"))
}

fn mark(link: &str, answer: &Json) -> Result<Mark, ReadError> {
    let extensions = answer.get("extension").and_then(Json::as_array);
    let mut ours = extensions
        .into_iter()
        .flatten()
        .filter(|extension| extension.get("url").and_then(Json::as_str) == Some(code::MARK));
    let Some(extension) = ours.next() else { return Ok(Mark::Checked) };
    let name = extension.get("valueCode").and_then(Json::as_str).unwrap_or_default();
    let mark = code::MARKS.iter().find(|(known, _)| *known == name).map(|(_, mark)| *mark);
    mark.ok_or_else(|| wrong(link, "underlinedかunderline-onlyの印"))
}

fn item_at(item: &Item) -> u16 {
    crate::form::ITEMS.iter().position(|other| other.key == item.key).unwrap_or(0) as u16
}

fn wrong(link: &str, expected: &'static str) -> ReadError {
    ReadError::Answer { link: link.to_owned(), expected }
}
