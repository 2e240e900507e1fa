use letters::json::cell_from_value;
use letters::{Cell, Edition, Field, Value};
use wire::drafts::{Action, Operation};

use super::content::read_confirmation;

/// Reads an operation as the merge takes it.
///
/// # Errors
/// The field whose path or value the form does not have.
pub(super) fn read(operation: &Operation) -> Result<sync::Operation, String> {
    let Operation { id, at, author, device, action } = operation.clone();
    let action = match &action {
        Action::Set { field, before, after, copied } => {
            let cell = cell(field)?;
            let (before, after) = (value(cell, before)?, value(cell, after)?);
            sync::Action::Set { cell, before, after, copied: *copied }
        }
        Action::Form { before, after } => {
            sync::Action::Form { before: edition(before)?, after: edition(after)? }
        }
        Action::Confirm(confirmation) => sync::Action::Confirm(read_confirmation(confirmation)),
        Action::Handover { waiting } => sync::Action::Handover { waiting: *waiting },
        Action::Resolve { field, seen, after } => {
            let cell = cell(field)?;
            let seen = seen.iter().map(|json| value(cell, json)).collect::<Result<_, _>>()?;
            sync::Action::Resolve { cell, seen, after: value(cell, after)? }
        }
    };
    Ok(sync::Operation { id, at, author, device, action })
}

/// The cell a path names.
pub(super) fn cell(path: &str) -> Result<Cell, String> {
    Field::parse(path).ok().and_then(Cell::of).ok_or_else(|| path.to_owned())
}

fn value(cell: Cell, json: &serde_json::Value) -> Result<Value, String> {
    cell_from_value(cell, json).map_err(|_| cell.field().path())
}

fn edition(name: &str) -> Result<Edition, String> {
    Edition::parse(name).ok_or_else(|| "form".to_owned())
}
