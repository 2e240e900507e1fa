//! V: life-cycle, copying, edition, transmission.

use super::facts::Facts;
use super::finding::{Args, Findings};
use super::table::Rule::V18;

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    for field in &f.context.conflicts {
        out.say(V18, *field, Args::None);
    }
}
