//! `cargo xtask mutate`: shows that the letters of the rules' corpus notice every negated condition.

use crate::args::Args;
use crate::failure::Outcome;
use crate::{paths, shell};

/// One build with `--cfg mutate` in a target folder of its own; the conditions are negated one by one inside the test.
pub(crate) fn run(args: Args) -> Outcome {
    args.end()?;
    let mut cargo = shell::cargo(&[
        "test",
        "--release",
        "--package",
        "letters",
        "--test",
        "mutation",
        "--",
        "--nocapture",
    ]);
    shell::run(cargo.env("RUSTFLAGS", "--cfg mutate").env("CARGO_TARGET_DIR", paths::target().join("mutate")))
}
