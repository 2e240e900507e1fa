//! D: numbers of insurers, insured persons and facilities, post codes, telephones.

use super::facts::Facts;
use super::finding::{Args, Findings, Severity};
use super::mutate::{all, any, cond};
use super::table::Rule::{self, *};
use crate::form::{Cell, cell};

const INSURED_NO: Cell = cell("insured_no");
/// Numbers with a check digit, and how many digits they have.
const CHECKED: &[(Rule, Cell, usize)] = &[(D23, cell("insurer_no"), 6), (D26, cell("office_no"), 10)];
const ZIPS: &[Cell] = &[cell("pt_zip"), cell("clinic_zip")];
const PHONES: &[Cell] = &[cell("pt_tel"), cell("clinic_tel"), cell("clinic_fax")];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    for (rule, at, count) in CHECKED {
        if cond!(f.filled(*at)) {
            let number = f.letter.text(*at).as_bytes();
            if cond!(!digits(number, *count)) {
                out.weigh(*rule, Severity::Error, *at, Args::None);
            } else if cond!(!has_check_digit(number)) {
                out.weigh(*rule, Severity::Warning, *at, Args::None);
            }
        }
    }
    let insured_no = f.letter.text(INSURED_NO).as_bytes();
    let public_aid = insured_no.strip_prefix(b"H");
    if all![f.filled(INSURED_NO), !digits(insured_no, 10), !public_aid.is_some_and(|rest| digits(rest, 9))] {
        out.at(D24, INSURED_NO);
    }
    if all![public_aid.is_some(), f.law_age.is_some_and(|age| age >= 65)] {
        out.at(D25, INSURED_NO);
    }
    for at in ZIPS {
        if all![f.filled(*at), !is_zip(f.letter.text(*at).as_bytes())] {
            out.at(D27, *at);
        }
    }
    for at in PHONES {
        if all![f.filled(*at), !is_phone(f.letter.text(*at).as_bytes())] {
            out.at(D27, *at);
        }
    }
}

/// Whether these are so many ASCII digits and nothing else.
fn digits(text: &[u8], count: usize) -> bool {
    all![text.len() == count, text.iter().all(u8::is_ascii_digit)]
}

/// The check digit (検証番号): weights 2, 1, 2 … from the right, digits of the products added, 10 − sum mod 10.
fn has_check_digit(number: &[u8]) -> bool {
    let Some((check, rest)) = number.split_last() else { return false };
    let weighted = rest.iter().rev().zip([2, 1].into_iter().cycle()).map(|(digit, weight)| {
        let product = (digit - b'0') * weight;
        u32::from(product / 10 + product % 10)
    });
    (10 - weighted.sum::<u32>() % 10) % 10 == u32::from(check - b'0')
}

fn is_zip(text: &[u8]) -> bool {
    match text.split_at_checked(3) {
        Some((area, rest)) => all![digits(area, 3), digits(rest.strip_prefix(b"-").unwrap_or(rest), 4)],
        None => false,
    }
}

fn is_phone(text: &[u8]) -> bool {
    text.iter().all(|byte| any![byte.is_ascii_digit(), matches!(byte, b'-' | b'(' | b')')])
}
