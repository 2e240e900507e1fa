//! The whole letter judged at every change, and what of the judgement is news.

use std::rc::Rc;

use leptos::prelude::{GetUntracked, Notify};
use letters::form::{Cell, Field, ITEMS, Section};
use letters::rules::{Context, Finding, Rule, Severity};
use sync::{Action, Confirmation};

use super::editor::{Editor, Open};
use super::knowledge::knowledge;
use crate::local::Writer;

/// What a confirmed warning rests on, and whether that still holds.
pub(crate) struct Held {
    rule: Rule,
    at: Field,
    cells: Vec<Cell>,
    holds: bool,
}

/// How much is left somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    /// 直す.
    pub(crate) fix: usize,
    /// 直す that may already be said with alarm.
    pub(crate) loud: usize,
    /// 確かめる, not confirmed.
    pub(crate) check: usize,
    /// ヒント.
    pub(crate) hint: usize,
    /// Items with copied answers that nobody has confirmed (未確認).
    pub(crate) copied: usize,
    /// Nothing was judged yet.
    pub(crate) waits: bool,
}

impl Tally {
    /// What stands between here and 「完成」.
    pub(crate) fn left(self) -> usize {
        self.fix + self.check + self.copied
    }

    /// Everything that is said and not confirmed.
    pub(crate) fn said(self) -> usize {
        self.fix + self.check + self.hint
    }

    fn add(&mut self, other: &Tally) {
        self.fix += other.fix;
        self.loud += other.loud;
        self.check += other.check;
        self.hint += other.hint;
        self.copied += other.copied;
    }
}

impl Editor {
    /// Judges the letter and wakes what shows something else now. `changed` are the cells that changed.
    pub(crate) fn judge(self, changed: &[Cell]) {
        let Some(open) = self.get() else { return };
        let Some(known) = knowledge() else {
            open.copies_changed();
            open.count();
            return;
        };
        open.look_beside(changed, known.context);
        let found = open.writer.with(|state| (known.check)(&state.letter, &open.context.borrow()));
        open.runs.set(open.runs.get().wrapping_add(1));
        let before = open.findings.borrow().clone();
        let mut news = *before != found;
        if news {
            for item in different(&before, &found) {
                open.say(item);
            }
            *open.findings.borrow_mut() = Rc::new(found);
        }
        news |= open.copies_changed();
        news |= open.evidence_changed(changed);
        if news {
            open.count();
        }
    }

    /// The findings, without being woken by them.
    pub(crate) fn findings(self) -> Rc<Vec<Finding>> {
        self.with(|open| open.findings.borrow().clone())
    }

    /// Whether somebody has confirmed this warning and what it rests on has not changed since.
    pub(crate) fn is_confirmed(self, finding: &Finding) -> bool {
        self.with(|open| open.is_confirmed(finding))
    }

    /// 「このままで正しい」.
    pub(crate) fn confirm(self, finding: &Finding) {
        let Some(open) = self.get().filter(|_| self.writable()) else { return };
        let Some(me) = open.local.me().get_untracked() else { return };
        let Some(known) = knowledge() else { return };
        let context = open.context.borrow();
        let (cells, values) = open.writer.with(|state| {
            let cells = (known.evidence)(&state.letter, &context, finding);
            let values = (known.hash_of)(&state.letter, finding, &cells);
            (cells, values)
        });
        drop(context);
        open.hold(Held { rule: finding.rule, at: finding.at, cells, holds: true });
        open.writer.edit(Action::Confirm(Confirmation {
            rule: finding.rule.id().to_owned(),
            field: finding.at.path(),
            values,
            by: me.user.id,
            name: me.user.name,
            at: open.local.now(),
        }));
        open.say(finding.at.item);
        open.count();
    }

    /// How much is left among the items that `here` names.
    pub(crate) fn tally(self, here: impl Fn(u16) -> bool) -> Tally {
        let mut all = Tally { waits: knowledge().is_none(), ..Tally::default() };
        self.with(|open| {
            for (_, tally) in open.tallies.borrow().iter().filter(|(item, _)| here(*item)) {
                all.add(tally);
            }
        });
        all
    }
}

impl Open {
    /// Counts what is left, and wakes what shows a number that is another now, and the lists.
    pub(crate) fn count(&self) {
        let now = self.counted();
        if *self.tallies.borrow() != now {
            *self.tallies.borrow_mut() = now;
            self.marks.notify();
        }
        self.listed.notify();
    }

    fn counted(&self) -> Vec<(u16, Tally)> {
        let mut all: Vec<(u16, Tally)> = Vec::new();
        let mut at = |item: u16, change: &dyn Fn(&mut Tally)| {
            let found = all.binary_search_by_key(&item, |(other, _)| *other);
            let place = found.unwrap_or_else(|place| {
                all.insert(place, (item, Tally::default()));
                place
            });
            if let Some((_, tally)) = all.get_mut(place) {
                change(tally);
            }
        };
        for finding in self.findings.borrow().iter() {
            let item = finding.at.item;
            match finding.severity {
                Severity::Error => {
                    let loud = usize::from(self.is_loud(item));
                    at(item, &|tally| {
                        tally.fix += 1;
                        tally.loud += loud;
                    });
                }
                Severity::Warning if self.is_confirmed(finding) => {}
                Severity::Warning => at(item, &|tally| tally.check += 1),
                Severity::Hint => at(item, &|tally| tally.hint += 1),
            }
        }
        for cell in self.copied.borrow().iter() {
            at(cell.field().item, &|tally| tally.copied = 1);
        }
        all
    }

    /// Looks at what is known beside the letter. While cells change, only 未確認 and the day can.
    fn look_beside(&self, changed: &[Cell], known: fn(&Writer) -> Context) {
        let mut context = self.context.borrow_mut();
        if changed.is_empty() || context.today != Some(self.local.today()) {
            *context = known(&self.writer);
        } else if self.writer.with(|state| state.copied != *self.copied.borrow()) {
            context.copied = self.writer.with(|state| state.copied.iter().map(|cell| cell.field()).collect());
        }
    }

    /// Wakes the items whose 未確認 came or went.
    fn copies_changed(&self) -> bool {
        let now =
            self.writer.with(|state| (state.copied != *self.copied.borrow()).then(|| state.copied.clone()));
        let Some(now) = now else { return false };
        let before = self.copied.replace(now);
        let now = self.copied.borrow();
        let gone = before.iter().filter(|cell| !now.contains(*cell));
        for cell in gone.chain(now.iter().filter(|cell| !before.contains(*cell))) {
            self.wake(cell.field().item, true);
            self.say(cell.field().item);
            // A new copy has to be seen anew.
            self.seen.borrow_mut().remove(&cell.field().item);
        }
        true
    }

    fn hold(&self, held: Held) {
        let mut all = self.held.borrow_mut();
        all.retain(|other| (other.rule, other.at) != (held.rule, held.at));
        all.push(held);
    }

    /// Looks again at the confirmations that rest on a changed cell.
    fn evidence_changed(&self, changed: &[Cell]) -> bool {
        let findings = self.findings.borrow().clone();
        let mut news = false;
        for held in self.held.borrow_mut().iter_mut() {
            let touched = held.cells.iter().any(|cell| changed.contains(cell));
            let Some(finding) = findings.iter().find(|f| touched && (f.rule, f.at) == (held.rule, held.at))
            else {
                continue;
            };
            let holds = self.is_recorded(finding, &held.cells);
            if holds != held.holds {
                held.holds = holds;
                self.say(held.at.item);
                news = true;
            }
        }
        news
    }

    fn is_confirmed(&self, finding: &Finding) -> bool {
        let (id, path) = (finding.rule.id(), finding.at.path());
        let known =
            self.writer.with(|state| state.confirmations.iter().any(|c| c.rule == id && c.field == path));
        if !known {
            return false;
        }
        let held =
            self.held.borrow().iter().find(|h| (h.rule, h.at) == (finding.rule, finding.at)).map(|h| h.holds);
        held.unwrap_or_else(|| {
            let context = self.context.borrow();
            let Some(known) = knowledge() else { return false };
            let cells = self.writer.with(|state| (known.evidence)(&state.letter, &context, finding));
            let holds = self.is_recorded(finding, &cells);
            self.hold(Held { rule: finding.rule, at: finding.at, cells, holds });
            holds
        })
    }

    /// Whether a confirmation of this finding was made on the values it rests on now.
    fn is_recorded(&self, finding: &Finding, cells: &[Cell]) -> bool {
        let (id, path) = (finding.rule.id(), finding.at.path());
        let Some(known) = knowledge() else { return false };
        self.writer.with(|state| {
            let values = (known.hash_of)(&state.letter, finding, cells);
            state.confirmations.iter().any(|c| c.rule == id && c.field == path && c.values == values)
        })
    }
}

/// The items about which the two judgements do not say the same.
fn different(before: &[Finding], after: &[Finding]) -> Vec<u16> {
    let gone = before.iter().filter(|finding| !after.contains(finding));
    let new = after.iter().filter(|finding| !before.contains(finding));
    let mut items: Vec<u16> = gone.chain(new).map(|finding| finding.at.item).collect();
    items.dedup();
    items
}

/// The section an item stands in.
pub(crate) fn section_of(item: u16) -> Section {
    ITEMS.get(usize::from(item)).map_or(Section::Basics, |item| item.section)
}
