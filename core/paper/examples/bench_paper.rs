//! Measures printing: time and size of one letter, time and peak memory of 400 in one document.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the measured lines are its output; a measurement that cannot go on ends"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::{Duration, Instant};

use letters::{Edition, Letter};
use paper::{letter, letters};

/// Letters in one document: a municipality's or a hospital's month.
const BATCH: usize = 400;
const ROUNDS: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = common::options();
    let begun = Instant::now();
    let fonts = common::fonts();
    line("paper: reading all fonts", millis(begun.elapsed()), "ms");
    for (name, sample) in
        [("usual letter", common::usual(Edition::R8)), ("worst-case letter", common::worst(Edition::R8))]
    {
        let mut times = Vec::new();
        let mut size = 0;
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            size = letter(&sample, &options, &fonts)?.pdf.len();
            times.push(begun.elapsed());
        }
        times.sort();
        let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
        line(&format!("paper: {name}, median of {ROUNDS}"), millis(median), "ms");
        line(&format!("paper: {name}"), size as f64 / 1000.0, "kB");
    }
    let samples: Vec<Letter> = (0..BATCH)
        .map(|n| {
            let mut sample = common::usual(Edition::R8);
            common::text(&mut sample, "insured_no", &format!("{n:010}"));
            sample
        })
        .collect();
    let begun = Instant::now();
    let size = letters(&samples, &options, &fonts)?.pdf.len();
    line(&format!("paper: {BATCH} letters in one document"), millis(begun.elapsed()), "ms");
    line(&format!("paper: {BATCH} letters in one document"), size as f64 / 1000.0, "kB");
    if let Some(peak) = peak_memory() {
        line(&format!("paper: {BATCH} letters, peak memory"), peak, "MB");
    }
    Ok(())
}

fn line(name: &str, value: f64, unit: &str) {
    println!("{{\"name\":\"{name}\",\"value\":{value:.1},\"unit\":\"{unit}\"}}");
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The most memory this process had, where Linux says so.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kb| kb / 1000.0)
}
