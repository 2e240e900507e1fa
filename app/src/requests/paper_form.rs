//! What is being typed of a request that came on paper.

use leptos::prelude::*;
use letters::dates::to_inputs;
use letters::{Typed, Value};
use wire::requests::RequestPost;

use super::paper_check::{Fault, Typing};
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// Key, label and help of the texts.
pub(super) const TEXTS: [(&str, &str, &str); 7] = [
    ("insured_no", "被保険者番号", "10桁。生活保護の方は H から"),
    ("pt_name", "氏名", ""),
    ("pt_kana", "ふりがな", ""),
    ("pt_zip", "郵便番号", ""),
    ("pt_addr", "住所", ""),
    ("pt_tel", "連絡先", ""),
    ("request_no", "依頼番号（あれば）", ""),
];

/// What is being typed; every part is a signal of its own.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) insurer: RwSignal<String>,
    pub(super) doctor: RwSignal<String>,
    pub(super) sex: RwSignal<String>,
    pub(super) texts: [RwSignal<String>; TEXTS.len()],
    pub(super) apply: RwSignal<Typed>,
    pub(super) asked: RwSignal<Typed>,
    pub(super) due: RwSignal<Typed>,
    pub(super) birth: RwSignal<Typed>,
    pub(super) faults: RwSignal<Vec<Fault>>,
}

impl Form {
    /// Blank, or as it was typed before.
    pub(super) fn new(before: Option<&RequestPost>) -> Form {
        let person = |key: &str| before.and_then(|post| post.person.get(key)?.as_str());
        let given = |key: &str| match key {
            "insurer_no" => before.map(|post| &*post.insurer_no),
            "insured_no" => before.map(|post| &*post.insured_no),
            "request_no" => before.and_then(|post| post.request_no.as_deref()),
            "dr_name" => before.and_then(|post| post.clinic.get(key)?.as_str()),
            key => person(key),
        };
        let text = |key: &str| RwSignal::new(given(key).unwrap_or_default().to_owned());
        let date = |iso: Option<&str>, era: &str| {
            let known = iso.and_then(ja::Date::parse_iso).map(|date| to_inputs(&Value::Date(date)));
            RwSignal::new(known.unwrap_or_else(|| Typed { era: era.to_owned(), ..Typed::default() }))
        };
        Form {
            insurer: text("insurer_no"),
            doctor: text("dr_name"),
            sex: text("pt_sex"),
            texts: TEXTS.map(|(key, ..)| text(key)),
            apply: date(before.map(|post| &*post.apply_date), "令和"),
            asked: date(before.map(|post| &*post.request_date), "令和"),
            due: date(before.and_then(|post| post.due_date.as_deref()), "令和"),
            birth: date(person("pt_birth"), "昭和"),
            faults: RwSignal::default(),
        }
    }

    /// What stands in the inputs.
    pub(super) fn typing(self) -> Typing {
        let mut texts = vec![("insurer_no", self.insurer.get_untracked())];
        texts.extend(TEXTS.iter().zip(self.texts).map(|((key, ..), text)| (*key, text.get_untracked())));
        let dates = vec![
            ("apply_date", self.apply.get_untracked()),
            ("request_date", self.asked.get_untracked()),
            ("pt_birth", self.birth.get_untracked()),
        ];
        Typing { texts, dates, due: self.due.get_untracked(), sex: self.sex.get_untracked() }
    }

    /// Whether something is wrong with an input.
    pub(super) fn invalid(self, key: &'static str) -> Signal<bool> {
        Signal::derive(move || self.faults.read().iter().any(|fault| fault.key == key))
    }

    /// The sentences about one input.
    pub(super) fn said(self, key: &'static str) -> impl Fn() -> Vec<El> {
        move || {
            let faults = self.faults.read();
            let mine = faults.iter().filter(|fault| fault.key == key);
            mine.map(|fault| {
                el("p").class("message message--error").child(sign(Icon::Fix)).text(fault.message.clone())
            })
            .collect()
        }
    }
}
