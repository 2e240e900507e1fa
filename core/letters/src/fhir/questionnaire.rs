use serde_json::{Map, Value as Json, json};

use super::{code, link};
use crate::form::{
    Cell, CellKind, Choice, DRUG_COLUMNS, DRUG_ROWS, Edition, Field, ITEMS, Item, Kind, Part, QUESTIONS,
    Question, Section, Show,
};
use crate::show::cell_name;

/// The form of an edition as a `Questionnaire`.
pub fn questionnaire(edition: Edition) -> Json {
    let name = edition.name();
    let id = ["ikensho-", &name.to_ascii_lowercase()].concat();
    let sections: Vec<Json> = Section::ALL.into_iter().map(|section| group(section, edition)).collect();
    json!({
        "resourceType": "Questionnaire",
        "id": id,
        "language": "ja",
        "url": code::url(edition),
        "version": code::VERSION,
        "name": format!("Ikensho{name}"),
        "title": format!("主治医意見書（{name}様式）"),
        "status": "active",
        "experimental": true,
        "publisher": "Ikensho",
        "description": "主治医意見書の様式をIkenshoがFHIR R4で表した独自のプロファイルです。国が定めたものではありません。",
        "subjectType": ["Patient"],
        "item": sections,
    })
}

fn group(section: Section, edition: Edition) -> Json {
    let questions = QUESTIONS.iter().filter(|question| question.section == section);
    let items: Vec<Json> = questions.filter_map(|question| of_question(question, edition)).collect();
    let mut group = json!({
        "linkId": link::section(section), "text": section.title(), "type": "group", "item": items,
    });
    if let (Some(number), Some(group)) = (section.number(), group.as_object_mut()) {
        group.insert("prefix".to_owned(), number.to_string().into());
    }
    group
}

/// A question, unless the edition asks nothing of it.
fn of_question(question: &Question, edition: Edition) -> Option<Json> {
    let mine = |item: &&Item| (item.section, item.question) == (question.section, question.number);
    let asked = (0..).zip(&ITEMS).filter(|(_, item)| mine(item) && item.editions.has(edition));
    let items: Vec<Json> = asked.map(|(index, item)| of_item(index, item, edition)).collect();
    let mut group = json!({
        "linkId": link::question(question), "text": question.title, "type": "group", "item": items,
    });
    if question.printed
        && let Some(group) = group.as_object_mut()
    {
        group.insert("prefix".to_owned(), format!("({})", question.number).into());
    }
    (!items.is_empty()).then_some(group)
}

fn of_item(index: u16, item: &Item, edition: Edition) -> Json {
    let at = |part| Field { item: index, part };
    let mut json = match item.kind {
        Kind::Many(choices) | Kind::Marks(choices) => {
            let mut json = choice(item.key, item.label, choices, edition);
            json.insert("repeats".to_owned(), true.into());
            json
        }
        Kind::Drugs => {
            let columns = (0..DRUG_COLUMNS.len() as u8).filter_map(|column| {
                let mut leaf = leaf(Cell::of(at(Part::Drug(0, column)))?, edition);
                leaf.insert("linkId".to_owned(), link::drug(item.key, column).into());
                leaf.insert("text".to_owned(), DRUG_LABELS.get(usize::from(column))?.to_string().into());
                Some(Json::Object(leaf))
            });
            let mut group = parts(item, columns.collect());
            group.insert("repeats".to_owned(), true.into());
            group.insert(
                "extension".to_owned(),
                json!([{
                    "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs",
                    "valueInteger": DRUG_ROWS,
                }]),
            );
            group
        }
        kind if link::has_parts(kind) => {
            let all = [Part::Whole, Part::Choice, Part::Site, Part::Degree, Part::Text];
            let asked = all.into_iter().map(at).filter(|field| field.is_asked(edition));
            let cells = asked.filter_map(Cell::of).map(|cell| Json::Object(leaf(cell, edition)));
            parts(item, cells.collect())
        }
        _ => Cell::of(at(Part::Whole)).map_or_else(Map::new, |cell| leaf(cell, edition)),
    };
    if let Some(when) = when(item.show) {
        json.insert("enableWhen".to_owned(), json!([when]));
    }
    Json::Object(json)
}

const DRUG_LABELS: [&str; 4] = ["薬剤名", "用量", "単位", "用法"];

fn parts(item: &Item, items: Vec<Json>) -> Map<String, Json> {
    let mut group = question(&link::parts(item), item.label, "group");
    group.insert("item".to_owned(), items.into());
    group
}

/// One cell as a question.
fn leaf(cell: Cell, edition: Edition) -> Map<String, Json> {
    let field = cell.field();
    let (item, path) = (field.of_item(), field.path());
    let text = cell_name(cell);
    match cell.kind() {
        CellKind::Choice(choices) => choice(&path, &text, choices, edition),
        CellKind::Flag => question(&path, &text, "boolean"),
        CellKind::Date | CellKind::Onset => question(&path, &text, "date"),
        _ => {
            let (text, kind) = match item.kind {
                Kind::Number(unit) => (format!("{text}（{unit}）"), "string"),
                Kind::LongText => (text, "text"),
                _ => (text, "string"),
            };
            let mut leaf = question(&path, &text, kind);
            let is_limited = !matches!(field.part, Part::Drug(..));
            if let Some(limit) = item.limit.filter(|_| is_limited) {
                // The limit counts full-width characters; a half-width one is half of one.
                leaf.insert("maxLength".to_owned(), (u32::from(limit.hard) * 2).into());
            }
            leaf
        }
    }
}

fn question(link: &str, text: &str, kind: &str) -> Map<String, Json> {
    let members = [("linkId", link), ("text", text), ("type", kind)];
    members.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}

fn choice(link: &str, text: &str, choices: &[Choice], edition: Edition) -> Map<String, Json> {
    let mut json = question(link, text, "choice");
    let options = choices.iter().filter(|choice| choice.editions.has(edition)).map(|choice| {
        let mut option = json!({ "valueCoding": coding(link, choice.label) });
        if choice.exclusive
            && let Some(option) = option.as_object_mut()
        {
            let exclusive = json!([{ "url": code::EXCLUSIVE, "valueBoolean": true }]);
            option.insert("extension".to_owned(), exclusive);
        }
        option
    });
    json.insert("answerOption".to_owned(), options.collect::<Vec<_>>().into());
    json
}

/// A choice as an answer.
pub(super) fn coding(link: &str, label: &str) -> Json {
    json!({ "system": code::system(link), "code": label, "display": label })
}

fn when(show: Show) -> Option<Json> {
    match show {
        Show::Always => None,
        Show::When(key, label) | Show::With(key, label) => {
            Some(json!({ "question": key, "operator": "=", "answerCoding": coding(key, label) }))
        }
        Show::Under(key) => Some(json!({ "question": key, "operator": "=", "answerBoolean": true })),
    }
}
