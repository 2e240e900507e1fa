//! Seeded schedules of everything that goes wrong between people, devices and a server.
//!
//! One to three devices run the shipped machines over a model disk, a model network and a model server; people type,
//! choose, finish and take back; devices crash, lose network, session, disk space or the time; the server is restored.
//! Then the world heals, comes to rest, and nothing may be lost, doubled or untrue. `IKENSHO_SEED=n` runs and prints
//! one schedule, `IKENSHO_LONG=1` runs a million.

#![expect(clippy::indexing_slicing, clippy::expect_used, reason = "a test that panics has failed")]

mod check;
mod device;
mod disk;
mod hands;
mod network;
mod person;
mod random;
mod server;
mod world;

use std::num::NonZero;
use std::thread;

use world::{Bug, World};

/// The first seed that goes wrong, and how.
fn first_wrong(seeds: u64, bug: Bug) -> Option<(u64, String)> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let run = |first: u64| {
        (first..seeds)
            .step_by(threads as usize)
            .find_map(|seed| World::new(seed, bug, false).run().err().map(|wrong| (seed, wrong)))
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|first| scope.spawn(move || run(first))).collect();
        workers.into_iter().filter_map(|worker| worker.join().expect("no panic")).min()
    })
}

#[test]
fn nothing_is_lost_doubled_or_untrue() {
    if let Some(seed) = std::env::var("IKENSHO_SEED").ok().and_then(|seed| seed.parse().ok()) {
        match World::new(seed, Bug::None, true).run() {
            Ok(log) => println!("{}", log.unwrap_or_default()),
            Err(wrong) => panic!("{wrong}"),
        }
        return;
    }
    let seeds = if std::env::var_os("IKENSHO_LONG").is_some() { 1_000_000 } else { 10_000 };
    if let Some((seed, wrong)) = first_wrong(seeds, Bug::None) {
        panic!("IKENSHO_SEED={seed} shows it: {wrong}");
    }
}

#[test]
fn a_seed_is_the_same_schedule_every_time() {
    for seed in 0..20 {
        let log = || World::new(seed, Bug::None, true).run().expect("a sound schedule");
        assert_eq!(log(), log());
    }
}

#[test]
fn saying_written_too_early_is_found() {
    assert!(first_wrong(1_000, Bug::AcknowledgesFirst).is_some());
}

#[test]
fn a_dropped_operation_is_found() {
    assert!(first_wrong(1_000, Bug::DropsOperation).is_some());
}

#[test]
fn a_reused_id_is_found() {
    assert!(first_wrong(1_000, Bug::ReusesId).is_some());
}
