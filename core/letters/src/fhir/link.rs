//! Link ids of groups, and which cell a link id names.

use crate::form::{Cell, DRUG_COLUMNS, Field, ITEMS, Item, Kind, Part, Question, Section};

/// The group of a section.
pub(super) const fn section(section: Section) -> &'static str {
    match section {
        Section::Basics => "basics",
        Section::Illness => "illness",
        Section::Treatment => "treatment",
        Section::MindBody => "mind-body",
        Section::Life => "life",
        Section::Remarks => "remarks-section",
    }
}

/// The group of a question.
pub(super) fn question(question: &Question) -> String {
    [section(question.section), ".", &question.number.to_string()].concat()
}

/// The group of an item of several parts.
pub(super) fn parts(item: &Item) -> String {
    match item.kind {
        Kind::Drugs => item.key.to_owned(),
        _ => [item.key, ".parts"].concat(),
    }
}

/// Whether the parts of an answer to this kind of item are questions of their own.
pub(super) const fn has_parts(kind: Kind) -> bool {
    matches!(kind, Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree | Kind::Care | Kind::Drugs)
}

/// A column of the drug table.
pub(super) fn drug(key: &str, column: u8) -> String {
    let name = DRUG_COLUMNS.get(usize::from(column)).copied().unwrap_or_default();
    [key, ".", name].concat()
}

/// What a link id names.
pub(super) enum Target {
    /// A group, which has no answers of its own.
    Group,
    /// One row of drugs.
    DrugRow,
    /// A column of the row of drugs it stands in.
    Drug(u8),
    /// An item whose options are its answers.
    Options(&'static Item),
    /// One cell.
    Cell(Cell),
}

/// What this link id names; none when the form has nothing of that name.
pub(super) fn target(link: &str) -> Option<Target> {
    if Section::ALL.iter().any(|group| section(*group) == link)
        || crate::form::QUESTIONS.iter().any(|group| question(group) == link)
        || ITEMS.iter().any(|item| has_parts(item.kind) && item.kind != Kind::Drugs && parts(item) == link)
    {
        return Some(Target::Group);
    }
    if let Some(item) = ITEMS.iter().find(|item| item.kind == Kind::Drugs) {
        if link == item.key {
            return Some(Target::DrugRow);
        }
        let mut columns = 0..DRUG_COLUMNS.len() as u8;
        if let Some(column) = columns.find(|column| drug(item.key, *column) == link) {
            return Some(Target::Drug(column));
        }
    }
    let field = Field::parse(link).ok()?;
    let item = field.of_item();
    match (item.kind, field.part) {
        (Kind::Many(_) | Kind::Marks(_), Part::Whole) => Some(Target::Options(item)),
        (_, Part::Option(_) | Part::Drug(..)) => None,
        _ => Cell::of(field).map(Target::Cell),
    }
}
