//! The rules against the letters of `tests/rules`, and what holds for every letter.

#![cfg(test)]

mod any;
mod context;

use std::collections::BTreeSet;

use context::{Case, base, cases};
use letters::rules::{Arg, Args, Context, Finding, Rule, Severity, check};
use letters::{Letter, json};
use proptest::prelude::*;
use serde_json::json;

/// Every rule with its severities, the first one first.
const RULES: &str = "\
    R01E R02E R03W R04E R05E R06E R07E R08E R09E R10W R11E R12E R13E R14E R15W R16E R17E R18E R19E R20E \
    R21E R22E R23E R24E R25E R26W R27E R28W R29E R30W R31W R32W R33W R34E R35E R36W R37I R38I \
    C01E C02E C03W C04E C05W C06E C07E C08E C09E C10W C11E C12W C13E C14E C15E C16E C17E C18E C19E C20W \
    C21E C22E C23E C24E C25W C26W C27W C28E C29E C30E C31E C32E C33W C34E C35E C36W C37W C38W C39W \
    D01E D02E D03E D04W D05W D06W D07E D08E D09E D10W D11I D12E D13E D14E D15E D16W D17E D18W D19E D20W \
    D21W D22W D23E/W D24E D25W D26E/W D27W D28E D29W D30I D31W/E D32W D33W D34W D35W \
    X01W X02W X03W X04W X05W X06W X07W X08W X09W X10W X11W X12W X13W X14W X15W X16W X17W X18W X19W X20I \
    X21I X22W X23W X24W X25W X26W X27W X28W X29W X30W X31W X32W X33W X34W X35W X36W X37W X38W X39W X40W \
    X41W X42W X43W X44W X45W X46W X47W X48W X49W X50W X51W X52W X53W X54W X55W X56W X57W X58W X59W X60W \
    X61W X62W X63I X64W X65W X66I X67W X68W \
    S01W S02W S03W S04W S05W S06W S07W S08W S09I S10I \
    V01E V02W V03W V04E V05W V06E V07W V08W V09E V10I V11W V12W V13W V14E V15W V16W V17W V18E V19E V20I \
    V21W V22W";

fn speaks(family: char) {
    let cases: Vec<Case> = cases().into_iter().filter(|case| case.rule.starts_with(family)).collect();
    assert!(cases.len() > 200);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| case.judge().err().map(|error| format!("{}: {error}", case.name)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn required_items() {
    speaks('R');
}

#[test]
fn conditions_within_an_item() {
    speaks('C');
}

#[test]
fn dates_numbers_characters_identifiers() {
    speaks('D');
}

#[test]
fn plausibility() {
    speaks('X');
}

#[test]
fn insured_class() {
    speaks('S');
}

#[test]
fn life_cycle() {
    speaks('V');
}

#[test]
fn every_rule_is_in_the_table_once_and_has_both_kinds_of_letters() {
    let expected: Vec<(&str, &str)> = RULES.split_whitespace().map(|rule| rule.split_at(3)).collect();
    assert_eq!(expected.len(), 212);
    let table: Vec<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    assert_eq!(table, expected.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let cases = cases();
    let seen = |fires| -> BTreeSet<&str> {
        cases.iter().filter(|case| case.expected.is_some() == fires).map(|case| case.rule.as_str()).collect()
    };
    for (id, severities) in expected {
        let severity = Rule::parse(id).unwrap().severity().letter();
        assert!(severities.starts_with(severity), "{id}");
        assert!(seen(true).contains(id) && seen(false).contains(id), "{id}");
    }
}

#[test]
fn complete_letters_have_neither_errors_nor_warnings() {
    for (edition, today) in [("R8", "2026-10-14"), ("R3", "2025-11-14"), ("H21", "2025-11-14")] {
        let letter = json::from_value(&base(edition)).unwrap();
        let facts = json!({ "today": today });
        let findings = check(&letter, &context::context(facts.as_object().unwrap()));
        let said: Vec<String> = findings
            .iter()
            .filter(|finding| finding.severity != Severity::Hint)
            .map(|finding| format!("{} {}", finding.rule, finding.message()))
            .collect();
        assert!(said.is_empty(), "{edition}: {said:?}");
    }
}

#[test]
fn no_sentence_is_left_with_a_gap() {
    for case in cases() {
        for finding in check(&case.letter, &case.context) {
            let message = finding.message();
            let gaps = finding.rule.sentence(finding.severity).matches('{').count();
            let values = match &finding.args {
                Args::None => 0,
                Args::One(_) => 1,
                Args::Two(..) => 2,
            };
            assert_eq!(gaps, values, "{}", finding.rule);
            assert!(!message.contains(['{', '}']) && finding.args != Args::One(Arg::Label("")), "{message}");
        }
    }
}

fn in_form_order(findings: &[Finding]) -> bool {
    findings.is_sorted_by_key(|finding| (finding.at.item, finding.rule, finding.at.part))
}

proptest! {
    #[test]
    fn any_letter_is_judged_in_form_order(letter in any::any_letter(), previous in any::any_letter()) {
        let facts = json!({ "today": "2026-10-14", "due_date": "2026-10-13", "target": "csv12" });
        let mut context = context::context(facts.as_object().unwrap());
        context.previous = letters::rules::Previous::Letter(Box::new(previous));
        let findings = check(&letter, &context);
        prop_assert!(in_form_order(&findings));
        prop_assert_eq!(&findings, &check(&letter, &context));
        for finding in findings {
            prop_assert!(!finding.message().is_empty());
        }
    }
}

#[test]
fn an_empty_letter_lacks_what_is_required() {
    let letter = Letter::new(letters::Edition::R8);
    let errors = check(&letter, &Context::default()).into_iter().filter(|f| f.severity == Severity::Error);
    let ids: BTreeSet<&str> = errors.map(|finding| finding.rule.id()).collect();
    let required =
        "R01 R02 R04 R05 R06 R07 R08 R09 R11 R12 R13 R14 R16 R17 R18 R19 R20 R21 R22 R23 R24 R25 R27 R29 R34";
    assert_eq!(ids, required.split(' ').collect());
}
