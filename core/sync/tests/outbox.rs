//! Letters that leave the device: stored first, tried first, delivered once, never said to be what they are not.

use sync::{Answer, Item, ItemState, Outbox, OutboxEffect as Effect, OutboxEvent as Event};

fn item(operation: &str) -> Item {
    Item {
        operation: operation.into(),
        letter: format!("letter of {operation}"),
        draft: format!("draft of {operation}"),
        body: format!("bytes of {operation}"),
        state: ItemState::Waiting,
    }
}

fn with(operation: &str, state: ItemState) -> Item {
    Item { state, ..item(operation) }
}

fn delivered(epoch: u32) -> ItemState {
    ItemState::Delivered { receipt: "R".into(), epoch }
}

fn written(ok: bool, now: u64) -> Event {
    Event::Written { operation: "1".into(), ok, now }
}

fn answered(answer: Answer, now: u64) -> Event {
    Event::Answered { operation: "1".into(), answer, random: 0, now }
}

fn received(epoch: u32, now: u64) -> Event {
    answered(Answer::Received { receipt: "R".into(), epoch }, now)
}

fn take_back() -> Event {
    Event::TakeBack { operation: "1".into() }
}

fn send() -> Effect {
    Effect::Send { operation: "1".into(), body: "bytes of 1".into() }
}

/// An outbox with network and session.
fn ready(items: Vec<Item>) -> (Outbox, Vec<Effect>) {
    let mut outbox = Outbox::open(items);
    outbox.handle(Event::Session { live: true, now: 0 });
    let effects = outbox.handle(Event::Online { online: true, now: 0 });
    (outbox, effects)
}

fn states(outbox: &Outbox) -> Vec<ItemState> {
    outbox.items().map(|item| item.state.clone()).collect()
}

#[test]
fn a_letter_is_stored_then_tried_then_sent_then_shown_with_its_receipt() {
    let (mut outbox, _) = ready(vec![]);
    assert_eq!(outbox.handle(Event::Finished(item("1"))), [Effect::Write(item("1"))]);
    assert_eq!(outbox.items().count(), 0, "not on disk yet");
    let tried = with("1", ItemState::Tried);
    assert_eq!(outbox.handle(written(true, 1)), [Effect::Show(item("1")), Effect::Write(tried.clone())]);
    assert_eq!(outbox.handle(written(true, 2)), [Effect::Show(tried), send()]);
    let arrived = with("1", delivered(1));
    assert_eq!(outbox.handle(received(1, 3)), [Effect::Write(arrived.clone())]);
    assert_eq!(states(&outbox), [ItemState::Tried], "the receipt is not on disk yet");
    assert_eq!(outbox.handle(written(true, 4)), [Effect::Show(arrived)]);
    assert_eq!(outbox.handle(Event::SendNow { now: 5 }), []);
}

#[test]
fn a_letter_that_was_not_stored_was_not_finished() {
    let (mut outbox, _) = ready(vec![]);
    outbox.handle(Event::Finished(item("1")));
    assert_eq!(outbox.handle(written(false, 1)), [Effect::NotStored(item("1"))]);
    assert_eq!(outbox.handle(Event::SendNow { now: 2 }), []);
}

#[test]
fn one_draft_has_one_letter_on_its_way_and_an_id_one_body() {
    let (mut outbox, _) = ready(vec![with("1", ItemState::Tried)]);
    let second = Item { draft: "draft of 1".into(), ..item("2") };
    assert_eq!(outbox.handle(Event::Finished(second.clone())), [Effect::NotStored(second)]);
    let reused = Item { body: "other bytes".into(), draft: "another".into(), ..item("1") };
    assert_eq!(outbox.handle(Event::Finished(reused.clone())), [Effect::NotStored(reused)]);
    assert_eq!(outbox.handle(Event::Finished(item("1"))), [], "said twice");
}

#[test]
fn a_refused_letter_lets_its_draft_be_finished_again() {
    let (mut outbox, _) = ready(vec![with("1", ItemState::Refused { findings: "E".into() })]);
    let again = Item { draft: "draft of 1".into(), ..item("2") };
    assert_eq!(outbox.handle(Event::Finished(again.clone())), [Effect::Write(again)]);
}

#[test]
fn after_a_crash_a_tried_letter_is_sent_again_under_its_id() {
    assert_eq!(ready(vec![with("1", ItemState::Tried)]).1, [send()]);
    // One that was stored and never tried is marked first.
    assert_eq!(ready(vec![item("1")]).1, [Effect::Write(with("1", ItemState::Tried))]);
    assert_eq!(ready(vec![with("1", delivered(1))]).1, []);
}

#[test]
fn a_letter_stored_by_another_tab_is_not_stored_again() {
    let (mut outbox, _) = ready(vec![]);
    assert_eq!(outbox.handle(Event::Stored(item("1"))), [Effect::Write(with("1", ItemState::Tried))]);
    assert_eq!(outbox.handle(Event::Stored(item("1"))), []);
}

#[test]
fn a_lost_answer_is_asked_for_again_later_and_later() {
    let (mut outbox, _) = ready(vec![with("1", ItemState::Tried)]);
    // Two seconds doubling, at least half of it: one, two, four.
    assert_eq!(outbox.handle(answered(Answer::Later, 0)), [Effect::WakeAt(1_000)]);
    assert_eq!(outbox.handle(Event::Tick { now: 999 }), [Effect::WakeAt(1_000)]);
    assert_eq!(outbox.handle(Event::Tick { now: 1_000 }), [send()]);
    assert_eq!(outbox.handle(answered(Answer::Later, 1_000)), [Effect::WakeAt(3_000)]);
    // 「今すぐ送る」 does not wait.
    assert_eq!(outbox.handle(Event::SendNow { now: 1_500 }), [send()]);
}

#[test]
fn without_a_session_letters_wait_and_one_touch_releases_them() {
    let mut outbox = Outbox::open(vec![with("1", ItemState::Tried), item("2")]);
    assert_eq!(outbox.handle(Event::Online { online: true, now: 0 }), []);
    assert_eq!(outbox.needs_session(), 2);
    let released = outbox.handle(Event::Session { live: true, now: 1 });
    assert_eq!(released, [send(), Effect::Write(with("2", ItemState::Tried))]);
    // The session ends while a letter is on its way.
    assert_eq!(outbox.handle(answered(Answer::NeedsSession, 2)), []);
    assert_eq!(outbox.needs_session(), 2);
    assert_eq!(outbox.handle(Event::Session { live: true, now: 3 }), [send()]);
}

#[test]
fn a_receipt_that_was_not_stored_is_stored_later_also_without_a_network() {
    for (answer, state) in [
        (Answer::Received { receipt: "R".into(), epoch: 1 }, delivered(1)),
        (Answer::Refused { findings: "E".into() }, ItemState::Refused { findings: "E".into() }),
        (Answer::Blocked { code: "c".into() }, ItemState::Blocked { code: "c".into() }),
    ] {
        let (mut outbox, _) = ready(vec![with("1", ItemState::Tried)]);
        let known = with("1", state);
        assert_eq!(outbox.handle(answered(answer, 0)), [Effect::Write(known.clone())]);
        assert_eq!(outbox.handle(written(false, 10)), [Effect::WakeAt(1_010)]);
        outbox.handle(Event::Online { online: false, now: 11 });
        outbox.handle(written(false, 12));
        assert_eq!(states(&outbox), [ItemState::Tried]);
        let again = outbox.handle(Event::Tick { now: 2_000 });
        assert_eq!(again, [Effect::Write(known.clone())]);
        assert_eq!(outbox.handle(written(true, 2_001)), [Effect::Show(known)]);
    }
}

#[test]
fn a_mark_that_was_not_stored_lets_the_letter_be_taken_back() {
    let (mut outbox, first) = ready(vec![item("1")]);
    assert_eq!(first, [Effect::Write(with("1", ItemState::Tried))]);
    outbox.handle(written(false, 1));
    assert_eq!(outbox.handle(take_back()), [Effect::Remove(item("1"))]);
}

#[test]
fn taking_back_is_done_when_it_is_off_the_disk() {
    let mut outbox = Outbox::open(vec![item("1")]);
    assert_eq!(outbox.handle(take_back()), [Effect::Remove(item("1"))]);
    assert_eq!(outbox.needs_session(), 0, "it waits for nothing any more");
    // A network that comes now does not send it.
    outbox.handle(Event::Session { live: true, now: 1 });
    assert_eq!(outbox.handle(Event::Online { online: true, now: 1 }), []);
    assert_eq!(outbox.handle(written(true, 2)), [Effect::TakenBack(item("1"))]);
    assert_eq!(outbox.items().count(), 0);
}

#[test]
fn taking_back_while_it_is_being_stored_waits_for_the_disk() {
    let (mut outbox, _) = ready(vec![]);
    outbox.handle(Event::Finished(item("1")));
    assert_eq!(outbox.handle(take_back()), []);
    assert_eq!(outbox.handle(written(true, 1)), [Effect::Show(item("1")), Effect::Remove(item("1"))]);
}

#[test]
fn a_disk_that_keeps_it_keeps_it_going() {
    let (mut outbox, _) = ready(vec![]);
    outbox.handle(Event::Finished(item("1")));
    outbox.handle(take_back());
    outbox.handle(written(true, 1));
    let kept = outbox.handle(written(false, 2));
    assert_eq!(kept, [Effect::CannotTakeBack(item("1")), Effect::Write(with("1", ItemState::Tried))]);
}

#[test]
fn what_may_have_arrived_cannot_be_taken_back() {
    for state in [ItemState::Tried, delivered(1)] {
        let mut outbox = Outbox::open(vec![with("1", state.clone())]);
        assert_eq!(outbox.handle(take_back()), [Effect::CannotTakeBack(with("1", state))]);
    }
    for state in [ItemState::Refused { findings: "E".into() }, ItemState::Blocked { code: "c".into() }] {
        let mut outbox = Outbox::open(vec![with("1", state.clone())]);
        assert_eq!(outbox.handle(take_back()), [Effect::Remove(with("1", state))]);
    }
}

#[test]
fn what_the_insurer_decided_is_written_after_the_write_under_way() {
    let (mut outbox, _) = ready(vec![with("1", ItemState::Tried)]);
    outbox.handle(received(1, 0));
    assert_eq!(outbox.handle(Event::Settled { letter: "letter of 1".into() }), []);
    let settled = with("1", ItemState::Settled { receipt: "R".into(), epoch: 1 });
    let effects = outbox.handle(written(true, 1));
    assert_eq!(effects, [Effect::Show(with("1", delivered(1))), Effect::Write(settled.clone())]);
    assert_eq!(outbox.handle(written(true, 2)), [Effect::Show(settled)]);
}

#[test]
fn a_restored_server_is_given_again_what_there_is_a_receipt_for() {
    let settled = ItemState::Settled { receipt: "R".into(), epoch: 1 };
    let (mut outbox, quiet) = ready(vec![with("1", settled.clone())]);
    assert_eq!(quiet, []);
    assert_eq!(outbox.handle(Event::Epoch { epoch: 1, now: 1 }), []);
    assert_eq!(outbox.handle(Event::Epoch { epoch: 2, now: 2 }), [send()]);
    assert_eq!(states(&outbox), [settled], "its receipt stays on disk meanwhile");
    // It still knew the letter, and what became of it.
    let kept = with("1", ItemState::Settled { receipt: "R".into(), epoch: 2 });
    assert_eq!(outbox.handle(received(2, 3)), [Effect::Write(kept)]);
    outbox.handle(written(true, 4));
    // Another restore, another receipt: it has to be decided again.
    outbox.handle(Event::Epoch { epoch: 3, now: 5 });
    let other = Answer::Received { receipt: "R2".into(), epoch: 3 };
    let again = with("1", ItemState::Delivered { receipt: "R2".into(), epoch: 3 });
    assert_eq!(outbox.handle(answered(other, 6)), [Effect::Write(again)]);
}

#[test]
fn a_receipt_from_before_the_restore_that_comes_late_is_checked_again() {
    let (mut outbox, _) = ready(vec![with("1", ItemState::Tried)]);
    outbox.handle(Event::Epoch { epoch: 2, now: 1 });
    assert_eq!(outbox.handle(received(1, 2)), [Effect::Write(with("1", delivered(1)))]);
    assert_eq!(outbox.handle(written(true, 3)), [Effect::Show(with("1", delivered(1))), send()]);
}

fn settled(epoch: u32) -> ItemState {
    ItemState::Settled { receipt: "R".into(), epoch }
}

fn forget() -> Event {
    Event::Forget { operation: "1".into() }
}

#[test]
fn a_settled_letter_is_forgotten_when_it_is_off_the_disk() {
    let (mut outbox, _) = ready(vec![with("1", settled(1))]);
    assert_eq!(outbox.handle(forget()), [Effect::Forget(with("1", settled(1)))]);
    assert_eq!(outbox.handle(forget()), [], "once is enough");
    assert_eq!(states(&outbox), [settled(1)]);
    assert_eq!(outbox.handle(written(true, 1)), [Effect::Forgotten(with("1", settled(1)))]);
    assert_eq!(states(&outbox), []);
}

#[test]
fn a_disk_that_refuses_to_forget_is_asked_again() {
    let (mut outbox, _) = ready(vec![with("1", settled(1))]);
    outbox.handle(forget());
    assert_eq!(outbox.handle(written(false, 1)), []);
    assert_eq!(states(&outbox), [settled(1)]);
    assert_eq!(outbox.handle(forget()), [Effect::Forget(with("1", settled(1)))]);
}

#[test]
fn nothing_is_forgotten_that_may_still_be_needed() {
    let open = [ItemState::Waiting, ItemState::Tried, delivered(1)];
    let dead = [ItemState::Refused { findings: "E".into() }, ItemState::Blocked { code: "C".into() }];
    for state in open.into_iter().chain(dead) {
        let mut outbox = Outbox::open(vec![with("1", state.clone())]);
        assert_eq!(outbox.handle(forget()), []);
        assert_eq!(states(&outbox), [state]);
    }
    // The server was restored: it is given the letter again first.
    let (mut outbox, _) = ready(vec![with("1", settled(1))]);
    assert_eq!(outbox.handle(Event::Epoch { epoch: 2, now: 1 }), [send()]);
    assert_eq!(outbox.handle(forget()), []);
    assert_eq!(outbox.handle(received(2, 2)), [Effect::Write(with("1", settled(2)))]);
    outbox.handle(written(true, 3));
    assert_eq!(outbox.handle(forget()), [Effect::Forget(with("1", settled(2)))]);
    // The same while it is offline.
    let mut outbox = Outbox::open(vec![with("1", settled(1))]);
    outbox.handle(Event::Epoch { epoch: 2, now: 1 });
    assert_eq!(outbox.handle(forget()), []);
}

#[test]
fn an_answer_nobody_waits_for_changes_nothing() {
    let (mut outbox, _) = ready(vec![with("1", delivered(1))]);
    assert_eq!(outbox.handle(answered(Answer::Refused { findings: "E".into() }, 1)), []);
    assert_eq!(states(&outbox), [delivered(1)]);
}

#[test]
fn a_clock_set_back_or_forward_stops_nothing() {
    let (mut outbox, _) = ready(vec![with("1", ItemState::Tried)]);
    outbox.handle(Event::Tick { now: 10_000_000 });
    assert_eq!(outbox.handle(answered(Answer::Later, 10_000_000)), [Effect::WakeAt(10_001_000)]);
    // Back to the beginning: five minutes at most.
    assert_eq!(outbox.handle(Event::Tick { now: 0 }), [Effect::WakeAt(300_000)]);
    assert_eq!(outbox.handle(Event::Tick { now: 300_000 }), [send()]);
    // Forward past an alarm that has not rung: the next one is set nevertheless.
    outbox.handle(answered(Answer::Later, 300_000));
    outbox.handle(Event::Session { live: true, now: 9_000_000 });
    assert_eq!(outbox.handle(answered(Answer::Later, 9_000_000)), [Effect::WakeAt(9_004_000)]);
}
