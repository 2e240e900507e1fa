//! Heard from the server.

use sync::FewSet;

use letters::{Cell, Edition, Letter, Value};
use sync::{Action, Draft, DraftEffect as Effect, DraftEvent as Event, Known, Operation, Saved, Shared};

use crate::help::*;

#[test]
fn an_overtaken_answer_still_tells_what_is_held() {
    let (mut draft, mut shared) = at_rest();
    type_and_push(&mut draft, &set("1", "", "朝"), 0);
    shared.merge(&[set("1", "", "朝")]);
    let answer = says(&shared);
    shared.merge(&[by("b", "9", set("9", "朝", "夕").action)]);
    // The other device's change is heard before the answer to the push.
    draft.handle(pulled(says(&shared), 2_000));
    assert_eq!(text(&draft), "朝", "our operation is still on top");
    draft.handle(pushed(answer, &["1"], 2_010));
    assert_eq!((text(&draft), draft.known().version, draft.waiting()), ("夕".into(), 3, 0));
    assert!(draft.unseen().contains(&REMARKS));
}

#[test]
fn the_other_devices_changes_are_shown_and_remembered_as_unseen() {
    let (mut draft, mut shared) = at_rest();
    shared.merge(&[doctor("9", "医師")]);
    let effects = draft.handle(pulled(says(&shared), 100));
    let unseen: FewSet<Cell> = [DOCTOR].into();
    let head = Known { unseen: unseen.clone(), ..says(&shared) };
    assert_eq!(effects[0], Effect::Changed(vec![DOCTOR]));
    assert_eq!(effects[1], Effect::Write { head: Some(head.clone()), put: vec![], remove: vec![] });
    // Also after a crash, until somebody looks.
    let mut again = Draft::open(head, vec![]);
    assert_eq!(again.unseen(), &unseen);
    again.handle(pulled(says(&shared), 200));
    assert_eq!(again.unseen(), &unseen);
    assert!(has_write(&again.handle(Event::Seen)));
    assert!(again.unseen().is_empty());
}

#[test]
fn hearing_the_same_again_writes_nothing() {
    let (mut draft, shared) = at_rest();
    assert_eq!(draft.handle(pulled(says(&shared), 100)), []);
}

#[test]
fn two_values_are_shown_until_a_person_chooses_here_or_there() {
    let (mut draft, mut shared) = at_rest();
    shared.merge(&[set("8", "", "朝"), by("b", "9", set("9", "", "夕").action)]);
    draft.handle(pulled(says(&shared), 0));
    assert_eq!(draft.conflicts().len(), 1);
    let seen = vec![Value::text("朝"), Value::text("夕")];
    let action = Action::Resolve { cell: REMARKS, seen, after: Value::text("夕") };
    draft.handle(edited(&by("a", "1", action), 1));
    // Decided here, before the server knows.
    assert!(draft.conflicts().is_empty());
    assert_eq!((text(&draft), draft.known().conflicts.len()), ("夕".into(), 1));
    // A third value nobody here saw comes up again.
    shared.merge(&[by("c", "7", set("7", "", "夜").action)]);
    draft.handle(pulled(says(&shared), 2));
    assert_eq!(draft.conflicts().get(&REMARKS).unwrap().others[0].value, Value::text("夜"));
}

#[test]
fn two_editions_are_shown_until_a_person_chooses() {
    let (mut draft, mut shared) = at_rest();
    let form = |id: &str, before, after| by("b", id, Action::Form { before, after });
    shared.merge(&[form("8", Edition::R8, Edition::R3), form("9", Edition::R8, Edition::H21)]);
    draft.handle(pulled(says(&shared), 0));
    assert_eq!(draft.editions(), &[Edition::H21].into());
    draft.handle(edited(&form("1", Edition::H21, Edition::R3), 1));
    assert!(draft.editions().is_empty());
    assert_eq!(draft.state().letter.edition, Edition::R3);
}

#[test]
fn a_draft_begun_twice_for_one_request_goes_on_with_the_servers() {
    let mut draft = Draft::begin(empty());
    draft.handle(Event::Online { online: true, now: 0 });
    draft.handle(written(true, 1));
    draft.handle(edited(&set("1", "", "朝"), 2));
    let mut other = Shared::new(empty());
    other.merge(&[doctor("9", "医師")]);
    draft.handle(pulled(says(&other), 3));
    assert_eq!((text(&draft).as_str(), draft.state().letter.text(DOCTOR)), ("朝", "医師"));
    assert_eq!(draft.waiting(), 1);
}

#[test]
fn a_restored_server_is_given_what_it_lost_before_its_word_is_taken() {
    let (mut draft, shared) = at_rest();
    let backup = shared.clone();
    type_and_push(&mut draft, &set("1", "", "朝"), 0);
    let mut shared = shared;
    shared.merge(&[set("1", "", "朝")]);
    draft.handle(pushed(says(&shared), &["1"], 2_000));
    draft.handle(written(true, 2_001));
    assert_eq!(draft.waiting(), 0);

    let restored = Known { epoch: 2, ..Known::from(&backup) };
    let effects = draft.handle(pulled(restored.clone(), 3_000));
    let [Effect::Offer { known, actions }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((known, text(&draft)), (&restored, "朝".to_owned()));
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 3_000 })), None, "not before that");
    let offered: Vec<Operation> = actions.iter().map(|action| by("a", "2", action.clone())).collect();
    let effects =
        draft.handle(Event::Offered { known: restored.clone(), operations: offered.clone(), now: 3_001 });
    // One batch: the lower version and what it lacks.
    let batch = Effect::Write { head: Some(restored), put: offered.clone(), remove: vec![] };
    assert_eq!(effects, [batch, Effect::Saved(Saved::Saving)]);
    assert_eq!(pushes(&draft.handle(written(true, 3_010))), Some(vec!["2".into()]));
    // The restored server takes it without a conflict: nobody had written there.
    let mut backup = backup;
    assert!(backup.merge(&offered).conflicts.is_empty());
    assert_eq!(backup.state, shared.state);
}

#[test]
fn an_answer_from_before_the_restore_takes_nothing_away() {
    let (mut draft, shared) = at_rest();
    type_and_push(&mut draft, &set("1", "", "朝"), 0);
    let mut before = shared.clone();
    before.merge(&[set("1", "", "朝")]);
    draft.handle(pulled(Known { epoch: 2, ..Known::from(&shared) }, 2_000));
    draft.handle(Event::Offered {
        known: Known { epoch: 2, ..Known::from(&shared) },
        operations: vec![],
        now: 2_001,
    });
    draft.handle(pushed(says(&before), &["1"], 2_002));
    assert_eq!((draft.waiting(), draft.known().epoch), (1, 2));
}

#[test]
fn a_server_that_lost_the_draft_gets_all_of_it() {
    let mut state = empty();
    state.letter.set(REMARKS, Value::text("朝")).unwrap();
    let mut draft = Draft::open(says(&Shared::new(state)), vec![]);
    let effects = draft.handle(Event::Gone { epoch: 2, now: 1 });
    let [Effect::Offer { known, actions }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((known.epoch, known.version, actions.len()), (2, 0, 1));
    let operations = actions.iter().map(|action| by("a", "1", action.clone())).collect();
    draft.handle(Event::Offered { known: known.clone(), operations, now: 2 });
    draft.handle(Event::Online { online: true, now: 3 });
    assert_eq!(text(&draft), "朝");
    let effects = draft.handle(written(true, 4));
    assert!(matches!(effects[0], Effect::Push { base_version: 0, .. }), "{effects:?}");
}

#[test]
fn what_a_sent_letter_holds_is_done_and_the_rest_stays_until_a_person_deals_with_it() {
    let shared = Shared::new(empty());
    let mut draft = Draft::open(says(&shared), vec![set("1", "", "朝"), doctor("2", "医師")]);
    draft.handle(Event::Online { online: false, now: 0 });
    draft.handle(pulled(Known { finished: true, version: 2, ..says(&shared) }, 1));
    draft.handle(written(true, 2));
    assert_eq!(draft.left_out().count(), 2);
    // A finished draft is not pushed to.
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 3 })), None);
    let mut letter = Letter::new(Edition::R8);
    letter.set(DOCTOR, Value::text("医師")).unwrap();
    let effects = draft.handle(Event::Sent { letter, now: 4 });
    assert!(
        effects.iter().any(|e| matches!(e, Effect::Write { remove, .. } if *remove == ["2"])),
        "{effects:?}"
    );
    assert_eq!(draft.left_out().collect::<Vec<_>>(), [&set("1", "", "朝")]);
    draft.handle(written(true, 5));
    assert_eq!(draft.saved(), Saved::HereOnly);
    draft.handle(Event::LetGo { now: 6 });
    draft.handle(written(true, 7));
    assert_eq!((draft.waiting(), draft.saved()), (0, Saved::Everywhere));
}

#[test]
fn an_open_draft_leaves_nothing_out_and_lets_nothing_go() {
    let mut draft = Draft::open(says(&Shared::new(empty())), vec![set("1", "", "朝")]);
    draft.handle(Event::LetGo { now: 1 });
    assert_eq!((draft.left_out().count(), draft.waiting()), (0, 1));
}

#[test]
fn a_draft_begun_again_forgets_nothing_for_a_late_answer() {
    let shared = Shared::new(empty());
    let mut draft = Draft::open(says(&shared), vec![set("1", "", "朝")]);
    draft.handle(Event::Gone { epoch: 2, now: 1 });
    let known = Known { epoch: 2, ..Known::new(empty()) };
    draft.handle(Event::Offered { known, operations: vec![], now: 2 });
    draft.handle(pushed(says(&shared), &["1"], 3));
    assert_eq!((draft.waiting(), draft.known().epoch, draft.known().version), (1, 2, 0));
}

#[test]
fn nothing_is_pushed_while_what_was_lost_is_being_offered() {
    let mut state = empty();
    state.letter.set(REMARKS, Value::text("朝")).unwrap();
    let mut draft = Draft::open(says(&Shared::new(state)), vec![doctor("1", "医師")]);
    let restored = Known { epoch: 2, ..Known::from(&Shared::new(empty())) };
    draft.handle(pulled(restored.clone(), 1));
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 2 })), None);
    let operations = vec![set("2", "朝", "朝")];
    let effects = draft.handle(Event::Offered { known: restored, operations, now: 3 });
    assert_eq!((pushes(&effects), draft.known().epoch), (Some(vec!["1".into()]), 2));
}

#[test]
fn what_was_passed_on_the_way_to_the_sent_value_is_done_and_another_value_is_not() {
    let own =
        vec![set("1", "", "朝"), set("2", "朝", "朝食"), set("3", "昼", "昼"), set("4", "昼食", "夕食")];
    let shared = Shared::new(empty());
    let mut letter = Letter::new(Edition::R8);
    letter.set(REMARKS, Value::text("朝食")).unwrap();
    let mut draft = Draft::open(says(&shared), own.clone());
    draft.handle(Event::Sent { letter, now: 1 });
    assert_eq!(draft.left_out().collect::<Vec<_>>(), [&own[2], &own[3]]);
}
