//! What is known beside the letter, for the rules.

use std::rc::Rc;

use leptos::prelude::*;
use letters::Request;
use letters::rules::{Context, Electronic, InsurerFacts, Previous, Target};
use wire::letters::LetterState;
use wire::people::Role;
use wire::requests::RequestView;

use super::open::{Earlier, Open};
use crate::local::clock;
use crate::local::device::Device;

impl Open {
    /// The facts known on this device now.
    pub(super) fn context(&self) -> Context {
        let stored = self.stored.borrow();
        let request = stored.request.as_ref().and_then(read_request);
        let previous = match &*self.previous.borrow() {
            Earlier::NotKnown => Previous::NotKnown,
            Earlier::None => Previous::None,
            Earlier::Letter(_, letter) => Previous::Letter(Box::new(letter.as_ref().clone())),
        };
        let draft = self.draft.borrow();
        let insurer = stored.request.as_ref().map(|request| request.request.insurer_no.clone());
        let insurer = insurer.map(|insurer_no| self.device.insurer_facts(&insurer_no)).unwrap_or_default();
        Context {
            today: Some(clock::today()),
            due_date: request.as_ref().and_then(|request| request.due_date),
            previous,
            copied: draft.state().copied.iter().map(|cell| cell.field()).collect(),
            target: target(insurer),
            insurer,
            sent_at: stored
                .request
                .as_ref()
                .filter(|_| stored.view.replaces.is_none())
                .and_then(|r| self.sent_at(r)),
            conflicts: draft.conflicts().keys().map(|cell| cell.field()).collect(),
            merged_unseen: draft.unseen().iter().map(|cell| cell.field()).collect(),
            clerk_entered: Some(draft.state().waiting || self.is_clerk()),
            request,
            ..Context::default()
        }
    }

    /// When the insurer got a letter for the same application that stands.
    fn sent_at(&self, request: &RequestView) -> Option<String> {
        self.device.letters.with_untracked(|letters| {
            let same = letters.items.iter().find(|line| {
                line.insurer_no == request.request.insurer_no
                    && line.insured_no == request.request.insured_no
                    && line.apply_date == request.request.apply_date
                    && line.state != LetterState::Superseded
            });
            same.map(|line| line.received_at.clone())
        })
    }

    fn is_clerk(&self) -> bool {
        let is_doctor = |roles: &[Role]| roles.contains(&Role::Doctor);
        self.device.me.with_untracked(|me| me.as_ref().is_some_and(|me| !is_doctor(&me.user.roles)))
    }

    /// Learns the person's earlier letter, from this device or the server.
    pub(in crate::local) async fn learn_previous(self: &Rc<Self>) {
        let request = self.stored.borrow().view.request_id.clone();
        let Some(request) = request else { return };
        let earlier = match self.device.previous(&request).await {
            Ok(Some(previous)) => match letters::json::from_value(&previous.letter) {
                Ok(letter) => Earlier::Letter(Rc::new(previous), Rc::new(letter)),
                // Written by a version this one cannot read.
                Err(_) => return,
            },
            Ok(None) => Earlier::None,
            Err(_) => return,
        };
        *self.previous.borrow_mut() = earlier;
        self.tell(&[], crate::local::Source::Remote);
    }
}

impl Device {
    /// What is known here of an insurer, for the rules.
    pub(in crate::local) fn insurer_facts(&self, insurer_no: &str) -> InsurerFacts {
        self.insurers.with_untracked(|insurers| {
            let insurer = insurers.iter().find(|insurer| insurer.insurer_no == insurer_no);
            insurer.map_or_else(InsurerFacts::default, |insurer| InsurerFacts {
                electronic: Some(match insurer.electronic_from.as_deref().and_then(ja::Date::parse_iso) {
                    Some(from) => Electronic::From(from),
                    None => Electronic::NotYet,
                }),
                exam_days: Some(insurer.exam_days),
                written_beforehand: None,
            })
        })
    }
}

/// The request as the rules know requests.
fn read_request(view: &RequestView) -> Option<Request> {
    Request::from_json(&wire::record::to_value(&view.request)).ok()
}

/// How the letter leaves, as the insurer's announcement has it today.
fn target(insurer: InsurerFacts) -> Option<Target> {
    match insurer.electronic? {
        Electronic::From(from) if from <= clock::today() => Some(Target::Electronic),
        Electronic::From(_) | Electronic::NotYet => Some(Target::Paper),
    }
}
