//! What is typed for one request.

use ja::Date;
use leptos::prelude::*;
use letters::dates::{from_inputs, to_inputs};
use letters::form::CellKind;
use letters::{Typed, Value};
use serde_json::{Map, Value as Json};
use wire::people::FacilityView;

use crate::requests::paper_check::{Fault, Typing};

/// Days a clinic is given, unless the officer says another 提出期限.
const DAYS_TO_WRITE: i32 = 14;

/// The texts: key, label, help.
pub(super) const TEXTS: [(&str, &str, &str); 7] = [
    ("insured_no", "被保険者番号", "10桁。生活保護の方は H から"),
    ("request_no", "依頼番号（あれば）", ""),
    ("pt_name", "氏名", ""),
    ("pt_kana", "ふりがな", ""),
    ("pt_zip", "郵便番号", ""),
    ("pt_addr", "住所", ""),
    ("pt_tel", "連絡先", ""),
];

/// What is being typed; every part is a signal of its own.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) texts: [RwSignal<String>; TEXTS.len()],
    pub(super) apply: RwSignal<Typed>,
    pub(super) asked: RwSignal<Typed>,
    pub(super) birth: RwSignal<Typed>,
    /// 提出期限 as typed; while it is untouched it follows 作成依頼日.
    pub(super) due: RwSignal<Typed>,
    pub(super) sex: RwSignal<String>,
    /// Id of the clinic.
    pub(super) facility: RwSignal<String>,
    /// 氏名 of the doctor.
    pub(super) doctor: RwSignal<String>,
    pub(super) faults: RwSignal<Vec<Fault>>,
}

impl Form {
    pub(super) fn new(today: Date) -> Form {
        let era = |name: &str| RwSignal::new(Typed { era: name.to_owned(), ..Typed::default() });
        let asked = RwSignal::new(to_inputs(&Value::Date(today)));
        let due = RwSignal::new(due_of(&asked.get_untracked()).unwrap_or_default());
        Effect::new(move |before: Option<Option<Typed>>| {
            let usual = due_of(&asked.read());
            let untouched = before.flatten().is_none_or(|before| before == *due.read_untracked());
            if let Some(usual) = usual.clone().filter(|_| untouched) {
                due.set(usual);
            }
            usual
        });
        Form {
            texts: [(); TEXTS.len()].map(|()| RwSignal::default()),
            apply: era("令和"),
            asked,
            birth: era("昭和"),
            due,
            sex: RwSignal::default(),
            facility: RwSignal::default(),
            doctor: RwSignal::default(),
            faults: RwSignal::default(),
        }
    }

    /// As the check of a typed-in request reads it.
    pub(super) fn typing(self, insurer_no: String) -> Typing {
        let mut texts = vec![("insurer_no", insurer_no)];
        texts.extend(TEXTS.iter().zip(self.texts).map(|((key, ..), text)| (*key, text.get_untracked())));
        let dates = vec![
            ("apply_date", self.apply.get_untracked()),
            ("request_date", self.asked.get_untracked()),
            ("pt_birth", self.birth.get_untracked()),
        ];
        Typing { texts, dates, due: self.due.get_untracked(), sex: self.sex.get_untracked() }
    }

    pub(super) fn invalid(self, key: &'static str) -> Signal<bool> {
        Signal::derive(move || self.faults.read().iter().any(|fault| fault.key == key))
    }
}

/// The usual 提出期限.
fn due_of(asked: &Typed) -> Option<Typed> {
    match from_inputs(asked.clone(), CellKind::Date) {
        Value::Date(date) => Some(to_inputs(&Value::Date(date.plus_days(DAYS_TO_WRITE)))),
        _ => None,
    }
}

/// The clinic, as a request names it.
pub(super) fn clinic(facility: &FacilityView, doctor: &str) -> Map<String, Json> {
    let texts = [
        ("clinic_name", facility.name.as_str()),
        ("office_no", &facility.office_no),
        ("clinic_zip", &facility.zip),
        ("clinic_addr", &facility.addr),
        ("clinic_tel", &facility.tel),
        ("clinic_fax", &facility.fax),
        ("dr_name", doctor),
    ];
    let given = texts.into_iter().filter(|(_, text)| !text.is_empty());
    given.map(|(key, text)| (key.to_owned(), text.into())).collect()
}
