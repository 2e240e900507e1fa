//! A draft on one device: on disk before it is pushed, pushed until it is held, shown as it will be.

use std::collections::BTreeSet;

use letters::form::cell;
use letters::{Cell, Edition, Letter, Value};
use sync::{
    Action, Draft, DraftEffect as Effect, DraftEvent as Event, Known, Operation, PUSH_MOST, Saved, Shared,
    State,
};

const REMARKS: Cell = cell("remarks");
const DOCTOR: Cell = cell("dr_name");

fn empty() -> State {
    State::new(Letter::new(Edition::R8))
}

/// What a server in epoch 1 says.
fn says(shared: &Shared) -> Known {
    Known { epoch: 1, ..Known::from(shared) }
}

fn by(author: &str, id: &str, action: Action) -> Operation {
    Operation { id: id.into(), at: "t".into(), author: author.into(), device: author.into(), action }
}

fn set(id: &str, before: &str, after: &str) -> Operation {
    let (before, after) = (Value::text(before), Value::text(after));
    by("a", id, Action::Set { cell: REMARKS, before, after, copied: false })
}

fn doctor(id: &str, after: &str) -> Operation {
    by("a", id, Action::Set { cell: DOCTOR, before: Value::Empty, after: Value::text(after), copied: false })
}

fn edited(operation: &Operation, now: u64) -> Event {
    Event::Edited { operation: operation.clone(), now }
}

fn written(ok: bool, now: u64) -> Event {
    Event::Written { ok, now }
}

fn pulled(known: Known, now: u64) -> Event {
    Event::Heard { known, held: BTreeSet::new(), answers_push: false, now }
}

fn pushed(known: Known, held: &[&str], now: u64) -> Event {
    let held = held.iter().map(|id| (*id).to_owned()).collect();
    Event::Heard { known, held, answers_push: true, now }
}

fn put(operations: &[&Operation]) -> Effect {
    let put = operations.iter().map(|operation| (*operation).clone()).collect();
    Effect::Write { head: None, put, remove: vec![] }
}

fn text(draft: &Draft) -> String {
    draft.state().letter.text(REMARKS).to_owned()
}

/// The ids pushed by these effects, if any.
fn pushes(effects: &[Effect]) -> Option<Vec<String>> {
    effects.iter().find_map(|effect| match effect {
        Effect::Push { operations, .. } => {
            Some(operations.iter().map(|operation| operation.id.clone()).collect())
        }
        _ => None,
    })
}

fn has_write(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Write { .. }))
}

/// A draft the server has, online, at rest; and the server.
fn at_rest() -> (Draft, Shared) {
    let shared = Shared::new(empty());
    let mut draft = Draft::open(says(&shared), vec![]);
    draft.handle(Event::Online { online: true, now: 0 });
    assert_eq!(draft.saved(), Saved::Everywhere);
    (draft, shared)
}

/// Types into the draft and lets it reach the disk; it is pushed at once.
fn type_and_push(draft: &mut Draft, operation: &Operation, now: u64) -> Vec<Effect> {
    draft.handle(edited(operation, now));
    draft.handle(Event::Flush);
    draft.handle(written(true, now));
    draft.handle(Event::Tick { now: now + 1_500 })
}

#[test]
fn an_edit_is_written_within_120_ms_and_pushed_when_it_is_on_disk() {
    let (mut draft, mut shared) = at_rest();
    let first = set("1", "", "朝");
    assert_eq!(draft.handle(edited(&first, 1_000)), [Effect::Saved(Saved::Saving), Effect::WakeAt(1_120)]);
    assert_eq!(draft.handle(Event::Tick { now: 1_119 }), [Effect::WakeAt(1_120)]);
    assert_eq!(draft.handle(Event::Tick { now: 1_120 }), [put(&[&first])]);
    // On disk: said so, and an alarm for the push.
    assert_eq!(draft.handle(written(true, 1_130)), [Effect::Saved(Saved::HereOnly), Effect::WakeAt(2_500)]);
    assert_eq!(
        draft.handle(Event::Tick { now: 2_500 }),
        [Effect::Push { base_version: 1, operations: vec![first.clone()] }]
    );
    shared.merge(&[first]);
    let known = says(&shared);
    let effects = draft.handle(pushed(known.clone(), &["1"], 2_600));
    assert_eq!(effects, [Effect::Write { head: Some(known), put: vec![], remove: vec!["1".into()] }]);
    assert_eq!(draft.saved(), Saved::HereOnly, "the answer is not on disk");
    assert_eq!(draft.handle(written(true, 2_610)), [Effect::Saved(Saved::Everywhere)]);
}

#[test]
fn a_new_draft_is_on_disk_before_the_server_hears_of_it() {
    let mut draft = Draft::begin(empty());
    let effects = draft.handle(Event::Online { online: true, now: 5 });
    assert!(has_write(&effects) && pushes(&effects).is_none());
    assert_eq!(draft.saved(), Saved::Saving);
    let effects = draft.handle(written(true, 10));
    assert_eq!(
        effects,
        [Effect::Push { base_version: 0, operations: vec![] }, Effect::Saved(Saved::HereOnly)]
    );
    // A disk that refuses it: nothing is safe, nothing is pushed.
    let mut draft = Draft::begin(empty());
    draft.handle(Event::Online { online: true, now: 5 });
    let effects = draft.handle(written(false, 10));
    assert_eq!(effects, [Effect::Saved(Saved::Failed), Effect::WakeAt(1_510)]);
    assert!(has_write(&draft.handle(Event::Tick { now: 1_510 })));
}

#[test]
fn typing_on_goes_on_with_one_operation_until_it_was_sent() {
    let (mut draft, _) = at_rest();
    draft.handle(Event::Online { online: false, now: 0 });
    draft.handle(edited(&set("1", "", "朝"), 1_000));
    draft.handle(edited(&set("2", "朝", "朝食"), 1_050));
    let both = set("1", "", "朝食");
    assert_eq!(draft.handle(Event::Tick { now: 1_120 }), [put(&[&both])]);
    // Typed while it is being written: not on disk, though the write ends well.
    draft.handle(edited(&set("3", "朝食", "朝食と"), 1_125));
    draft.handle(written(true, 1_130));
    assert_eq!(draft.saved(), Saved::Saving);
    let more = set("1", "", "朝食と");
    assert_eq!(draft.handle(Event::Tick { now: 1_245 }), [put(&[&more])]);
    draft.handle(written(true, 1_250));
    // Sent: what follows is another operation.
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 2_000 })), Some(vec!["1".into()]));
    let next = set("4", "朝食と", "朝食と薬");
    draft.handle(edited(&next, 2_100));
    assert_eq!(draft.handle(Event::Flush), [put(&[&next])]);
    assert_eq!(draft.operations().cloned().collect::<Vec<_>>(), [more, next]);
}

#[test]
fn another_person_or_another_cell_makes_another_operation() {
    let (mut draft, _) = at_rest();
    draft.handle(edited(&set("1", "", "朝"), 0));
    draft.handle(edited(&Operation { author: "b".into(), ..set("2", "朝", "昼") }, 1));
    draft.handle(edited(&doctor("3", "医師"), 2));
    draft.handle(edited(&set("4", "昼", "夜"), 3));
    assert_eq!(draft.waiting(), 4);
}

#[test]
fn after_a_crash_nothing_that_may_have_been_sent_changes() {
    let shared = Shared::new(empty());
    let mut draft = Draft::open(says(&shared), vec![set("1", "", "朝")]);
    assert_eq!((text(&draft), draft.saved()), ("朝".into(), Saved::HereOnly));
    draft.handle(edited(&set("2", "朝", "昼"), 0));
    assert_eq!(draft.operations().next(), Some(&set("1", "", "朝")));
    // Only what is on disk goes.
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 1 })), Some(vec!["1".into()]));
}

#[test]
fn the_page_goes_and_everything_is_written_at_once_or_right_after() {
    let (mut draft, _) = at_rest();
    draft.handle(edited(&set("1", "", "朝"), 1_000));
    assert_eq!(draft.handle(Event::Flush), [put(&[&set("1", "", "朝")])]);
    // A batch is under way: the next one follows it without waiting.
    let doctor = doctor("2", "医師");
    draft.handle(edited(&doctor, 1_001));
    assert_eq!(draft.handle(Event::Flush), []);
    assert_eq!(draft.handle(written(true, 1_002))[0], put(&[&doctor]));
}

#[test]
fn a_full_disk_is_said_and_tried_again() {
    let (mut draft, _) = at_rest();
    draft.handle(edited(&set("1", "", "朝"), 1_000));
    draft.handle(Event::Tick { now: 1_120 });
    let refused = draft.handle(written(false, 1_200));
    assert_eq!(refused, [Effect::Saved(Saved::Failed), Effect::WakeAt(2_700)]);
    // Not pushed: the server would know an id that a crash makes this device forget.
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 1_300 })), None);
    assert_eq!(draft.handle(edited(&set("2", "朝", "朝食"), 1_400)), []);
    assert_eq!(draft.handle(Event::Tick { now: 2_700 }), [put(&[&set("1", "", "朝食")])]);
    assert_eq!(
        draft.handle(written(true, 2_710))[0],
        Effect::Push { base_version: 1, operations: vec![set("1", "", "朝食")] }
    );
    assert_eq!(draft.saved(), Saved::HereOnly);
}

#[test]
fn an_answer_that_was_not_stored_keeps_the_operation_on_disk_until_it_is() {
    let (mut draft, mut shared) = at_rest();
    type_and_push(&mut draft, &set("1", "", "朝"), 0);
    shared.merge(&[set("1", "", "朝")]);
    let answer = Effect::Write { head: Some(says(&shared)), put: vec![], remove: vec!["1".into()] };
    assert_eq!(draft.handle(pushed(says(&shared), &["1"], 2_000))[0], answer);
    draft.handle(written(false, 2_010));
    assert_eq!(draft.saved(), Saved::HereOnly);
    assert_eq!(draft.handle(Event::Tick { now: 3_510 }), [answer]);
}

#[test]
fn what_was_typed_during_a_push_is_pushed_after_it() {
    let (mut draft, mut shared) = at_rest();
    assert!(pushes(&type_and_push(&mut draft, &set("1", "", "朝"), 0)).is_some());
    draft.handle(edited(&doctor("2", "医師"), 1_600));
    draft.handle(Event::Flush);
    assert_eq!(pushes(&draft.handle(written(true, 1_610))), None, "one push at a time");
    shared.merge(&[set("1", "", "朝")]);
    assert_eq!(pushes(&draft.handle(pushed(says(&shared), &["1"], 1_620))), Some(vec!["2".into()]));
}

#[test]
fn what_was_on_its_way_to_the_disk_during_a_push_is_pushed_when_it_is_there() {
    let (mut draft, mut shared) = at_rest();
    assert!(pushes(&type_and_push(&mut draft, &set("1", "", "朝"), 0)).is_some());
    draft.handle(edited(&doctor("2", "医師"), 1_600));
    draft.handle(Event::Flush);
    shared.merge(&[set("1", "", "朝")]);
    assert_eq!(pushes(&draft.handle(pushed(says(&shared), &["1"], 1_620))), None);
    assert_eq!(pushes(&draft.handle(written(true, 1_630))), Some(vec!["2".into()]));
}

#[test]
fn a_long_day_is_pushed_in_several_batches() {
    let shared = Shared::new(empty());
    let many: Vec<Operation> =
        (0..PUSH_MOST + 1).map(|n| set(&format!("{n:03}"), "", &n.to_string())).collect();
    let mut draft = Draft::open(says(&shared), many.clone());
    let first = pushes(&draft.handle(Event::Online { online: true, now: 0 })).unwrap();
    assert_eq!(first.len(), PUSH_MOST);
    let held: Vec<&str> = first.iter().map(String::as_str).collect();
    let second = draft.handle(pushed(says(&shared), &held, 10));
    assert_eq!(pushes(&second), Some(vec![many[PUSH_MOST].id.clone()]));
}

#[test]
fn a_failed_push_waits_longer_and_longer_until_the_network_comes_back() {
    let (mut draft, _) = at_rest();
    type_and_push(&mut draft, &set("1", "", "朝"), 0);
    let failed = |now| Event::PushFailed { random: 0, now };
    assert_eq!(draft.handle(failed(2_000)), [Effect::WakeAt(3_000)]);
    assert!(pushes(&draft.handle(Event::Tick { now: 3_000 })).is_some());
    assert_eq!(draft.handle(failed(3_000)), [Effect::WakeAt(5_000)]);
    assert!(pushes(&draft.handle(Event::Online { online: true, now: 3_100 })).is_some());
}

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
    let unseen: BTreeSet<Cell> = [DOCTOR].into();
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
    assert_eq!(draft.conflicts()[&REMARKS].others[0].value, Value::text("夜"));
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
fn a_clock_set_back_or_forward_stops_nothing() {
    let (mut draft, _) = at_rest();
    draft.handle(edited(&set("1", "", "朝"), 5_000_000));
    // Back to the beginning: the write is due within its 120 ms.
    assert_eq!(draft.handle(Event::Tick { now: 10 }), [Effect::WakeAt(130)]);
    assert!(has_write(&draft.handle(Event::Tick { now: 130 })));
    draft.handle(written(true, 131));
    draft.handle(Event::PushFailed { random: 0, now: 131 });
    // Forward past the alarm for the push: the alarm for the next edit is set nevertheless.
    draft.handle(Event::Online { online: false, now: 132 });
    let effects = draft.handle(edited(&doctor("2", "医師"), 9_000_000));
    assert!(effects.contains(&Effect::WakeAt(9_000_120)), "{effects:?}");
}
