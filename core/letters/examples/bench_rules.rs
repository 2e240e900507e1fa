//! How long one check of all rules takes natively; `--letters` prints the two letters instead, for the same measurement
//! in a browser.
#![expect(clippy::print_stdout, reason = "an example that prints its measurement")]

use std::hint::black_box;
use std::time::Instant;

use letters::form::{Cell, CellKind};
use letters::rules::{Context, Target, check};
use letters::{Letter, Value, json};

/// What a long clinical text is made of: kanji, kana, digits, Latin letters, punctuation, newlines.
const PROSE: &str = "令和6年頃からもの忘れが目立ち、頭部MRIで海馬の萎縮を認めアルツハイマー型認知症と診断。\
    夜間に起き出すことがあり、家族の見守りの負担が大きい。誤嚥に注意し、とろみをつける。";

/// Every text of the letter at its hard limit, the rows of drugs full.
fn at_hard_limits(letter: &Letter) -> Letter {
    let mut full = letter.clone();
    for cell in Cell::all().filter(|cell| cell.kind() == CellKind::Text) {
        if !cell.field().is_asked(letter.edition) {
            continue;
        }
        let limit = cell.field().of_item().limit.map_or(25, |limit| usize::from(limit.hard));
        let text: String = PROSE.chars().cycle().take(limit).collect();
        if let Err(value) = full.set(cell, Value::Text(text)) {
            println!("{} does not take {value:?}", cell.field().path());
        }
    }
    full
}

/// Microseconds a check: the fastest and the median of many short rounds, so that a busy machine shows in the second
/// alone.
fn measure(letter: &Letter, context: &Context) -> (f64, f64) {
    const CHECKS: u32 = 20;
    let round = || {
        let start = Instant::now();
        for _ in 0..CHECKS {
            black_box(check(black_box(letter), black_box(context)));
        }
        start.elapsed().as_secs_f64() * 1e6 / f64::from(CHECKS)
    };
    let mut rounds: Vec<f64> = (0..2_000).map(|_| round()).collect();
    rounds.sort_by(f64::total_cmp);
    let at = |i: usize| rounds.get(i).copied().unwrap_or_default();
    (at(0), at(rounds.len() / 2))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = json::read(include_str!("../tests/rules/base-R8.json"))?;
    let full = at_hard_limits(&base);
    let context = Context { today: ja::Date::new(2026, 10, 14), ..Context::default() };
    let sending = Context { target: Some(Target::Electronic), ..context.clone() };
    if std::env::args().nth(1).as_deref() == Some("--letters") {
        println!("{}", json::write(&base));
        println!("{}", json::write(&full));
        return Ok(());
    }
    for (name, letter) in [("benchmark letter", &base), ("every text at its hard limit", &full)] {
        for (way, context) in [("", &context), (", sent electronically", &sending)] {
            let (fastest, median) = measure(letter, context);
            line(&format!("all rules, native, {name}{way}, fastest"), fastest);
            line(&format!("all rules, native, {name}{way}, median"), median);
        }
    }
    Ok(())
}

fn line(name: &str, value: f64) {
    println!("{}", serde_json::json!({ "name": name, "value": value, "unit": "µs" }));
}
