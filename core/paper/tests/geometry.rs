//! Boxes and spaces of the produced PDF against the official form's measured places.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "whatever fails ends the test"
)]

mod common;

use common::drawn::{self, Drawn, Shape};
use letters::{Edition, Letter};
use paper::{Form, Offset, Options, calibration, letter};

/// How far a box may stand from its place, in millimetres.
const TOLERANCE: f32 = 1.0;

struct Row {
    page: usize,
    kind: String,
    key: String,
    rect: [f32; 4],
}

fn official() -> Vec<Row> {
    let text = include_str!("../data/form_r3.tsv");
    let rows = text.lines().filter(|line| !line.starts_with(['#', 'p'])).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |n: usize| cells[n].parse().unwrap();
        Row {
            page: number(0) as usize,
            kind: cells[1].to_owned(),
            key: cells[2].to_owned(),
            rect: [4, 5, 6, 7].map(number),
        }
    });
    rows.collect()
}

fn boxes(drawn: &Drawn) -> Vec<Shape> {
    let is_box = |shape: &&Shape| {
        !shape.curved && shape.points >= 4 && (2.0..3.2).contains(&shape.w) && (2.0..3.2).contains(&shape.h)
    };
    drawn.shapes.iter().filter(is_box).copied().collect()
}

/// The official boxes without a partner of ours, and ours without an official one.
fn unmatched(rows: &[Row], pages: &[Drawn], moved: (f32, f32)) -> (Vec<String>, usize) {
    let mut missing = Vec::new();
    let mut extra = 0;
    for number in [1, 2] {
        let mut ours = boxes(&pages[number - 1]);
        for row in rows.iter().filter(|row| row.page == number && row.kind == "box") {
            let [x, y, w, h] = row.rect;
            let wanted = [x + moved.0, y + moved.1, x + moved.0 + w, y + moved.1 + h];
            let near = |s: &Shape| {
                [s.x, s.y, s.x + s.w, s.y + s.h].iter().zip(wanted).all(|(a, b)| (a - b).abs() <= TOLERANCE)
            };
            match ours.iter().position(near) {
                Some(n) => drop(ours.swap_remove(n)),
                None => missing.push(format!("{} at {x}, {y}", row.key)),
            }
        }
        extra += ours.len();
    }
    (missing, extra)
}

fn pages(edition: Edition) -> Vec<Drawn> {
    drawn::pages(&letter(&Letter::new(edition), &common::options(), &common::fonts()).unwrap().pdf)
}

#[test]
fn r3_has_all_186_boxes_of_the_official_form_and_no_other() {
    let rows = official();
    assert_eq!(rows.iter().filter(|row| row.kind == "box").count(), 186);
    assert_eq!(unmatched(&rows, &pages(Edition::R3), (0.0, 0.0)), (vec![], 0));
}

#[test]
fn r8_has_all_but_the_consent() {
    let rows: Vec<Row> = official().into_iter().filter(|row| row.key != "consent").collect();
    assert_eq!(rows.iter().filter(|row| row.kind == "box").count(), 184);
    assert_eq!(unmatched(&rows, &pages(Edition::R8), (0.0, 0.0)), (vec![], 0));
}

#[test]
fn a_box_out_of_place_is_noticed() {
    let (missing, _) = unmatched(&official(), &pages(Edition::R3), (1.2, 0.0));
    assert_eq!(missing.len(), 186);
}

/// Answers alone: every check, circle and text stands where the whole form has it, moved by the offset.
#[test]
fn answers_alone_line_up_and_move_with_the_offset() {
    let (right, down) = (2.5, -1.25);
    let options = Options { form: Form::Answers(Offset { right, down }), ..common::options() };
    let answers = letter(&common::usual(Edition::R3), &options, &common::fonts()).unwrap();
    let rows = official();
    let mut checks = 0;
    for (n, drawn) in drawn::pages(&answers.pdf).iter().enumerate() {
        assert_eq!(boxes(drawn), [], "a box is printed on the municipality's paper");
        for shape in &drawn.shapes {
            let (x, y) = (shape.x - right, shape.y - down);
            let inside = rows.iter().filter(|row| row.page == n + 1).any(|row| {
                let [left, top, w, h] = row.rect;
                // An underline stands right of its box, a check reaches over its own.
                let reach = if shape.h < 0.1 { 32.0 } else { TOLERANCE };
                x >= left - TOLERANCE
                    && x + shape.w <= left + w + reach
                    && y >= top - TOLERANCE
                    && y <= top + h + TOLERANCE
            });
            assert!(inside, "page {} draws {shape:?}", n + 1);
            checks += usize::from(shape.points == 3);
        }
        for (x, y) in &drawn.runs {
            let (x, y) = (x - right, y - down);
            let inside = rows.iter().filter(|row| row.page == n + 1 && row.kind == "text").any(|row| {
                let [left, top, w, h] = row.rect;
                x >= left - TOLERANCE && x <= left + w && y >= top - TOLERANCE && y <= top + h + TOLERANCE
            });
            assert!(inside, "page {} writes at {x}, {y}", n + 1);
        }
    }
    // Choices with boxes, checks and options, services.
    assert_eq!(checks, 19 + 5 + 2);
}

#[test]
fn the_calibration_sheet_shows_every_box() {
    let sheet = calibration(Edition::R8, &common::options(), &common::fonts()).unwrap();
    let rows: Vec<Row> = official().into_iter().filter(|row| row.key != "consent").collect();
    assert_eq!(unmatched(&rows, &drawn::pages(&sheet.pdf), (0.0, 0.0)), (vec![], 0));
}
