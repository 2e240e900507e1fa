//! Drafts as they cross the network, and as the merge and the devices' machines know them.

use core::fmt;
use sync::FewSet;

use letters::json::{ReadError, cell_from_value, cell_to_value, from_value, to_value};
use letters::{Cell, Edition, Field, Value};
use serde_json::Value as Json;
use sync::{Known, Shared, State};

use super::{Action, Confirmation, Conflict, DraftView, Operation, Side};
use crate::Problem;

/// Why something of a draft is not understood: this build's form has no such field, value or edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotUnderstood {
    /// A path names no cell.
    Field(String),
    /// A cell cannot hold the value, or a letter is none.
    Value(ReadError),
    /// No edition has this name.
    Form(String),
}

/// What is known about a draft beside what it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Stable id.
    pub id: String,
    /// The request it answers.
    pub request_id: Option<String>,
    /// The sent letter it replaces.
    pub replaces: Option<String>,
    /// Whether a letter was sent from it.
    pub finished: bool,
    /// Ids of the answered batch.
    pub held: Vec<String>,
    /// When it last changed.
    pub changed_at: String,
    /// Who changed it last: 氏名.
    pub changed_by: String,
}

/// The cell a path names.
///
/// # Errors
/// Names the path when the form has no such cell.
pub fn cell(path: &str) -> Result<Cell, NotUnderstood> {
    Field::parse(path).ok().and_then(Cell::of).ok_or_else(|| NotUnderstood::Field(path.to_owned()))
}

/// What an answered draft says, for [`sync::DraftEvent::Heard`]; `epoch` stands beside the answer, in its header.
///
/// The wire names the sides of a conflict by 氏名, so their `author` is a 氏名 here.
///
/// # Errors
/// Names the field that this build does not understand.
pub fn known(view: &DraftView, epoch: u32) -> Result<Known, NotUnderstood> {
    let mut letter = from_value(&view.letter)?;
    for (path, json) in &view.not_asked {
        let cell = cell(path)?;
        letter.set(cell, value(cell, json)?).map_err(|_| NotUnderstood::Field(path.clone()))?;
    }
    let mut state = State::new(letter);
    state.copied = view.copied.iter().map(|path| cell(path)).collect::<Result<_, _>>()?;
    state.confirmations = view.confirmations.iter().map(sync::Confirmation::from).collect();
    state.waiting = view.waiting;
    Ok(Known {
        epoch,
        version: view.version,
        conflicts: view.conflicts.iter().map(Conflict::read).collect::<Result<_, _>>()?,
        editions: view.editions.iter().map(|name| edition(name)).collect::<Result<_, _>>()?,
        finished: view.finished,
        ..Known::new(state)
    })
}

impl DraftView {
    /// A draft as its facility's devices see it; `name` gives the 氏名 of a user id.
    pub fn of(shared: &Shared, about: About, name: impl Fn(&str) -> String) -> DraftView {
        let About { id, request_id, replaces, finished, held, changed_at, changed_by } = about;
        let mut view =
            DraftView { id, request_id, replaces, held, changed_at, changed_by, ..DraftView::default() };
        view.put_state(&shared.state, &shared.editions);
        (view.version, view.finished) = (shared.version, finished);
        view.conflicts = shared.conflicts.iter().map(|(cell, two)| Conflict::of(*cell, two, &name)).collect();
        view
    }

    /// Puts what is known on a device in place of what the view said, for the device's disk: [`known`] reads it.
    /// Epoch and unseen cells have no place in it.
    pub fn put(&mut self, known: &Known) {
        self.put_state(&known.state, &known.editions);
        (self.version, self.finished) = (known.version, known.finished);
        let conflict = |(cell, two): (&Cell, _)| Conflict::of(*cell, two, str::to_owned);
        self.conflicts = known.conflicts.iter().map(conflict).collect();
    }

    fn put_state(&mut self, state: &State, editions: &FewSet<Edition>) {
        let letter = &state.letter;
        let beside = letter.filled().filter(|(cell, _)| !cell.field().is_asked(letter.edition));
        self.not_asked =
            beside.map(|(cell, value)| (cell.field().path(), cell_to_value(cell, value))).collect();
        self.letter = to_value(letter);
        self.copied = state.copied.iter().map(|cell| cell.field().path()).collect();
        self.confirmations = state.confirmations.iter().map(Confirmation::from).collect();
        self.waiting = state.waiting;
        self.editions = editions.iter().map(|edition| edition.name().to_owned()).collect();
    }
}

impl Conflict {
    /// A conflict as it is shown; `name` gives the 氏名 of a user id.
    pub fn of(cell: Cell, conflict: &sync::Conflict, name: impl Fn(&str) -> String) -> Conflict {
        let side = |side: &sync::Side| Side {
            value: cell_to_value(cell, &side.value),
            name: name(&side.author),
            device: side.device.clone(),
            at: side.at.clone(),
        };
        Conflict {
            field: cell.field().path(),
            before: cell_to_value(cell, &conflict.before),
            standing: side(&conflict.standing),
            others: conflict.others.iter().map(side).collect(),
        }
    }

    fn read(&self) -> Result<(Cell, sync::Conflict), NotUnderstood> {
        let cell = cell(&self.field)?;
        let side = |side: &Side| {
            let (author, device, at) = (side.name.clone(), side.device.clone(), side.at.clone());
            Ok(sync::Side { value: value(cell, &side.value)?, author, device, at })
        };
        let others = self.others.iter().map(side).collect::<Result<_, NotUnderstood>>()?;
        let before = value(cell, &self.before)?;
        Ok((cell, sync::Conflict { before, standing: side(&self.standing)?, others }))
    }
}

impl From<&sync::Operation> for Operation {
    fn from(operation: &sync::Operation) -> Operation {
        let sync::Operation { id, at, author, device, action } = operation.clone();
        Operation { id, at, author, device, action: Action::from(&action) }
    }
}

impl TryFrom<&Operation> for sync::Operation {
    type Error = NotUnderstood;

    fn try_from(operation: &Operation) -> Result<sync::Operation, NotUnderstood> {
        let Operation { id, at, author, device, action } = operation.clone();
        Ok(sync::Operation { id, at, author, device, action: sync::Action::try_from(&action)? })
    }
}

impl From<&sync::Action> for Action {
    fn from(action: &sync::Action) -> Action {
        match action {
            sync::Action::Set { cell, before, after, copied } => Action::Set {
                field: cell.field().path(),
                before: cell_to_value(*cell, before),
                after: cell_to_value(*cell, after),
                copied: *copied,
            },
            sync::Action::Form { before, after } => {
                Action::Form { before: before.name().to_owned(), after: after.name().to_owned() }
            }
            sync::Action::Confirm(confirmation) => Action::Confirm(confirmation.into()),
            sync::Action::Handover { waiting } => Action::Handover { waiting: *waiting },
            sync::Action::Resolve { cell, seen, after } => Action::Resolve {
                field: cell.field().path(),
                seen: seen.iter().map(|value| cell_to_value(*cell, value)).collect(),
                after: cell_to_value(*cell, after),
            },
        }
    }
}

impl TryFrom<&Action> for sync::Action {
    type Error = NotUnderstood;

    fn try_from(action: &Action) -> Result<sync::Action, NotUnderstood> {
        Ok(match action {
            Action::Set { field, before, after, copied } => {
                let cell = cell(field)?;
                let (before, after) = (value(cell, before)?, value(cell, after)?);
                sync::Action::Set { cell, before, after, copied: *copied }
            }
            Action::Form { before, after } => {
                sync::Action::Form { before: edition(before)?, after: edition(after)? }
            }
            Action::Confirm(confirmation) => sync::Action::Confirm(confirmation.into()),
            Action::Handover { waiting } => sync::Action::Handover { waiting: *waiting },
            Action::Resolve { field, seen, after } => {
                let cell = cell(field)?;
                let seen = seen.iter().map(|json| value(cell, json)).collect::<Result<_, _>>()?;
                sync::Action::Resolve { cell, seen, after: value(cell, after)? }
            }
        })
    }
}

impl From<&sync::Confirmation> for Confirmation {
    fn from(confirmation: &sync::Confirmation) -> Confirmation {
        let sync::Confirmation { rule, field, values, by, name, at } = confirmation.clone();
        Confirmation { rule, field, values, by, name, at }
    }
}

impl From<&Confirmation> for sync::Confirmation {
    fn from(confirmation: &Confirmation) -> sync::Confirmation {
        let Confirmation { rule, field, values, by, name, at } = confirmation.clone();
        sync::Confirmation { rule, field, values, by, name, at }
    }
}

fn value(cell: Cell, json: &Json) -> Result<Value, NotUnderstood> {
    Ok(cell_from_value(cell, json)?)
}

fn edition(name: &str) -> Result<Edition, NotUnderstood> {
    Edition::parse(name).ok_or_else(|| NotUnderstood::Form(name.to_owned()))
}

impl NotUnderstood {
    /// The path it is about, if it is about one; `form` for an edition.
    pub fn field(&self) -> Option<&str> {
        match self {
            NotUnderstood::Field(path) => Some(path),
            NotUnderstood::Value(error) => error.key(),
            NotUnderstood::Form(_) => Some("form"),
        }
    }
}

impl From<ReadError> for NotUnderstood {
    fn from(error: ReadError) -> NotUnderstood {
        NotUnderstood::Value(error)
    }
}

impl From<NotUnderstood> for Problem {
    /// 422 `draft.invalid`, naming the field.
    fn from(error: NotUnderstood) -> Problem {
        Problem {
            code: "draft.invalid".to_owned(),
            title: "下書きの内容に、様式にない項目や値があります。".to_owned(),
            status: 422,
            detail: None,
            field: error.field().map(str::to_owned),
            action: Some("示された項目を直して送り直してください。".to_owned()),
            letter_id: None,
            draft_id: None,
        }
    }
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotUnderstood::Field(path) => write!(f, "「{path}」という項目は様式にありません。"),
            NotUnderstood::Value(error) => error.fmt(f),
            NotUnderstood::Form(form) => {
                write!(f, "様式「{form}」はありません。H21、R3、R8のいずれかを書いてください。")
            }
        }
    }
}

impl core::error::Error for NotUnderstood {}
