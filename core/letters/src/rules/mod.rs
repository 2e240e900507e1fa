//! The rules of a letter (letter checks R, C, D, X, S, V): a letter and what is known beside it → findings.
//!
//! Every rule runs on the whole letter at every change. What follows from the letter is worked out once ([`facts`]),
//! each searched text is read once for all words ([`search`]), sentences stand in one table ([`table`]).

mod characters;
mod comparison;
mod conditional;
mod conditional_body;
mod conditional_service;
mod context;
mod dates;
mod facts;
mod finding;
mod identifiers;
mod insured_class;
mod lengths;
mod lifecycle;
mod messages;
mod mutate;
mod number;
mod numbers;
mod onset;
mod pick;
mod plausibility_behaviour;
mod plausibility_dementia;
mod plausibility_levels;
mod plausibility_nutrition;
mod plausibility_services;
mod plausibility_treatment;
mod plausibility_wish;
mod required;
mod sameness;
mod scan;
mod search;
pub(crate) mod specified;
mod table;
mod terms;
mod texts;
mod words;

pub use context::{Context, Electronic, InsurerFacts, Previous, Target};
pub use finding::{Arg, Args, Finding, Severity};
#[cfg(mutate)]
pub use mutate::{Site, negate, sites};
pub use table::Rule;

use crate::answers::Letter;
use facts::Facts;
use finding::Findings;

/// Everything the rules find, in form order (item, then rule).
pub fn check(letter: &Letter, context: &Context) -> Vec<Finding> {
    let facts = Facts::of(letter, context);
    let mut findings = Findings::default();
    for family in FAMILIES {
        family(&facts, &mut findings);
    }
    findings.in_form_order()
}

/// One function a file, each a part of a family.
const FAMILIES: &[fn(&Facts<'_>, &mut Findings)] = &[
    required::check,
    conditional::check,
    conditional_body::check,
    conditional_service::check,
    dates::check,
    numbers::check,
    identifiers::check,
    characters::check,
    plausibility_levels::check,
    plausibility_treatment::check,
    plausibility_dementia::check,
    plausibility_behaviour::check,
    plausibility_nutrition::check,
    plausibility_services::check,
    plausibility_wish::check,
    insured_class::check,
    lifecycle::check,
    comparison::check,
];
