//! How much a writing space holds: what the rules allow without a warning (D31 to D34) is what it is set for.

use letters::form::{COURSE_COLUMNS, COURSE_LINES, REMARKS_COLUMNS, REMARKS_LINES};
use letters::{Cell, Field};

use super::sheet::Spot;

/// Largest size of an answer in millimetres (10.5 pt).
const LARGEST: f32 = 3.7;
/// Columns of a space for which no rule sets a length: a telephone number with extension, a postal code.
const UNLIMITED: usize = 24;
/// Columns a line may lose where 禁則 moves a break forward.
const LOST_TO_BREAKS: usize = 2;
/// A line is this much of its size high at least.
const LEADING: f32 = 1.0;

/// The lines of a writing space at one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Width of a full-width character in millimetres.
    pub(super) size: f32,
    /// Half-width columns of a line.
    pub(super) columns: usize,
    pub(super) lines: usize,
}

/// The settings to try, largest first; the last is the smallest that is ever printed.
pub(super) fn settings(cell: Cell, spot: &Spot) -> Vec<Setting> {
    match cell.field().path().as_str() {
        "course_text" => return vec![ruled(spot, COURSE_COLUMNS, COURSE_LINES)],
        "remarks" => return vec![ruled(spot, REMARKS_COLUMNS, REMARKS_LINES)],
        _ => {}
    }
    let smallest = smallest(soft_columns(cell.field()), spot.w, spot.h);
    let steps = ((LARGEST - smallest) / 0.1).ceil().max(0.0) as usize;
    let sizes = (0..steps).map(|n| LARGEST - 0.1 * n as f32).filter(|size| *size > smallest);
    sizes.chain([smallest]).map(|size| at(size, spot)).collect()
}

fn soft_columns(field: Field) -> usize {
    field.of_item().limit.map_or(UNLIMITED, |limit| 2 * usize::from(limit.soft))
}

/// The size at which so many columns fit, in as many lines as make it largest.
fn smallest(columns: usize, w: f32, h: f32) -> f32 {
    let size = |lines: usize| {
        let lost = if lines > 1 { LOST_TO_BREAKS } else { 0 };
        let across = 2.0 * w / (columns.div_ceil(lines) + lost) as f32;
        across.min(h / lines as f32 / LEADING)
    };
    (1..=4).map(size).fold(0.0, f32::max).min(LARGEST)
}

fn at(size: f32, spot: &Spot) -> Setting {
    // A hair more, so that what was computed to fit is not lost to rounding.
    let fits = |length: f32, unit: f32| ((length / unit + 0.001).floor() as usize).max(1);
    Setting { size, columns: fits(spot.w, size / 2.0), lines: fits(spot.h, size * LEADING) }
}

fn ruled(spot: &Spot, columns: usize, lines: usize) -> Setting {
    Setting { size: 2.0 * spot.w / columns as f32, columns, lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::sheet::spots;
    use ja::width::line_count;
    use letters::Edition;

    fn spaces() -> impl Iterator<Item = (Cell, &'static Spot)> {
        let all = Edition::ALL.into_iter().flat_map(spots).filter(|spot| !spot.is_box);
        all.filter_map(|spot| Some((Cell::of(Field::parse(spot.key).ok()?)?, spot)))
    }

    #[test]
    fn what_no_rule_warns_of_fits() {
        // D32 and D34 count lines themselves.
        let ruled = |key: &str| ["course_text", "remarks"].contains(&key);
        for (cell, spot) in spaces().filter(|(_, spot)| !ruled(spot.key)) {
            let last = *settings(cell, spot).last().unwrap();
            // Stops in every seventh place: breaks move.
            let text: String =
                (0..soft_columns(cell.field()) / 2).map(|n| if n % 7 == 6 { '。' } else { '字' }).collect();
            let needed = line_count(&text, last.columns);
            assert!(needed <= last.lines, "{}: {needed} lines, {last:?}", spot.key);
            assert!(last.size * last.lines as f32 <= spot.h + 0.01, "{}", spot.key);
        }
    }

    #[test]
    fn nothing_is_set_too_small_to_read() {
        for (cell, spot) in spaces() {
            let last = *settings(cell, spot).last().unwrap();
            assert!(last.size >= 1.75, "{}: {last:?} is under 5 pt", spot.key);
        }
    }
}
