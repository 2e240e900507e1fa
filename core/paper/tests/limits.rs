//! The rules' limits (D31 to D34) and the paper's spaces are one: what passes fits, what warns and does not fit goes on on a
//! continuation page that names its item.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "whatever fails ends the test"
)]

mod common;

use common::drawn;
use letters::rules::{Context, check};
use letters::show::cell_name;
use letters::{Edition, Field, Letter, Value};
use paper::letter;

/// Whether D31 to D34 speak of a field.
fn warns(sample: &Letter, path: &str) -> bool {
    let rules = ["D31", "D32", "D33", "D34"];
    let found = check(sample, &Context::default());
    found.iter().any(|finding| rules.contains(&finding.rule.id()) && finding.at.path() == path)
}

fn pages(sample: &Letter) -> usize {
    drawn::pages(&letter(sample, &common::options(), &common::fonts()).unwrap().pdf).len()
}

/// A text of so many characters with stops and brackets, which move breaks.
fn typed(count: usize) -> String {
    "右片麻痺があり、「立ち上がり」と移乗に介助を要する。".chars().cycle().take(count).collect()
}

#[test]
fn a_text_at_its_soft_limit_fits_and_no_rule_speaks() {
    for edition in Edition::ALL {
        let full = common::full(edition, |_| "あ".to_owned());
        assert_eq!(pages(&full), 2);
        let mut sample = full.clone();
        let texts: Vec<_> = full.filled().filter(|(_, value)| matches!(value, Value::Text(_))).collect();
        let mut held = Vec::new();
        for (cell, _) in texts {
            let field: Field = cell.field();
            let Some(limit) = field.of_item().limit.filter(|_| field.of_item().key != "course_text") else {
                continue;
            };
            let mut count = usize::from(limit.soft);
            loop {
                sample.set(cell, Value::text(&*typed(count))).unwrap();
                // D34 counts lines, too, and moved breaks can make one more of them.
                if !warns(&sample, &field.path()) {
                    break;
                }
                count -= 1;
            }
            assert!(count * 10 >= usize::from(limit.soft) * 9, "{edition:?} {}: {count}", field.path());
            held.push(field.path());
        }
        assert!(held.len() > 20);
        assert_eq!(pages(&sample), 2, "{edition:?}: {held:?}");
    }
}

#[test]
fn the_course_fits_exactly_as_long_as_d32_is_silent() {
    let row = ["薬剤名がとても長い配合錠HD", "5", "mg", "毎食後と就寝前"];
    for rows in 0..=8 {
        for paragraphs in 1..=12 {
            for width in [1, 50, 51, 52, 100] {
                let mut sample = Letter::new(Edition::R8);
                let text = vec![typed(width); paragraphs].join("\n");
                common::text(&mut sample, "course_text", &text);
                for n in 1..=rows {
                    for (column, said) in ["name", "dosage", "unit", "usage"].iter().zip(row) {
                        common::text(&mut sample, &format!("drugs.{n}.{column}"), said);
                    }
                }
                let (fits, warned) = (stays(&sample), warns(&sample, "course_text"));
                // Above 560 characters the rule warns of files, too, even where the paper has room.
                let short = text.chars().count() + rows * 30 <= 560;
                assert!(
                    fits || warned,
                    "{rows} rows, {paragraphs} paragraphs of {width}: cut without a word"
                );
                assert!(
                    !(short && fits && warned),
                    "{rows} rows, {paragraphs} paragraphs of {width}: warned of nothing"
                );
            }
        }
    }
}

/// Whether the course stays on the first page.
fn stays(sample: &Letter) -> bool {
    paper::continued(sample, &common::options()).is_empty()
}

#[test]
fn what_is_too_long_goes_on_under_the_name_of_its_item() {
    let mut named = 0;
    for edition in Edition::ALL {
        let worst = common::worst(edition);
        for (cell, value) in worst.filled() {
            let (Value::Text(text), Some(limit)) = (value, cell.field().of_item().limit) else { continue };
            let mut sample = common::full(edition, |_| "あ".to_owned());
            sample.set(cell, value.clone()).unwrap();
            let continued = paper::continued(&sample, &common::options());
            let path = cell.field().path();
            if continued.is_empty() {
                continue;
            }
            assert!(warns(&sample, &path), "{edition:?} {path} goes on though no rule speaks");
            assert!(
                text.chars().count() > usize::from(limit.soft) || path == "course_text" || path == "remarks"
            );
            assert_eq!(continued.iter().map(|cell| cell_name(*cell)).collect::<Vec<_>>(), [cell_name(cell)]);
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
}
