//! D: how much a text holds. Lengths are counted in half-width columns: twice the limits, which count full-width
//! characters.

use ja::width::line_count;

use super::finding::{Arg, Args, Findings, Severity};
use super::mutate::{all, any, cond};
use super::table::Rule::*;
use crate::answers::Letter;
use crate::course::printed_lines;
use crate::form::{COURSE_COLUMNS, COURSE_LINES, Cell, Limit, Part, REMARKS_COLUMNS, REMARKS_LINES, cell};

const COURSE: Cell = cell("course_text");
const RISK_PLAN: Cell = cell("risk_plan");
const REMARKS: Cell = cell("remarks");

/// What fits into a Shift_JIS field of 対処方針.
const RISK_PLAN_BYTES: usize = 89;

/// D31 for a text of its own. Of 対処方針 and 特記すべき事項 only the hard limit: the soft one has rules of its own.
pub(super) fn within_limit(at: Cell, columns: usize, out: &mut Findings) {
    if let Some(limit) = at.field().of_item().limit {
        let soft = all![at != RISK_PLAN, at != REMARKS];
        exceeds(at, columns, limit, soft, out);
    }
}

fn exceeds(at: Cell, columns: usize, limit: Limit, soft: bool, out: &mut Findings) {
    let mut say = |severity, limit: u16| {
        out.weigh(D31, severity, at, Args::Two(Arg::item(at), Arg::Number(limit.into())));
    };
    if cond!(columns > usize::from(limit.hard) * 2) {
        say(Severity::Error, limit.hard);
    } else if all![soft, columns > usize::from(limit.soft) * 2] {
        say(Severity::Warning, limit.soft);
    }
}

/// D33.
pub(super) fn risk_plan(at: Cell, columns: usize, out: &mut Findings) {
    if all![at == RISK_PLAN, columns > RISK_PLAN_BYTES] {
        out.at(D33, at);
    }
}

/// D34.
pub(super) fn remarks(at: Cell, text: &str, columns: usize, out: &mut Findings) {
    let Some(limit) = at.field().of_item().limit else { return };
    if all![at == REMARKS, any![columns > usize::from(limit.soft) * 2, more_lines(text, columns)]] {
        out.at(D34, at);
    }
}

/// Whether the remarks take more lines than there are.
fn more_lines(text: &str, columns: usize) -> bool {
    // Two lines with no newline between them are wider than one line: most texts are short enough without setting them.
    let newlines = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    let at_most = newlines + 1 + 2 * columns / REMARKS_COLUMNS;
    at_most > REMARKS_LINES && line_count(text, REMARKS_COLUMNS) > REMARKS_LINES
}

/// 1(3) with its drugs, which are printed and sent behind it.
#[derive(Debug, Default)]
pub(super) struct Course {
    columns: usize,
    newlines: usize,
    /// One bit a row of the drug table that holds something.
    rows: u32,
}

impl Course {
    /// Adds the text if it belongs to the course.
    pub(super) fn takes(&mut self, at: Cell, text: &str, columns: usize) -> bool {
        if at == COURSE {
            self.newlines = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
        } else if let Part::Drug(row, _) = at.field().part {
            self.rows |= 1 << row;
        } else {
            return false;
        }
        self.columns += columns;
        true
    }

    /// D31 and D32, which counts lines as the paper sets them. Two rows of drugs share a line.
    pub(super) fn check(&self, letter: &Letter, out: &mut Findings) {
        let Some(limit) = COURSE.field().of_item().limit else { return };
        exceeds(COURSE, self.columns, limit, false, out);
        if any![self.columns > usize::from(limit.soft) * 2, self.more_lines(letter)] {
            out.at(D32, COURSE);
        }
    }

    /// Whether it takes more lines than there are.
    fn more_lines(&self, letter: &Letter) -> bool {
        // As in `more_lines` of the remarks; what stands between the parts of a row is at most four columns.
        let rows = self.rows.count_ones() as usize;
        let at_most = self.newlines + 1 + rows + 2 * (self.columns + 4 * rows) / COURSE_COLUMNS;
        at_most > COURSE_LINES && printed_lines(letter) > COURSE_LINES
    }
}
