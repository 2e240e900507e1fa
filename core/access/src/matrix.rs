use core::fmt;

use ja::Date;

use crate::row::{Relation, Row, Who};
use crate::{Action, Kind, Profession};

const BUILT_IN: &str = include_str!("../data/matrix.tsv");

/// The table of who may do what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix(Vec<(Action, Row)>);

/// What is wrong with a table: the line, from 1, and the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixError {
    /// Which line.
    pub line: usize,
    /// The cell that is not understood; empty when the line has another number of cells.
    pub cell: String,
}

impl fmt::Display for MatrixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}行目の「{}」が読めません", self.line, self.cell)
    }
}

impl Matrix {
    /// The table of this build; it allows nothing if it could not be read, which a test rules out.
    pub fn built_in() -> Matrix {
        Matrix::parse(BUILT_IN).unwrap_or(Matrix(Vec::new()))
    }

    /// Reads a table: tab-separated, `#` begins a comment. A cell that is not understood refuses the whole table.
    pub fn parse(text: &str) -> Result<Matrix, MatrixError> {
        let mut rows = Vec::new();
        for (n, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let row = row(line).map_err(|cell| MatrixError { line: n + 1, cell: cell.to_owned() })?;
            rows.push(row);
        }
        Ok(Matrix(rows))
    }

    pub(crate) fn rows(&self, action: Action) -> impl Iterator<Item = &Row> {
        self.0.iter().filter(move |(of, _)| *of == action).map(|(_, row)| row)
    }
}

fn row(line: &str) -> Result<(Action, Row), &str> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [action, kinds, who, professions, relations, consent, from, until, source] = cells.as_slice() else {
        return Err("");
    };
    if source.is_empty() {
        return Err("");
    }
    let row = Row {
        kinds: list(kinds, |word| match word {
            "medical" => Some(vec![Kind::Clinic, Kind::CareClinic]),
            "places" => Some(Kind::ALL.iter().copied().filter(|kind| kind.is_place()).collect()),
            "*" => Some(Kind::ALL.to_vec()),
            word => Kind::parse(word).map(|kind| vec![kind]),
        })?,
        who: list(who, |word| Who::parse(word).map(|who| vec![who]))?,
        professions: match *professions {
            "*" => Vec::new(),
            cell => list(cell, |word| Profession::parse(word).map(|profession| vec![profession]))?,
        },
        relations: list(relations, |word| Relation::parse(word).map(|relation| vec![relation]))?,
        consent: match *consent {
            "-" => false,
            "consent" => true,
            cell => return Err(cell),
        },
        from: day(from)?,
        until: day(until)?,
    };
    Ok((Action::parse(action).ok_or(*action)?, row))
}

fn list<T>(cell: &str, read: impl Fn(&str) -> Option<Vec<T>>) -> Result<Vec<T>, &str> {
    let mut all = Vec::new();
    for word in cell.split(',') {
        all.extend(read(word).ok_or(word)?);
    }
    Ok(all)
}

fn day(cell: &str) -> Result<Option<Date>, &str> {
    match cell {
        "-" => Ok(None),
        cell => Date::parse_iso(cell).map(Some).ok_or(cell),
    }
}
