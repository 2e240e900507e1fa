//! How long one check of all rules takes: `cargo run --release -p letters --example rules_speed`.
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

/// The median of 15 rounds, in microseconds a check.
fn measure(letter: &Letter, context: &Context) -> f64 {
    const CHECKS: u32 = 4_000;
    let mut rounds: Vec<f64> = (0..15)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..CHECKS {
                black_box(check(black_box(letter), black_box(context)));
            }
            start.elapsed().as_secs_f64() * 1e6 / f64::from(CHECKS)
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds.get(rounds.len() / 2).copied().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = json::read(include_str!("../tests/rules/base-R8.json"))?;
    let full = at_hard_limits(&base);
    let context = Context { today: ja::Date::new(2026, 10, 14), ..Context::default() };
    let sending = Context { target: Some(Target::Electronic), ..context.clone() };
    for (name, letter) in [("base letter", &base), ("every text at its hard limit", &full)] {
        println!(
            "{name}: {:.2} µs, sent electronically {:.2} µs, {} findings",
            measure(letter, &context),
            measure(letter, &sending),
            check(letter, &context).len()
        );
    }
    Ok(())
}
