//! How many letters a running server receives, each durable before its answer.
//!
//! `letters_in PORT CONNECTIONS` sends letters to a demonstration on this machine that was started with
//! `--today 2026-10-14`, and prints `{name, value, unit}` lines.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on ends, and says why"
)]

#[path = "../tests/server/mod.rs"]
#[expect(dead_code, reason = "the server under measurement was started by somebody else")]
mod server;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use server::{Connection, post, user};

/// Letters in a measurement: as many requests as a server takes from one terminal at once.
const LETTERS: u64 = 4000;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u64>().expect("a number"));
    let port = u16::try_from(arguments.next().expect("the port")).expect("a port");
    let connections = arguments.next().expect("how many connections");
    let doctor = user(port, "ishi");
    let first = u64::from(std::process::id()) * 10_000;
    let next = AtomicU64::new(0);
    let begin = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let send = || {
            let mut connection = Connection::open(port, "ishi").expect("a connection");
            let mut times = Vec::new();
            // One request was to know who the doctor is.
            while let n @ 1..LETTERS = next.fetch_add(1, Ordering::Relaxed) + 1 {
                let (_, body) = post(first + n, &doctor);
                let key = uuid::Uuid::now_v7().to_string();
                let sent = Instant::now();
                let (status, text) = connection.post("/api/v1/letters", &key, &body).expect("an answer");
                times.push(sent.elapsed());
                assert!(status == 200 && text.contains("\"received\""), "{status} {text}");
            }
            times
        };
        let clients: Vec<_> = (0..connections).map(|_| scope.spawn(send)).collect();
        clients.into_iter().flat_map(|client| client.join().expect("a client")).collect()
    });
    let took = begin.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |part: f64| {
        let index = (times.len() as f64 * part) as usize;
        times.get(index.min(times.len().saturating_sub(1))).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    let line = |name: &str, value: f64, unit: &str| {
        println!("{}", serde_json::json!({ "name": name, "value": value, "unit": unit }));
    };
    line(&format!("letters in, {connections} connections"), times.len() as f64 / took, "letters/s");
    line(&format!("letters in, {connections} connections, p50"), at(0.5), "ms");
    line(&format!("letters in, {connections} connections, p99"), at(0.99), "ms");
}
