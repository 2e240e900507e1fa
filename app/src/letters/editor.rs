//! The open letter as the screen knows it: which views to wake when a cell, a finding or a mark changes.

use std::cell::{Cell as Slot, RefCell};
use std::rc::Rc;
use sync::FewSet;

use leptos::prelude::*;
use letters::form::{Cell, Edition, Field, ITEMS, Section};
use letters::rules::{Context, Finding};
use letters::{Letter, Value};
use sync::State;

use super::judged::{Held, Tally};
use super::knowledge::{Knowledge, knowledge, learn};
use crate::local::{Local, Mode, Source, Writer};

/// A handle of the open letter for views and handlers; does nothing once the screen is gone.
#[derive(Clone, Copy)]
pub(crate) struct Editor(StoredValue<Rc<Open>, LocalStorage>);

/// The tabs of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// 確認.
    Findings,
    /// 前回.
    Previous,
    /// 定型文.
    Phrases,
    /// 紙面.
    Paper,
}

/// What lies behind the handle.
pub(crate) struct Open {
    pub(crate) local: Local,
    pub(crate) writer: Writer,
    /// One for each item: its values or 未確認 changed.
    values: Box<[ArcTrigger]>,
    /// One for each item: one of its texts changed, and held something before and after.
    words: Box<[ArcTrigger]>,
    /// One for each item: what is said about it changed.
    said: Box<[ArcTrigger]>,
    /// Something that is counted changed.
    pub(crate) marks: ArcTrigger,
    /// Something that is listed changed: a finding, or how it is said.
    pub(crate) listed: ArcTrigger,
    /// How much is left at each item at which something is left, in form order.
    pub(crate) tallies: RefCell<Vec<(u16, Tally)>>,
    /// Any cell changed.
    pub(crate) any: ArcTrigger,
    pub(crate) findings: RefCell<Rc<Vec<Finding>>>,
    pub(crate) copied: RefCell<FewSet<Cell>>,
    /// What the rules were told beside the letter the last time.
    pub(crate) context: RefCell<Context>,
    pub(crate) held: RefCell<Vec<Held>>,
    /// Items somebody has left, or that held something when the letter was opened.
    left: RefCell<Box<[bool]>>,
    /// Whether the pointer is down: until it is up again nothing may move under it.
    pub(crate) pressing: Slot<bool>,
    /// Items left while the pointer was down.
    pub(crate) leaving: RefCell<Vec<u16>>,
    /// ★ items whose copied answer has been on the screen.
    pub(crate) seen: RefCell<FewSet<u16>>,
    /// The cell in whose control somebody types at this moment, and whether more changes than its words.
    typing: Slot<Option<(Cell, bool)>>,
    /// Whole-letter judgements so far.
    pub(crate) runs: Slot<u32>,
    /// Whether 「完成」 was pressed.
    pub(crate) attempted: ArcRwSignal<bool>,
    pub(crate) edition: ArcRwSignal<Edition>,
    pub(crate) section: ArcRwSignal<Section>,
    pub(crate) tab: ArcRwSignal<Tab>,
    /// The sheet below 1200 px: closed, half, whole.
    pub(crate) sheet: ArcRwSignal<u8>,
    /// The text a phrase would go into.
    pub(crate) text: ArcRwSignal<Option<Cell>>,
    /// The item whose definitions are shown, and the choice they are about.
    pub(crate) hint: ArcRwSignal<Option<(u16, Option<u8>)>>,
    /// Names offered at a 診断名.
    pub(crate) offer: ArcRwSignal<super::diagnosis::Offer>,
    /// What assistive technology is told.
    pub(crate) told: ArcRwSignal<String>,
    /// Whether the dialog of 「完成」 is open.
    pub(crate) finishing: ArcRwSignal<bool>,
    /// 「完成」 was pressed before there were rules: it is tried as soon as they are here.
    pub(crate) wanted: Slot<bool>,
    /// Whether rules, definitions and names are here.
    pub(crate) known: ArcRwSignal<bool>,
    /// A sentence over the form: something that could not be done.
    pub(crate) trouble: ArcRwSignal<Option<String>>,
}

impl Editor {
    /// The letter of this writer; judged once, woken by every change of it.
    pub(crate) fn open(local: Local, writer: Writer) -> Editor {
        let letter = writer.with(|state| state.letter.clone());
        let mut left = vec![false; ITEMS.len()].into_boxed_slice();
        for (cell, _) in letter.filled() {
            if let Some(left) = left.get_mut(usize::from(cell.field().item)) {
                *left = true;
            }
        }
        let triggers = || ITEMS.iter().map(|_| ArcTrigger::new()).collect();
        let open = Rc::new(Open {
            values: triggers(),
            words: triggers(),
            said: triggers(),
            marks: ArcTrigger::new(),
            listed: ArcTrigger::new(),
            tallies: RefCell::default(),
            any: ArcTrigger::new(),
            findings: RefCell::default(),
            copied: RefCell::new(writer.with(|state| state.copied.clone())),
            context: RefCell::default(),
            held: RefCell::default(),
            left: RefCell::new(left),
            pressing: Slot::new(false),
            leaving: RefCell::default(),
            seen: RefCell::default(),
            typing: Slot::new(None),
            runs: Slot::new(0),
            attempted: ArcRwSignal::new(false),
            edition: ArcRwSignal::new(letter.edition),
            section: ArcRwSignal::new(Section::Basics),
            tab: ArcRwSignal::new(Tab::Findings),
            sheet: ArcRwSignal::new(0),
            text: ArcRwSignal::new(None),
            hint: ArcRwSignal::new(None),
            offer: ArcRwSignal::new(super::diagnosis::Offer::default()),
            told: ArcRwSignal::new(String::new()),
            finishing: ArcRwSignal::new(false),
            wanted: Slot::new(false),
            known: ArcRwSignal::new(knowledge().is_some()),
            trouble: ArcRwSignal::new(None),
            local,
            writer,
        });
        let editor = Editor(StoredValue::new_local(open.clone()));
        open.writer.subscribe(move |cells, source| editor.changed(cells, source));
        learn(editor);
        #[cfg(feature = "bench")]
        super::probe::expose(editor);
        // Both change what the rules are told about the letter.
        Effect::new(move |_| {
            editor.with(|open| {
                open.writer.conflicts().track();
                open.writer.unseen().track();
            });
            editor.judge(&[]);
        });
        editor
    }

    /// What lies behind the handle, while the screen is there.
    pub(crate) fn get(self) -> Option<Rc<Open>> {
        self.0.try_get_value()
    }

    /// Looks behind the handle; the default of what is asked once the screen is gone.
    pub(crate) fn with<R: Default>(self, look: impl FnOnce(&Rc<Open>) -> R) -> R {
        self.get().map_or_else(R::default, |open| look(&open))
    }

    /// What stands beside the form, tracked: nothing until it is here.
    pub(crate) fn knowledge(self) -> Option<Knowledge> {
        self.with(|open| open.known.get()).then(knowledge).flatten()
    }

    /// Looks at the draft without being woken by it.
    pub(crate) fn state<R: Default>(self, look: impl FnOnce(&State) -> R) -> R {
        self.with(|open| open.writer.with(look))
    }

    /// Looks at the draft and is woken whenever this item's values or marks change; not by words where there were words.
    pub(crate) fn item<R: Default>(self, item: u16, look: impl FnOnce(&State) -> R) -> R {
        self.with(|open| {
            if let Some(trigger) = open.values.get(usize::from(item)) {
                trigger.track();
            }
            open.writer.with(look)
        })
    }

    /// [`Editor::item`] for what shows the words themselves.
    pub(crate) fn words<R: Default>(self, item: u16, look: impl FnOnce(&State) -> R) -> R {
        self.with(|open| {
            if let Some(trigger) = open.words.get(usize::from(item)) {
                trigger.track();
            }
        });
        self.item(item, look)
    }

    /// Is woken whenever something else is said about this item.
    pub(crate) fn track_said(self, item: u16) {
        self.with(|open| {
            if let Some(trigger) = open.said.get(usize::from(item)) {
                trigger.track();
            }
        });
    }

    /// Is woken whenever something that is counted changes.
    pub(crate) fn track_marks(self) {
        self.with(|open| open.marks.track());
    }

    /// Is woken whenever something that is listed changes.
    pub(crate) fn track_listed(self) {
        self.with(|open| open.listed.track());
    }

    /// The edition, tracked.
    pub(crate) fn edition(self) -> Edition {
        self.get().map_or(Edition::R8, |open| open.edition.get())
    }

    /// Whether this tab may write.
    pub(crate) fn writable(self) -> bool {
        self.with(|open| open.writer.mode().get_untracked() == Mode::Writing)
    }

    /// Puts values into cells as one step; says so where this tab may not.
    pub(crate) fn put(self, changes: &[(Cell, Value)]) {
        if !self.writable() {
            return self.tell("いまは読むだけの状態です。変えるには「こちらで編集する」を押してください。");
        }
        self.with(|open| open.writer.set_all(changes));
    }

    /// Puts what was typed into a cell.
    pub(crate) fn typed(self, cell: Cell, value: Value) {
        if self.writable() {
            self.with(|open| {
                let words = |value: &Value| matches!(value, Value::Text(_));
                let more = !(words(&value) && open.writer.with(|state| words(state.letter.get(cell))));
                open.typing.set(Some((cell, more)));
                open.writer.set(cell, value);
                open.typing.set(None);
            });
        }
    }

    /// Whether alarm may be raised about this item: somebody has left it, or 「完成」 was pressed.
    pub(crate) fn is_loud(self, item: u16) -> bool {
        self.with(|open| open.is_loud(item))
    }

    /// Somebody has left an item.
    pub(crate) fn leave(self, item: u16) {
        self.with(|open| {
            let mut left = open.left.borrow_mut();
            let first = left.get_mut(usize::from(item)).is_some_and(|left| !core::mem::replace(left, true));
            drop(left);
            if first {
                open.say(item);
                open.count();
            }
        });
    }

    /// 「完成」 was pressed: from now on nothing is quiet.
    pub(crate) fn attempt(self) {
        self.with(|open| {
            open.attempted.set(true);
            open.said.iter().for_each(Notify::notify);
            open.count();
        });
    }

    /// Tells assistive technology something.
    pub(crate) fn tell(self, words: impl Into<String>) {
        let words = words.into();
        self.with(|open| open.told.set(words));
    }

    fn changed(self, cells: &[Cell], source: Source) {
        let Some(open) = self.get() else { return };
        let typing = open.typing.get().filter(|(cell, _)| cells == [*cell]);
        let mut last = None;
        for cell in cells {
            let item = cell.field().item;
            if last != Some(item) {
                open.wake(item, typing.is_none_or(|(_, more)| more));
                last = Some(item);
            }
            if source != Source::Own {
                self.leave(item);
            }
        }
        // The control in which somebody types shows what it holds.
        if typing.is_none() {
            super::controls::follow(self, cells);
        }
        let edition = open.writer.with(|state| state.letter.edition);
        if edition != open.edition.get_untracked() {
            open.edition.set(edition);
        }
        open.any.notify();
        self.judge(cells);
        if cells.is_empty() {
            open.marks.notify();
            open.listed.notify();
        }
    }
}

impl Open {
    /// Wakes what shows an item's words, and what shows more of its values than words.
    pub(crate) fn wake(&self, item: u16, more: bool) {
        let item = usize::from(item);
        let values = self.values.get(item).filter(|_| more);
        self.words.get(item).into_iter().chain(values).for_each(Notify::notify);
    }

    pub(crate) fn is_loud(&self, item: u16) -> bool {
        self.attempted.get_untracked()
            || self.left.borrow().get(usize::from(item)).copied().unwrap_or_default()
    }

    /// Wakes what shows the findings about an item.
    pub(crate) fn say(&self, item: u16) {
        if let Some(trigger) = self.said.get(usize::from(item)) {
            trigger.notify();
        }
    }
}

/// The position of the item with this key.
pub(crate) fn index_of(key: &str) -> u16 {
    ITEMS.iter().position(|item| item.key == key).unwrap_or_default() as u16
}

/// The cells of an item that this edition asks, in form order.
pub(crate) fn cells_of(item: u16, edition: Edition) -> impl Iterator<Item = Cell> {
    let first = Cell::all().find(|cell| cell.field().item == item).map_or(0, Cell::index);
    (first..)
        .map_while(Cell::at)
        .take_while(move |cell| cell.field().item == item)
        .filter(move |cell| cell.field().is_asked(edition))
}

/// Whether an item holds nothing.
pub(crate) fn is_empty(letter: &Letter, item: u16) -> bool {
    cells_of(item, letter.edition).all(|cell| letter.is_empty(cell))
}

/// The cell of a part of an item.
pub(crate) fn cell_of(item: u16, part: letters::form::Part) -> Option<Cell> {
    Cell::of(Field { item, part })
}
