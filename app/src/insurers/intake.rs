//! 依頼との照合: what the letter says about person and clinic beside what the insurer asked.

use ja::Date;
use ja::era::format_era;
use ja::fold::search_key;
use letters::form::cell;
use letters::show::value_text;
use letters::{Cell, Letter};
use wire::requests::RequestPost;

/// How the two sides agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// To the letter.
    Same,
    /// Only written another way: width, spaces, kana, variants of a character.
    Spelling,
    /// They say different things; the officer decides.
    Differs,
    /// The request does not say it.
    NotAsked,
}

/// One item of both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) label: &'static str,
    pub(super) requested: String,
    pub(super) written: String,
    pub(super) verdict: Verdict,
}

const ITEMS: [(&str, &str, Cell); 8] = [
    ("pt_name", "氏名", cell("pt_name")),
    ("pt_kana", "カナ", cell("pt_kana")),
    ("pt_birth", "生年月日", cell("pt_birth")),
    ("pt_sex", "性別", cell("pt_sex")),
    ("pt_zip", "郵便番号", cell("pt_zip")),
    ("pt_addr", "住所", cell("pt_addr")),
    ("clinic_name", "医療機関名", cell("clinic_name")),
    ("dr_name", "医師名", cell("dr_name")),
];

/// The eight items a municipality compares on intake.
pub(super) fn pairs(request: &RequestPost, letter: &Letter) -> Vec<Pair> {
    let pair = |(key, label, cell): (&'static str, &'static str, Cell)| {
        let given = [&request.person, &request.clinic].into_iter().find_map(|part| part.get(key)?.as_str());
        let given = given.unwrap_or_default();
        let requested = match key {
            "pt_birth" => Date::parse_iso(given).map_or_else(|| given.to_owned(), format_era),
            _ => given.to_owned(),
        };
        let written = value_text(cell, letter.get(cell));
        let verdict = verdict(key, &requested, &written);
        Pair { label, requested, written, verdict }
    };
    ITEMS.map(pair).into()
}

fn verdict(key: &str, requested: &str, written: &str) -> Verdict {
    let folded = |text: &str| match key {
        "pt_zip" => search_key(text).chars().filter(char::is_ascii_digit).collect(),
        _ => search_key(text),
    };
    if requested.is_empty() {
        Verdict::NotAsked
    } else if requested == written {
        Verdict::Same
    } else if folded(requested) == folded(written) {
        Verdict::Spelling
    } else {
        Verdict::Differs
    }
}

/// How many items say different things.
pub(super) fn differing(pairs: &[Pair]) -> usize {
    pairs.iter().filter(|pair| pair.verdict == Verdict::Differs).count()
}
