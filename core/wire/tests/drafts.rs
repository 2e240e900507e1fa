//! Drafts cross the network and come back as they were; what the form does not have is named.

use letters::form::{cell, choice, option};
use letters::{Edition, Letter, Mark, Typed, Value};
use serde_json::json;
use sync::{Action, Confirmation, Operation, Shared, State};
use wire::Problem;
use wire::drafts::{self, About, DraftView, NotUnderstood, known};

fn confirmation() -> Confirmation {
    Confirmation {
        rule: "X54".into(),
        field: "weight".into(),
        values: "0f".into(),
        by: "user-1".into(),
        name: "医師 花子".into(),
        at: "2026-10-14T01:02:03Z".into(),
    }
}

fn operation(action: Action) -> Operation {
    Operation {
        id: "019a0000-0000-7000-8000-000000000001".into(),
        at: "2026-10-14T01:02:03Z".into(),
        author: "user-1".into(),
        device: "tablet".into(),
        action,
    }
}

fn set(key: &'static str, before: Value, after: Value) -> Action {
    Action::Set { cell: cell(key), before, after, copied: false }
}

#[test]
fn every_action_comes_back_as_it_was() {
    let impossible = Typed { era: "令和".into(), y: "0".into(), m: "1".into(), d: "1".into() };
    let actions = [
        set("remarks", Value::Empty, Value::text("髙橋﨑\n葛󠄀")),
        set("hand", Value::Choice(choice("hand", "左")), Value::Empty),
        set("entry_date", Value::Empty, Value::Typed(Box::new(impossible))),
        Action::Set {
            cell: option("med", "訪問診療"),
            before: Value::Mark(Mark::Checked),
            after: Value::Mark(Mark::Underlined),
            copied: true,
        },
        Action::Form { before: Edition::R3, after: Edition::R8 },
        Action::Confirm(confirmation()),
        Action::Handover { waiting: true },
        Action::Resolve {
            cell: cell("remarks"),
            seen: vec![Value::text("あ"), Value::Empty],
            after: Value::text("い"),
        },
    ];
    for action in actions {
        let before = operation(action);
        let text = serde_json::to_string(&drafts::Operation::from(&before)).unwrap();
        let posted: drafts::Operation = serde_json::from_str(&text).unwrap();
        assert_eq!(Operation::try_from(&posted).as_ref(), Ok(&before), "{text}");
    }
}

#[test]
fn what_the_form_does_not_have_is_named() {
    let read = |action: serde_json::Value| {
        let action: drafts::Action = serde_json::from_value(action).unwrap();
        Action::try_from(&action).unwrap_err()
    };
    let unknown = read(json!({"do": "set", "field": "favourite", "before": null, "after": "x"}));
    assert_eq!(unknown, NotUnderstood::Field("favourite".into()));
    // The whole of a multiple choice is no cell.
    let whole = read(json!({"do": "set", "field": "tx", "before": null, "after": true}));
    assert_eq!(whole.field(), Some("tx"));
    let label = read(json!({"do": "resolve", "field": "hand", "seen": ["上"], "after": null}));
    assert_eq!(label.field(), Some("hand"));
    let shape = read(json!({"do": "set", "field": "remarks", "before": 1, "after": "x"}));
    assert_eq!(shape.field(), Some("remarks"));
    let form = read(json!({"do": "form", "before": "R3", "after": "R9"}));
    assert_eq!(form, NotUnderstood::Form("R9".into()));
    let problem = Problem::from(unknown);
    assert_eq!((problem.code.as_str(), problem.status), ("draft.invalid", 422));
    assert_eq!(problem.field.as_deref(), Some("favourite"));
}

#[test]
fn a_draft_comes_back_as_the_server_holds_it() {
    let mut state = State::new(Letter::new(Edition::R8));
    state.letter.set(cell("dr_name"), Value::text("医師 花子")).unwrap();
    state.copied.insert(cell("dr_name"));
    state.waiting = true;
    let mut shared = Shared::new(state);
    let first = operation(set("remarks", Value::Empty, Value::text("朝")));
    let mut second = operation(set("remarks", Value::Empty, Value::text("夕")));
    second.id = "019a0000-0000-7000-8000-000000000002".into();
    second.author = "user-2".into();
    let mut third = operation(Action::Confirm(confirmation()));
    third.id = "019a0000-0000-7000-8000-000000000003".into();
    assert_eq!(shared.merge(&[first, second, third]).conflicts, [cell("remarks")]);

    let about = About { id: "d".into(), finished: true, held: vec!["x".into()], ..About::default() };
    let name = |id: &str| if id == "user-1" { "医師 花子".into() } else { "事務 次郎".to_owned() };
    let view = DraftView::of(&shared, about, name);
    let text = serde_json::to_string(&view).unwrap();
    let known = known(&serde_json::from_str(&text).unwrap(), 3).unwrap();
    assert_eq!((known.epoch, known.version, known.finished), (3, 2, true));
    assert_eq!(known.state, shared.state);
    let conflict = known.conflicts.get(&cell("remarks")).unwrap();
    assert_eq!(conflict.standing.value, Value::text("朝"));
    assert_eq!(conflict.standing.author, "医師 花子");
    assert_eq!(conflict.others[0].value, Value::text("夕"));
    assert_eq!(conflict.others[0].author, "事務 次郎");
    assert_eq!(view.held, ["x"]);
}

#[test]
fn an_answer_of_a_newer_form_is_an_error_that_names_it() {
    let shared = Shared::new(State::new(Letter::new(Edition::R8)));
    let mut view = DraftView::of(&shared, About::default(), str::to_owned);
    view.copied = vec!["newer".into()];
    assert_eq!(known(&view, 1).unwrap_err().field(), Some("newer"));
    view.copied = Vec::new();
    view.letter = json!({"form": "R8", "answers": {"newer": true}});
    assert_eq!(known(&view, 1).unwrap_err().field(), Some("newer"));
}

#[test]
fn what_another_edition_asks_and_the_editions_not_chosen_cross_too() {
    let mut state = State::new(Letter::new(Edition::R8));
    // H21 asks 特になし／あり of every care item, R8 does not; what was typed stays.
    let not_asked = letters::Cell::all()
        .find(|cell| {
            !cell.field().is_asked(Edition::R8)
                && cell.field().is_asked(Edition::H21)
                && Value::Choice(1).fits(cell.kind())
        })
        .unwrap();
    state.letter.set(not_asked, Value::Choice(1)).unwrap();
    let mut shared = Shared::new(state);
    let mut late = operation(Action::Form { before: Edition::R3, after: Edition::H21 });
    late.id = "019a0000-0000-7000-8000-000000000009".into();
    shared.merge(&[late]);
    let view = DraftView::of(&shared, About::default(), str::to_owned);
    let known = known(&view, 1).unwrap();
    assert_eq!(known.state.letter.get(not_asked), &Value::Choice(1));
    assert!(known.editions.iter().eq([&Edition::H21]));
    let mut kept = DraftView::default();
    kept.put(&known);
    assert_eq!(drafts::known(&kept, 1), Ok(known));
}
