//! The outbox and the server's list of letters as one.

use std::rc::Rc;
use std::sync::Arc;
use sync::FewSet;

use leptos::prelude::*;
use serde_json::Value as Json;
use sync::Item;
use wire::letters::LetterLine;

use crate::local::device::Device;
use crate::local::{Listing, Person, SentView, records};

impl Device {
    /// Puts the outbox of this device and the facility's letters together, newest first.
    pub(in crate::local) fn show_sent(self: &Rc<Self>) {
        let letters = self.letters.get_untracked();
        let items = self.outgoing.items.borrow();
        let mut listed = FewSet::new();
        // Ids grow with time.
        let mut sent: Vec<SentView> = items
            .values()
            .rev()
            .map(|item| {
                let line = letters.items.iter().find(|line| line.id == item.letter).cloned();
                listed.insert(item.letter.clone());
                let person = line.as_ref().map_or_else(|| person_of(item), person);
                SentView {
                    draft: Some(item.draft.clone()),
                    letter_id: item.letter.clone(),
                    line,
                    item: Some(item.clone()),
                    person,
                }
            })
            .collect();
        let others = letters.items.iter().filter(|line| !listed.contains(&line.id));
        sent.extend(others.map(|line| SentView {
            draft: line.draft_id.clone(),
            letter_id: line.id.clone(),
            line: Some(line.clone()),
            item: None,
            person: person(line),
        }));
        self.sent.set(Listing { items: Arc::new(sent), as_of: letters.as_of, state: letters.state });
    }
}

fn person(line: &LetterLine) -> Person {
    Person {
        name: line.pt_name.clone(),
        kana: line.pt_kana.clone(),
        birth: line.pt_birth.clone(),
        sex: line.pt_sex.clone(),
        insurer_no: line.insurer_no.clone(),
    }
}

/// From the frozen bytes: the server has not listed it yet.
fn person_of(item: &Item) -> Person {
    let body: Json = records::read(&item.body).unwrap_or_default();
    let answers = body.get("letter").and_then(|letter| letter.get("answers"));
    let answer = |key: &str| {
        let text = answers.and_then(|answers| answers.get(key)).and_then(Json::as_str);
        text.unwrap_or_default().to_owned()
    };
    Person {
        name: answer("pt_name"),
        kana: answer("pt_kana"),
        birth: answer("pt_birth"),
        sex: answer("pt_sex"),
        insurer_no: answer("insurer_no"),
    }
}
