use super::{parent, value_text};
use crate::answers::{Letter, Mark, Value};
use crate::form::{Cell, DRUG_COLUMNS, Field, Item, Kind, Part, Show};

/// An item's whole answer in words, with the items that stand under it: 有：昼夜逆転、その他（独語）. Empty for nothing.
pub fn item_text(item: &Item, letter: &Letter) -> String {
    let own = own_text(item, letter);
    let below: Vec<String> = crate::form::ITEMS
        .iter()
        .filter(|other| parent(other) == Some(item.key) && !matches!(other.show, Show::With(..)))
        .filter_map(|other| {
            let text = item_text(other, letter);
            match (text.is_empty(), other.show) {
                (true, _) => None,
                (_, Show::When(..)) if !matches!(other.kind, Kind::One(_)) => Some(text),
                _ => Some([other.label, "（", &text, "）"].concat()),
            }
        })
        .collect();
    joined(own, &below.join("、"))
}

fn own_text(item: &Item, letter: &Letter) -> String {
    let text = |part| cell(item, part).map_or(String::new(), |cell| value_text(cell, letter.get(cell)));
    match item.kind {
        Kind::Many(choices) | Kind::Marks(choices) => {
            let mut chosen = Vec::new();
            for (n, choice) in (0..).zip(choices) {
                let detail = detail(item, choice.label, letter);
                let value = cell(item, Part::Option(n)).map_or(&Value::Empty, |cell| letter.get(cell));
                let mark = match value {
                    Value::Empty if detail.is_empty() => continue,
                    Value::Mark(Mark::Underlined) => "（下線）",
                    Value::Mark(Mark::UnderlineOnly) => "（下線のみ）",
                    _ => "",
                };
                let bracketed = if detail.is_empty() { detail } else { ["（", &detail, "）"].concat() };
                chosen.push([choice.label, mark, &bracketed].concat());
            }
            chosen.join("、")
        }
        Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree => {
            let parts: Vec<_> =
                [text(Part::Site), text(Part::Degree)].into_iter().filter(|part| !part.is_empty()).collect();
            joined(text(Part::Whole), &parts.join("、"))
        }
        Kind::Care => joined([text(Part::Whole), text(Part::Choice)].concat(), &text(Part::Text)),
        Kind::Drugs => {
            let rows = (0..crate::form::DRUG_ROWS as u8).map(|row| {
                let columns = (0..DRUG_COLUMNS.len() as u8).map(|column| text(Part::Drug(row, column)));
                columns.filter(|column| !column.is_empty()).collect::<Vec<_>>().join(" ")
            });
            rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
        }
        _ => text(Part::Whole),
    }
}

/// The text that stands behind this option (その他の症状).
fn detail(list: &Item, option: &'static str, letter: &Letter) -> String {
    let asked = |item: &&Item| item.show == Show::With(list.key, option);
    crate::form::ITEMS.iter().find(asked).map_or(String::new(), |item| item_text(item, letter))
}

fn cell(item: &Item, part: Part) -> Option<Cell> {
    Cell::of(Field { part, ..Field::parse(item.key).ok()? })
}

fn joined(head: String, rest: &str) -> String {
    match (head.is_empty(), rest.is_empty()) {
        (_, true) => head,
        (true, _) => rest.to_owned(),
        _ => [&head, "：", rest].concat(),
    }
}
