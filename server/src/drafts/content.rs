//! What a draft says, as it is kept: the merge's own state, cells named by their paths.

use std::collections::BTreeMap;

use letters::json::{cell_from_value, cell_to_value};
use letters::{Cell, Edition, Field, Letter};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sync::{FewMap, FewSet, Shared, State};
use wire::drafts::Confirmation;

use crate::store::StoreError;

/// The stored content of a draft. Cells another edition asks are kept, too: a change of edition loses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) form: String,
    pub(crate) cells: BTreeMap<String, Value>,
    pub(crate) copied: Vec<String>,
    pub(crate) confirmations: Vec<Confirmation>,
    pub(crate) waiting: bool,
    pub(crate) conflicts: Vec<Conflict>,
    /// Editions somebody chose without knowing of `form`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) editions: Vec<String>,
    /// Who last wrote each cell.
    pub(crate) written: BTreeMap<String, Side>,
}

/// A cell with several values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Conflict {
    pub(crate) field: String,
    pub(crate) before: Value,
    pub(crate) standing: Side,
    pub(crate) others: Vec<Side>,
}

/// A value and who typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Side {
    pub(crate) value: Value,
    pub(crate) author: String,
    pub(crate) device: String,
    pub(crate) at: String,
}

impl Content {
    /// What is kept of a merged draft.
    pub(crate) fn of(shared: &Shared) -> Content {
        let State { letter, copied, confirmations, waiting } = &shared.state;
        let conflicts = shared.conflicts.iter().map(|(cell, conflict)| Conflict {
            field: path(*cell),
            before: cell_to_value(*cell, &conflict.before),
            standing: side(*cell, &conflict.standing),
            others: conflict.others.iter().map(|other| side(*cell, other)).collect(),
        });
        Content {
            form: letter.edition.name().to_owned(),
            cells: letter.filled().map(|(cell, value)| (path(cell), cell_to_value(cell, value))).collect(),
            copied: copied.iter().map(|cell| path(*cell)).collect(),
            confirmations: confirmations.iter().map(Confirmation::from).collect(),
            waiting: *waiting,
            conflicts: conflicts.collect(),
            editions: shared.editions.iter().map(|edition| edition.name().to_owned()).collect(),
            written: shared.written.iter().map(|(cell, by)| (path(*cell), side(*cell, by))).collect(),
        }
    }

    /// The letter as it stands.
    pub(crate) fn letter(&self) -> Result<Letter, StoreError> {
        let mut letter = Letter::new(edition(&self.form)?);
        for (field, json) in &self.cells {
            let cell = cell(field)?;
            let value = cell_from_value(cell, json).map_err(|_| unreadable(field))?;
            letter.set(cell, value).map_err(|_| unreadable(field))?;
        }
        Ok(letter)
    }

    /// The state a merge goes on from. `held` are the operations of the coming batch that are merged already.
    pub(crate) fn shared(&self, version: u64, held: FewSet<String>) -> Result<Shared, StoreError> {
        let mut conflicts = FewMap::new();
        for conflict in &self.conflicts {
            let cell = cell(&conflict.field)?;
            let others = conflict.others.iter().map(|other| read_side(cell, other));
            conflicts.insert(
                cell,
                sync::Conflict {
                    before: cell_from_value(cell, &conflict.before)
                        .map_err(|_| unreadable(&conflict.field))?,
                    standing: read_side(cell, &conflict.standing)?,
                    others: others.collect::<Result<_, _>>()?,
                },
            );
        }
        let written = self.written.iter().map(|(field, by)| {
            let cell = cell(field)?;
            Ok((cell, read_side(cell, by)?))
        });
        let state = State {
            letter: self.letter()?,
            copied: self.copied.iter().map(|field| cell(field)).collect::<Result<_, _>>()?,
            confirmations: self.confirmations.iter().map(sync::Confirmation::from).collect(),
            waiting: self.waiting,
        };
        let written = written.collect::<Result<_, StoreError>>()?;
        let editions = self.editions.iter().map(|name| edition(name)).collect::<Result<_, _>>()?;
        Ok(Shared { version, state, conflicts, editions, held, written })
    }
}

/// The cell a stored path names.
fn cell(path: &str) -> Result<Cell, StoreError> {
    Field::parse(path).ok().and_then(Cell::of).ok_or_else(|| unreadable(path))
}

fn edition(name: &str) -> Result<Edition, StoreError> {
    Edition::parse(name).ok_or_else(|| unreadable(name))
}

fn path(cell: Cell) -> String {
    cell.field().path()
}

fn unreadable(field: &str) -> StoreError {
    StoreError(format!("a stored draft holds `{field}`, which this form does not have"))
}

fn side(cell: Cell, side: &sync::Side) -> Side {
    Side {
        value: cell_to_value(cell, &side.value),
        author: side.author.clone(),
        device: side.device.clone(),
        at: side.at.clone(),
    }
}

fn read_side(cell: Cell, side: &Side) -> Result<sync::Side, StoreError> {
    Ok(sync::Side {
        value: cell_from_value(cell, &side.value).map_err(|_| unreadable(&path(cell)))?,
        author: side.author.clone(),
        device: side.device.clone(),
        at: side.at.clone(),
    })
}
