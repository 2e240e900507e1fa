//! A letter: an edition of the form and what was typed into it.

use ja::Date;

use crate::form::{CELLS, Cell, CellKind, Edition};

/// One letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The edition of the form.
    pub edition: Edition,
    values: Box<[Value]>,
}

/// What one cell holds, as typed: an impossible date or an odd number is kept, and a rule speaks of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// A set check.
    Checked,
    /// Text or a number; never empty.
    Text(String),
    /// The position of the chosen choice.
    Choice(u8),
    /// A mark of 医学的管理の必要性.
    Mark(Mark),
    /// A whole date that exists.
    Date(Date),
    /// A year and month that exist (1 to 12).
    Month(i32, u8),
    /// A year alone.
    Year(i32),
    /// 不詳.
    Unknown,
    /// A date as typed: incomplete, impossible, or in an era that the plain form would lose (平成31年 alone).
    Typed(Box<Typed>),
}

/// The four inputs of a date as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// 元号, or empty.
    pub era: String,
    /// Year of the era.
    pub y: String,
    /// Month.
    pub m: String,
    /// Day.
    pub d: String,
}

/// How a service of 4(5) is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Checked.
    Checked,
    /// Checked and underlined (特に必要性が高い).
    Underlined,
    /// Underlined without the check, as some files have it.
    UnderlineOnly,
}

impl Letter {
    /// An empty letter.
    pub fn new(edition: Edition) -> Letter {
        Letter { edition, values: vec![Value::Empty; CELLS.len()].into() }
    }

    /// What a cell holds.
    pub fn get(&self, cell: Cell) -> &Value {
        self.values.get(cell.index()).unwrap_or(&Value::Empty)
    }

    /// Puts a value into a cell and gives back the one it held.
    ///
    /// # Errors
    /// Gives the new value back when the cell cannot hold it (a date in a check); the letter is unchanged.
    pub fn set(&mut self, cell: Cell, value: Value) -> Result<Value, Value> {
        match self.values.get_mut(cell.index()) {
            Some(slot) if value.fits(cell.kind()) => Ok(core::mem::replace(slot, value)),
            _ => Err(value),
        }
    }

    /// Every cell that holds something, in form order.
    pub fn filled(&self) -> impl Iterator<Item = (Cell, &Value)> {
        Cell::all().zip(self.values.iter()).filter(|(_, value)| !value.is_empty())
    }

    /// Whether a check or an option is set, or a service marked with a check.
    pub fn checked(&self, cell: Cell) -> bool {
        matches!(self.get(cell), Value::Checked | Value::Mark(Mark::Checked | Mark::Underlined))
    }

    /// The text of a cell, empty when there is none.
    pub fn text(&self, cell: Cell) -> &str {
        match self.get(cell) {
            Value::Text(text) => text,
            _ => "",
        }
    }

    /// The chosen choice's position.
    pub fn choice(&self, cell: Cell) -> Option<u8> {
        match self.get(cell) {
            Value::Choice(choice) => Some(*choice),
            _ => None,
        }
    }

    /// The date, if it is whole and exists.
    pub fn date(&self, cell: Cell) -> Option<Date> {
        match self.get(cell) {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether the cell holds nothing.
    pub fn is_empty(&self, cell: Cell) -> bool {
        self.get(cell).is_empty()
    }
}

impl Value {
    /// Text as a value: empty text is [`Value::Empty`].
    pub fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        if text.is_empty() { Value::Empty } else { Value::Text(text) }
    }

    /// Whether this is nothing.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }

    /// Whether a cell of this kind can hold it.
    pub fn fits(&self, kind: CellKind) -> bool {
        match (self, kind) {
            (Value::Empty, _)
            | (Value::Checked, CellKind::Flag)
            | (Value::Mark(_), CellKind::Mark)
            | (Value::Date(_) | Value::Typed(_), CellKind::Date | CellKind::Onset)
            | (Value::Unknown, CellKind::Onset) => true,
            (Value::Year(year), CellKind::Onset) => (1..=9999).contains(year),
            (Value::Month(year, month), CellKind::Onset) => {
                (1..=9999).contains(year) && (1..=12).contains(month)
            }
            (Value::Text(text), CellKind::Text | CellKind::Number) => !text.is_empty(),
            (Value::Choice(choice), CellKind::Choice(choices)) => usize::from(*choice) < choices.len(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{cell, choice, option};

    #[test]
    fn a_cell_takes_only_what_it_can_hold() {
        let mut letter = Letter::new(Edition::R8);
        let hand = cell("hand");
        assert_eq!(letter.set(hand, Value::Checked), Err(Value::Checked));
        assert_eq!(letter.set(hand, Value::Choice(9)), Err(Value::Choice(9)));
        assert_eq!(letter.set(hand, Value::Choice(choice("hand", "左"))), Ok(Value::Empty));
        assert_eq!(letter.choice(hand), Some(1));
        assert_eq!(letter.set(cell("remarks"), Value::Text(String::new())), Err(Value::Text(String::new())));
        assert_eq!(letter.filled().count(), 1);
    }

    #[test]
    fn a_service_only_underlined_is_not_checked() {
        let mut letter = Letter::new(Edition::R8);
        let visit = option("med", "訪問診療");
        letter.set(visit, Value::Mark(Mark::UnderlineOnly)).unwrap();
        assert!(!letter.checked(visit));
        letter.set(visit, Value::Mark(Mark::Underlined)).unwrap();
        assert!(letter.checked(visit));
    }
}
