//! Written, then pushed.

use sync::{Draft, DraftEffect as Effect, DraftEvent as Event, Operation, PUSH_MOST, Saved, Shared};

use crate::help::*;

#[test]
fn an_edit_is_written_within_180_ms_and_pushed_when_it_is_on_disk() {
    let (mut draft, mut shared) = at_rest();
    let first = set("1", "", "朝");
    assert_eq!(draft.handle(edited(&first, 1_000)), [Effect::Saved(Saved::Saving), Effect::WakeAt(1_180)]);
    assert_eq!(draft.handle(Event::Tick { now: 1_179 }), [Effect::WakeAt(1_180)]);
    assert_eq!(draft.handle(Event::Tick { now: 1_180 }), [put(&[&first])]);
    // On disk: said so, and an alarm for the push.
    assert_eq!(draft.handle(written(true, 1_190)), [Effect::Saved(Saved::HereOnly), Effect::WakeAt(2_500)]);
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
    // An edit that goes on needs no id of its own.
    assert!(draft.goes_on("a", &set("", "朝", "朝食").action));
    assert!(
        !draft.goes_on("b", &set("", "朝", "朝食").action) && !draft.goes_on("a", &doctor("", "医師").action)
    );
    draft.handle(edited(&set("", "朝", "朝食"), 1_050));
    let both = set("1", "", "朝食");
    assert_eq!(draft.handle(Event::Tick { now: 1_180 }), [put(&[&both])]);
    // Typed while it is being written: not on disk, though the write ends well.
    draft.handle(edited(&set("3", "朝食", "朝食と"), 1_185));
    draft.handle(written(true, 1_190));
    assert_eq!(draft.saved(), Saved::Saving);
    let more = set("1", "", "朝食と");
    assert_eq!(draft.handle(Event::Tick { now: 1_365 }), [put(&[&more])]);
    draft.handle(written(true, 1_370));
    // Sent: what follows is another operation.
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 2_000 })), Some(vec!["1".into()]));
    let next = set("4", "朝食と", "朝食と薬");
    assert!(!draft.goes_on("a", &next.action));
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
    draft.handle(Event::Tick { now: 1_180 });
    let refused = draft.handle(written(false, 1_200));
    assert_eq!(refused, [Effect::Saved(Saved::Failed), Effect::WakeAt(2_700)]);
    // Not pushed: the server would know an id that a crash makes this device forget.
    assert_eq!(pushes(&draft.handle(Event::Online { online: true, now: 1_300 })), None);
    assert_eq!(draft.handle(edited(&set("2", "朝", "朝食"), 1_400)), []);
    assert_eq!(draft.handle(Event::Tick { now: 2_700 }), [put(&[&set("1", "", "朝食")])]);
    assert_eq!(draft.handle(written(true, 2_710)), [Effect::Saved(Saved::HereOnly), Effect::WakeAt(2_900)]);
    assert_eq!(
        draft.handle(Event::Tick { now: 2_900 }),
        [Effect::Push { base_version: 1, operations: vec![set("1", "", "朝食")] }]
    );
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
    assert_eq!(pushes(&draft.handle(pushed(says(&shared), &["1"], 1_620))), None, "somebody types");
    draft.handle(written(true, 1_630));
    assert_eq!(pushes(&draft.handle(Event::Tick { now: 3_100 })), Some(vec!["2".into()]));
}

#[test]
fn what_was_on_its_way_to_the_disk_during_a_push_is_pushed_when_it_is_there() {
    let (mut draft, mut shared) = at_rest();
    assert!(pushes(&type_and_push(&mut draft, &set("1", "", "朝"), 0)).is_some());
    draft.handle(edited(&doctor("2", "医師"), 1_600));
    draft.handle(Event::Flush);
    shared.merge(&[set("1", "", "朝")]);
    assert_eq!(pushes(&draft.handle(pushed(says(&shared), &["1"], 3_120))), None);
    assert_eq!(pushes(&draft.handle(written(true, 3_130))), Some(vec!["2".into()]));
}

#[test]
fn typing_on_is_pushed_at_the_first_pause_or_after_ten_seconds() {
    let (mut draft, _) = at_rest();
    let mut first = None;
    for now in (0..20_000).step_by(500) {
        draft.handle(edited(&doctor(&format!("{now:05}"), &now.to_string()), now));
        draft.handle(Event::Flush);
        if pushes(&draft.handle(written(true, now))).is_some() {
            first.get_or_insert(now);
        }
    }
    assert_eq!(first, Some(10_000));
    let (mut draft, _) = at_rest();
    for now in [0, 1_000, 2_000] {
        draft.handle(edited(&set(&now.to_string(), "", &now.to_string()), now));
        draft.handle(Event::Flush);
        assert_eq!(pushes(&draft.handle(written(true, now))), None);
    }
    assert_eq!(pushes(&draft.handle(Event::Tick { now: 3_499 })), None);
    assert_eq!(pushes(&draft.handle(Event::Tick { now: 3_500 })), Some(vec!["0".into()]));
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
fn a_clock_set_back_or_forward_stops_nothing() {
    let (mut draft, _) = at_rest();
    draft.handle(edited(&set("1", "", "朝"), 5_000_000));
    // Back to the beginning: the write is due within its 180 ms.
    assert_eq!(draft.handle(Event::Tick { now: 10 }), [Effect::WakeAt(190)]);
    assert!(has_write(&draft.handle(Event::Tick { now: 190 })));
    draft.handle(written(true, 191));
    draft.handle(Event::PushFailed { random: 0, now: 191 });
    // Forward past the alarm for the push: the alarm for the next edit is set nevertheless.
    draft.handle(Event::Online { online: false, now: 192 });
    let effects = draft.handle(edited(&doctor("2", "医師"), 9_000_000));
    assert!(effects.contains(&Effect::WakeAt(9_000_180)), "{effects:?}");
}

#[test]
fn a_clock_set_back_makes_a_push_wait_five_minutes_at_most() {
    let (mut draft, _) = at_rest();
    type_and_push(&mut draft, &set("1", "", "朝"), 5_000_000);
    draft.handle(Event::PushFailed { random: 0, now: 5_002_000 });
    assert_eq!(draft.handle(Event::Tick { now: 10 }), [Effect::WakeAt(300_010)]);
    assert!(pushes(&draft.handle(Event::Tick { now: 300_010 })).is_some());
}
