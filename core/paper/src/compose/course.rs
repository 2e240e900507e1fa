//! 1(3): the course, and the drugs behind it.

use ja::width::{columns, lines};
use letters::Cell;
use letters::course::{DRUG_LINE_COLUMNS, drug_lines, printed_lines};
use letters::form::{COURSE_COLUMNS, COURSE_LINES};

use super::Sheet;
use super::sheet::Spot;

/// Writes the course and the drugs; what does not fit goes to a continuation page.
pub(super) fn course(sheet: &mut Sheet<'_>, cell: Cell, spot: &Spot) {
    let text = sheet.letter.text(cell);
    let drugs = drug_lines(sheet.letter);
    if printed_lines(sheet.letter) > COURSE_LINES {
        let between = if text.is_empty() || text.ends_with('\n') || drugs.is_empty() { "" } else { "\n" };
        let whole = [text, between, &drugs.join("\n")].concat();
        sheet.write(cell, spot, &whole, false);
        return;
    }
    let broken =
        |text: &str| lines(text, COURSE_COLUMNS).map(|line| line.text.to_owned()).collect::<Vec<_>>();
    let of_drugs =
        |line: String| if columns(&line) <= DRUG_LINE_COLUMNS { vec![line] } else { broken(&line) };
    let set: Vec<String> = broken(text).into_iter().chain(drugs.into_iter().flat_map(of_drugs)).collect();
    let Some(page) = sheet.page(spot.page) else { return };
    let step = spot.h / COURSE_LINES as f32;
    let size = 2.0 * spot.w / COURSE_COLUMNS as f32;
    for (n, line) in set.into_iter().enumerate() {
        // Two rows of drugs may be a little wider than a line.
        let narrow = (COURSE_COLUMNS as f32 / columns(&line).max(1) as f32).min(1.0);
        page.ruled(spot.x, spot.y + step * (n as f32 + 0.5), size * narrow, line);
    }
}
