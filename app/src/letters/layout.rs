//! Where items stand beside one another on the screen: what the form description does not say and a screen needs.

use letters::form::Item;

/// Items that stand side by side, and the class that says how.
pub(crate) struct Row {
    pub(crate) class: &'static str,
    pub(crate) keys: &'static [&'static str],
}

const fn row(class: &'static str, keys: &'static [&'static str]) -> Row {
    Row { class, keys }
}

/// Every row of more than one item. The keys of a row follow one another in the form.
static ROWS: &[Row] = &[
    row("row row--pair", &["insurer_no", "insurer_name"]),
    row("row row--pair", &["apply_date", "request_date"]),
    row("row row--pair", &["request_no", "care_place"]),
    row("row row--pair", &["pt_kana", "pt_name"]),
    row("row row--pair", &["pt_birth", "pt_sex"]),
    row("row row--address", &["pt_zip", "pt_addr", "pt_tel"]),
    row("row row--pair", &["dr_name", "doctor_no"]),
    row("row row--pair", &["clinic_name", "office_no"]),
    row("row row--address", &["clinic_zip", "clinic_addr"]),
    row("row row--pair", &["clinic_tel", "clinic_fax"]),
    row("row row--dates", &["entry_date", "send_date"]),
    row("row row--dates", &["last_exam_date", "issue_count"]),
    row("row row--dx", &["dx1_name", "dx1_onset"]),
    row("row row--dx", &["dx2_name", "dx2_onset"]),
    row("row row--dx", &["dx3_name", "dx3_onset"]),
    row("row row--body", &["hand", "height", "weight", "weight_change"]),
    row("row row--limbs", &["palsy_ru", "palsy_lu", "palsy_rl", "palsy_ll"]),
    row("row row--sides", &["ataxia_upper", "ataxia_lower", "ataxia_trunk"]),
];

/// The row an item stands in, when it shares one.
pub(crate) fn row_of(key: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.keys.contains(&key))
}

/// How the boxes of a question line up: one vertical grid for items that are read together.
static GRIDS: &[(&str, &[&str])] = &[
    ("choices choices--9", &["adl_level", "dementia_level"]),
    ("choices choices--core", &["memory", "decision", "communication"]),
    ("choices choices--4", &["bpsd_list", "risks"]),
    (
        "choices choices--3",
        &["other_dept_list", "walk_out", "wheelchair", "aids", "outlook", "stability", "tx", "nutrition"],
    ),
    ("choices choices--wide", &["med"]),
    ("choices choices--2", &["eating", "tx_special"]),
];

/// The class of an item's boxes.
pub(crate) fn grid_of(key: &str) -> &'static str {
    GRIDS.iter().find(|(_, keys)| keys.contains(&key)).map_or("choices", |(class, _)| class)
}

/// Items whose question's title says all: their own label is spoken, not printed.
static BARE: &[&str] = &[
    "other_dept",
    "stability",
    "course_text",
    "bpsd",
    "bpsd_list",
    "psych",
    "risks",
    "outlook",
    "med",
    "infection",
    "remarks",
];

/// Whether an item's own label is not printed.
pub(crate) fn is_bare(key: &str) -> bool {
    BARE.contains(&key)
}

/// How wide a text is: its field fits what it holds.
pub(crate) fn width_of(item: &Item) -> &'static str {
    match item.key {
        "insurer_no" | "pt_zip" | "clinic_zip" => "input w-xs",
        "insured_no" | "office_no" | "request_no" | "doctor_no" | "pt_tel" | "clinic_tel" | "clinic_fax" => {
            "input w-m"
        }
        _ => match item.limit.map_or(30, |limit| limit.soft) {
            ..=6 => "input w-s",
            7..=10 => "input w-m",
            11..=15 => "input w-l",
            _ => "input",
        },
    }
}

/// Rows of a long text before anything is typed.
pub(crate) fn lines_of(key: &str) -> &'static str {
    match key {
        "course_text" => "6",
        "remarks" => "7",
        _ => "2",
    }
}

/// The era that the paper prints before a date; the others are asked without one.
pub(crate) fn era_of(key: &str) -> &'static str {
    match key {
        "apply_date" | "request_date" | "entry_date" | "send_date" | "last_exam_date" => "令和",
        _ => "",
    }
}

/// Dates for which 「今日」 is a likely answer.
pub(crate) fn may_be_today(key: &str) -> bool {
    matches!(key, "entry_date" | "last_exam_date" | "send_date")
}

#[cfg(test)]
mod tests {
    use super::*;
    use letters::form;

    #[test]
    fn rows_name_items_of_the_form_in_its_order() {
        for row in ROWS {
            let places: Vec<_> =
                row.keys.iter().map(|key| form::ITEMS.iter().position(|item| item.key == *key)).collect();
            let first = places.first().copied().flatten();
            let expected: Vec<_> = (0..row.keys.len()).map(|n| first.map(|first| first + n)).collect();
            assert!(first.is_some());
            assert_eq!(places, expected, "{:?}", row.keys);
        }
    }

    #[test]
    fn every_key_of_the_tables_is_in_the_form_once() {
        let grids = GRIDS.iter().flat_map(|(_, keys)| keys.iter());
        for key in grids.chain(BARE) {
            assert!(form::item(key).is_some(), "{key}");
        }
        for item in &form::ITEMS {
            assert!(GRIDS.iter().filter(|(_, keys)| keys.contains(&item.key)).count() <= 1, "{}", item.key);
            assert!(ROWS.iter().filter(|row| row.keys.contains(&item.key)).count() <= 1, "{}", item.key);
        }
    }
}
