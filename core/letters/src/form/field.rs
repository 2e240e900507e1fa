use core::fmt;

use super::cells::DRUG_COLUMNS;
use super::{Cell, DRUG_ROWS, Edition, ITEMS, Item, Kind};

/// A part of an item's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The answer itself, or the check of an item with parts. Path: the key alone.
    Whole,
    /// One option of a multiple choice, by position. Path: `key.label`.
    Option(u8),
    /// 部位. Path: `key.site`.
    Site,
    /// 程度. Path: `key.degree`.
    Degree,
    /// The text of 留意事項. Path: `key.text`.
    Text,
    /// 特になし／あり of H21. Path: `key.choice`.
    Choice,
    /// Row and column of the drug table, from 0. Path: `drugs.1.name` (rows from 1).
    Drug(u8, u8),
}

impl Part {
    pub(super) const fn is(self, other: Part) -> bool {
        match (self, other) {
            (Part::Option(a), Part::Option(b)) => a == b,
            (Part::Drug(a, b), Part::Drug(c, d)) => a == c && b == d,
            (Part::Whole, Part::Whole)
            | (Part::Site, Part::Site)
            | (Part::Degree, Part::Degree)
            | (Part::Text, Part::Text)
            | (Part::Choice, Part::Choice) => true,
            _ => false,
        }
    }
}

/// The address of an answer or a part of it: what patches, findings, diffs and audit name.
///
/// Written as a path: `key` or `key.part`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// Position in [`ITEMS`].
    pub item: u16,
    /// Which part.
    pub part: Part,
}

/// Why a path names nothing of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldError {
    /// No item has this key.
    UnknownKey(String),
    /// The item has no such part.
    UnknownPart(String),
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldError::UnknownKey(key) => write!(f, "「{key}」という項目は様式にありません。"),
            FieldError::UnknownPart(path) => write!(f, "「{path}」という部分は様式にありません。"),
        }
    }
}

impl core::error::Error for FieldError {}

impl From<Cell> for Field {
    fn from(cell: Cell) -> Field {
        cell.field()
    }
}

impl Field {
    /// The whole of the item with this key, for constants: an unknown key does not compile.
    pub const fn item(key: &str) -> Field {
        Field { item: super::item_index(key), part: Part::Whole }
    }

    /// The item.
    pub fn of_item(self) -> &'static Item {
        ITEMS.get(usize::from(self.item)).unwrap_or(&ITEMS[0])
    }

    /// `key` or `key.part`.
    pub fn path(self) -> String {
        let item = self.of_item();
        let key = item.key;
        match self.part {
            Part::Whole => key.to_owned(),
            Part::Option(i) => {
                format!("{key}.{}", item.choices().get(usize::from(i)).map_or("", |choice| choice.label))
            }
            Part::Site => format!("{key}.site"),
            Part::Degree => format!("{key}.degree"),
            Part::Text => format!("{key}.text"),
            Part::Choice => format!("{key}.choice"),
            Part::Drug(row, column) => {
                let name = DRUG_COLUMNS.get(usize::from(column)).copied().unwrap_or_default();
                format!("{key}.{}.{name}", row + 1)
            }
        }
    }

    /// Reads a path.
    ///
    /// # Errors
    /// When the form has no such key, or the item no such part.
    pub fn parse(path: &str) -> Result<Field, FieldError> {
        let (key, name) = path.split_once('.').unwrap_or((path, ""));
        let index = ITEMS
            .iter()
            .position(|item| item.key == key)
            .ok_or_else(|| FieldError::UnknownKey(key.to_owned()))?;
        let unknown = || FieldError::UnknownPart(path.to_owned());
        let item = ITEMS.get(index).ok_or_else(unknown)?;
        let field = Field { item: index as u16, part: Part::Whole };
        if !path.contains('.') {
            return Ok(field);
        }
        let part = match (item.kind, name) {
            (Kind::Many(choices) | Kind::Marks(choices), _) => {
                Part::Option(choices.iter().position(|choice| choice.label == name).ok_or_else(unknown)? as u8)
            }
            (Kind::Drugs, _) => {
                let (row, column) = name.split_once('.').ok_or_else(unknown)?;
                let row: usize = row.parse().map_err(|_| unknown())?;
                let column = DRUG_COLUMNS.iter().position(|c| *c == column).ok_or_else(unknown)?;
                if !(1..=DRUG_ROWS).contains(&row) {
                    return Err(unknown());
                }
                Part::Drug((row - 1) as u8, column as u8)
            }
            (_, "site") => Part::Site,
            (_, "degree") => Part::Degree,
            (_, "text") => Part::Text,
            (_, "choice") => Part::Choice,
            _ => return Err(unknown()),
        };
        let field = Field { part, ..field };
        Cell::of(field).map(|_| field).ok_or_else(unknown)
    }

    /// Whether this edition's paper asks for this part.
    pub fn is_asked(self, edition: Edition) -> bool {
        let item = self.of_item();
        let part = match (item.kind, self.part) {
            (_, Part::Option(i)) => {
                item.choices().get(usize::from(i)).is_some_and(|choice| choice.editions.has(edition))
            }
            (Kind::Care, Part::Choice) => edition == Edition::H21 && item.key != "care_other",
            (Kind::Care, Part::Whole) => edition != Edition::H21,
            _ => true,
        };
        part && item.editions.has(edition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_names_are_refused() {
        for (path, error) in [
            ("nope", FieldError::UnknownKey("nope".into())),
            ("hand.site", FieldError::UnknownPart("hand.site".into())),
            ("tx.なし", FieldError::UnknownPart("tx.なし".into())),
            ("drugs.9.name", FieldError::UnknownPart("drugs.9.name".into())),
            ("drugs.0.name", FieldError::UnknownPart("drugs.0.name".into())),
            ("hand.", FieldError::UnknownPart("hand.".into())),
        ] {
            assert_eq!(Field::parse(path), Err(error));
        }
    }

    #[test]
    fn editions_ask_their_own_parts() {
        let asked = |path: &str, edition| Field::parse(path).unwrap().is_asked(edition);
        assert!(asked("consent", Edition::R3) && !asked("consent", Edition::R8));
        assert!(asked("care_bp.choice", Edition::H21) && !asked("care_bp.choice", Edition::R8));
        assert!(asked("med.老人保健施設", Edition::R8) && !asked("med.老人保健施設", Edition::H21));
    }
}
