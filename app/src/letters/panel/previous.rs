use leptos::prelude::*;
use letters::form::{Cell, Edition, ITEMS, Item, Section};
use letters::{Letter, carry, show};

use crate::el::{El, el};
use crate::letters::editor::{Editor, cells_of, index_of, is_empty};
use crate::ui::{Icon, Tone, badge, sign};

/// How an item stands to the previous letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Same,
    Changed,
    Copied,
    Empty,
}

#[derive(Clone, PartialEq)]
struct Row {
    index: u16,
    before: String,
    now: String,
    state: State,
}

/// 前回: the previous letter beside this one, section by section.
pub(super) fn previous(editor: Editor) -> El {
    let all = RwSignal::new(true);
    let section = Memo::new(move |_| editor.get().map_or(Section::Basics, |open| open.section.get()));
    let rows = Memo::new(move |_| {
        editor.with(|open| open.any.track());
        editor.track_listed();
        rows(editor, section.get())
    });
    let exists = Memo::new(move |_| {
        editor.track_listed();
        editor.with(|open| open.writer.previous_letter().is_some())
    });
    let shown = move || {
        let keyed = |row: Row| {
            let key =
                [&row.index.to_string(), "|", &row.before, "|", &row.now, "|", mark(row.state)].concat();
            (key, row)
        };
        let wanted = rows.get().into_iter().filter(|row| all.get() || row.state != State::Same);
        wanted.map(keyed).collect()
    };
    let none = el("p")
        .class("findings__none")
        .hidden(move || exists.get())
        .text("この方の前回の意見書は、この医療機関にありません。");
    let tools = el("div")
        .class("previous__tools")
        .child(
            el("button")
                .class("button button--small")
                .attr("type", "button")
                .on("click", move |_| fill(editor))
                .child(sign(Icon::Copy))
                .text("空欄に前回を写す"),
        )
        .child(
            el("button")
                .class("choice choice--small")
                .attr("type", "button")
                .attr("role", "checkbox")
                .truth("aria-checked", move || all.get())
                .on("click", move |_| all.update(|all| *all = !*all))
                .child(el("span").class("choice__words").text("同じ項目も表示")),
        );
    let name = move || {
        let section = section.get();
        let number = section.number().map(|n| [&n.to_string(), " "].concat()).unwrap_or_default();
        [&number, section.title(), " "].concat()
    };
    let head = el("h2")
        .class("findings__group")
        .child(el("b").live_text(name))
        .child(el("span").live_text(move || rows.with(|rows| summary(rows))));
    let nothing_new =
        move || rows.with(|rows| rows.iter().all(|row| matches!(row.state, State::Same | State::Copied)));
    let whole = el("button")
        .class("button button--text")
        .attr("type", "button")
        .hidden(nothing_new)
        .on("click", move |_| copy_section(editor, section.get_untracked()))
        .child(sign(Icon::Copy))
        .text("この章を写す");
    let letter = el("div")
        .hidden(move || !exists.get())
        .show(move || title(editor))
        .child(tools)
        .child(head)
        .child(whole)
        .child(el("ul").class("previous").rows(shown, move |row| view_of(editor, row)));
    let note = "写した項目には「未確認」が付きます。内容を直すか「確認した」を押すと消えます。写す前の入力は「戻す」で戻せます。";
    let foot = el("div").class("panel__foot").child(el("p").class("panel__note").text(note));
    el("div").class("panel__page").child(el("div").class("panel__body").child(none).child(letter)).child(foot)
}

fn title(editor: Editor) -> Option<El> {
    editor.track_listed();
    let previous = editor.with(|open| open.writer.previous())?;
    let date = ja::Date::parse_iso(&previous.entry_date).map(ja::era::format_era).unwrap_or_default();
    let by = [" ", &previous.dr_name].concat();
    Some(el("p").class("previous__title").child(el("strong").text(date)).text(by))
}

const fn mark(state: State) -> &'static str {
    match state {
        State::Same => "=",
        State::Changed => "~",
        State::Copied => "<",
        State::Empty => "-",
    }
}

fn summary(rows: &[Row]) -> String {
    let count = |state| rows.iter().filter(|row| row.state == state).count().to_string();
    ["変化 ", &count(State::Changed), "・写した ", &count(State::Copied), "・同じ ", &count(State::Same)]
        .concat()
}

/// Items that stand under no other, as far as either letter has something and it is ever copied.
fn rows(editor: Editor, section: Section) -> Vec<Row> {
    let Some(previous) = editor.with(|open| open.writer.previous_letter()) else { return Vec::new() };
    editor.state(|state| {
        let carried = carry::from_previous(&previous, state.letter.edition).letter;
        let mine = ITEMS.iter().filter(|item| item.section == section && show::parent(item).is_none());
        mine.filter_map(|item| {
            let cells = family(item, state.letter.edition);
            let (before, now) = (show::item_text(item, &carried), show::item_text(item, &state.letter));
            let nothing = before.is_empty() && now.is_empty();
            if nothing || !cells.iter().any(|cell| carry::is_copied(*cell)) {
                return None;
            }
            let row_state = if cells.iter().any(|cell| state.copied.contains(cell)) {
                State::Copied
            } else if before == now {
                State::Same
            } else if now.is_empty() {
                State::Empty
            } else {
                State::Changed
            };
            Some(Row { index: index_of(item.key), before, now, state: row_state })
        })
        .collect()
    })
}

/// The cells of an item and of everything that stands under it.
fn family(item: &Item, edition: Edition) -> Vec<Cell> {
    let below = ITEMS.iter().filter(|other| show::parent(other) == Some(item.key));
    let mut cells: Vec<Cell> = cells_of(index_of(item.key), edition).collect();
    cells.extend(below.flat_map(|other| family(other, edition)));
    cells
}

fn view_of(editor: Editor, row: Row) -> El {
    let Some(item) = ITEMS.get(usize::from(row.index)) else { return el("li") };
    let cells = move || editor.state(|state| family(item, state.letter.edition));
    let put = move |back: bool| {
        if editor.writable() {
            editor.with(|open| if back { open.writer.uncopy(&cells()) } else { open.writer.copy(&cells()) });
        }
    };
    let button = match row.state {
        State::Same => None,
        State::Copied => Some(("button button--text", "を写す前に戻す", Icon::Back, "戻す", true)),
        _ => Some(("button button--small", "を写す", Icon::Copy, "写す", false)),
    };
    let button = button.map(|(class, name, which, word, back)| {
        el("button")
            .class(class)
            .attr("type", "button")
            .attr("aria-label", [item.label, name].concat())
            .on("click", move |_| put(back))
            .child(sign(which))
            .text(word)
    });
    let tag = match row.state {
        State::Same => el("span").class("previous__same").text("同じ"),
        State::Changed => el("span").child(badge(Tone::Change, Icon::Change, "変化")),
        State::Copied => el("span").child(badge(Tone::Copied, Icon::Copy, "未確認")),
        State::Empty => el("span").class("previous__same").text("空欄"),
    };
    let changed = row.state == State::Changed;
    let before =
        if changed { marked(&row.before, &row.now) } else { vec![el("span").text(row.before.clone())] };
    let mut values = el("dl").child(el("dt").text("前回")).child(el("dd").each(before));
    if changed {
        let now = marked(&row.now, &row.before);
        values = values.child(el("dt").text("今回")).child(el("dd").class("previous__now").each(now));
    }
    el("li")
        .class("previous__item")
        .maybe("data-changed", changed.then_some(""))
        .child(el("div").class("previous__head").child(el("h3").text(item.label)).opt(button))
        .child(el("div").class("previous__values").child(values).child(tag))
}

/// A text with the part that the other one does not have marked.
fn marked(text: &str, other: &str) -> Vec<El> {
    let (start, end) = difference(text, other);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    let parts = [("span", part(0, start)), ("mark", part(start, end)), ("span", part(end, text.len()))];
    parts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(tag, text)| el(tag).text(text)).collect()
}

/// The bytes of `text` between what both texts begin and end with.
fn difference(text: &str, other: &str) -> (usize, usize) {
    let start: usize =
        text.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
    let (mine, theirs) = (rest(text), rest(other));
    let ending = mine.chars().rev().zip(theirs.chars().rev()).take_while(|(a, b)| a == b);
    let ending: usize = ending.map(|(a, _)| a.len_utf8()).sum();
    (start, text.len() - ending)
}

/// 「空欄に前回を写す」: every item that holds nothing takes what the previous letter has.
fn fill(editor: Editor) {
    let cells = editor.state(|state| empty_families(&state.letter, |_| true));
    copy(editor, &cells);
}

fn copy_section(editor: Editor, section: Section) {
    let cells = editor.state(|state| carry::cells_of(section, state.letter.edition).collect::<Vec<_>>());
    copy(editor, &cells);
}

fn empty_families(letter: &Letter, of: impl Fn(&Item) -> bool) -> Vec<Cell> {
    let tops = ITEMS.iter().filter(|item| show::parent(item).is_none() && of(item));
    let empty = tops.filter(|item| is_empty(letter, index_of(item.key)));
    let cells = empty.flat_map(|item| family(item, letter.edition));
    cells.filter(|cell| carry::is_copied(*cell) && letter.is_empty(*cell)).collect()
}

fn copy(editor: Editor, cells: &[Cell]) {
    if editor.writable() {
        let before = editor.with(|open| open.copied.borrow().len());
        editor.with(|open| open.writer.copy(cells));
        let after = editor.with(|open| open.copied.borrow().len());
        editor.tell(format!("前回から{}か所を写しました。未確認です。", after.saturating_sub(before)));
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_what_differs_is_marked() {
        let (a, b) = ("段差の解消。血圧の確認。", "段差の解消と手すりの設置。");
        let (start, end) = difference(a, b);
        assert_eq!(a.get(start..end), Some("。血圧の確認"));
        assert_eq!(difference("同じ", "同じ"), ("同じ".len(), "同じ".len()));
        assert_eq!(difference("", "何か"), (0, 0));
    }
}
