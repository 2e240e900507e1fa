use leptos::prelude::*;
use letters::form::{Cell, Edition, ITEMS, Item, Section};
use letters::{Letter, carry, show};

use crate::letters::editor::{Editor, cells_of, index_of, is_empty};
use crate::letters::view::truth;
use crate::ui::{Icon, Tone, chip, icon};

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
pub(super) fn previous(editor: Editor) -> AnyView {
    let all = RwSignal::new(true);
    let section = Memo::new(move |_| editor.get().map_or(Section::Basics, |open| open.section.get()));
    let rows = Memo::new(move |_| {
        editor.with(|open| open.any.track());
        editor.track_marks();
        rows(editor, section.get())
    });
    let shown = move || {
        rows.get().into_iter().filter(|row| all.get() || row.state != State::Same).collect::<Vec<_>>()
    };
    let title = move || {
        editor.track_marks();
        let previous = editor.with(|open| open.writer.previous())?;
        let date = ja::Date::parse_iso(&previous.entry_date).map(ja::era::format_era).unwrap_or_default();
        Some(view! { <p class="previous__title"><strong>{date}</strong> {previous.dr_name.clone()}</p> })
    };
    let exists = Memo::new(move |_| {
        editor.track_marks();
        editor.with(|open| open.writer.previous_letter().is_some())
    });
    view! {
        <div class="panel__body">
            <p class="findings__none" hidden=move || exists.get()>
                "この方の前回の意見書は、この医療機関にありません。"
            </p>
            <div hidden=move || !exists.get()>
                {title}
                <div class="previous__tools">
                    <button type="button" class="button button--small" on:click=move |_| fill(editor)>
                        {icon(Icon::Copy)} "空欄に前回を写す"
                    </button>
                    <button
                        type="button"
                        class="choice choice--small"
                        role="checkbox"
                        aria-checked=move || truth(all.get())
                        on:click=move |_| all.update(|all| *all = !*all)
                    >
                        <span class="choice__words">"同じ項目も表示"</span>
                    </button>
                </div>
                <h2 class="findings__group">
                    {move || section.get().number().map(|n| n.to_string())} " " {move || section.get().title()}
                    <span>{move || rows.with(|rows| summary(rows))}</span>
                </h2>
                <button
                    type="button"
                    class="button button--text"
                    hidden=move || rows.with(|rows| rows.iter().all(|row| matches!(row.state, State::Same | State::Copied)))
                    on:click=move |_| copy_section(editor, section.get_untracked())
                >
                    {icon(Icon::Copy)} "この章を写す"
                </button>
                <ul class="previous">
                    <For
                        each=shown
                        key=|row| [&row.index.to_string(), "|", &row.before, "|", &row.now, "|", mark(row.state)].concat()
                        children=move |row| view_of(editor, row)
                    />
                </ul>
            </div>
        </div>
        <div class="panel__foot">
            <p class="panel__note">
                "写した項目には「未確認」が付きます。内容を直すか「確認した」を押すと消えます。写す前の入力は「戻す」で戻せます。"
            </p>
        </div>
    }
    .into_any()
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
    ["変化 ", &count(State::Changed), "・写した ", &count(State::Copied), "・同じ ", &count(State::Same)].concat()
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

fn view_of(editor: Editor, row: Row) -> AnyView {
    let Some(item) = ITEMS.get(usize::from(row.index)) else { return ().into_any() };
    let family_of = move || editor.state(|state| family(item, state.letter.edition));
    let copy = move |_| {
        if editor.writable() {
            editor.with(|open| open.writer.copy(&family_of()));
        }
    };
    let back = move |_| {
        if editor.writable() {
            editor.with(|open| open.writer.uncopy(&family_of()));
        }
    };
    let button = match row.state {
        State::Same => ().into_any(),
        State::Copied => view! {
            <button type="button" class="button button--text" aria-label=[item.label, "を写す前に戻す"].concat() on:click=back>
                {icon(Icon::Back)} "戻す"
            </button>
        }
        .into_any(),
        _ => view! {
            <button type="button" class="button button--small" aria-label=[item.label, "を写す"].concat() on:click=copy>
                {icon(Icon::Copy)} "写す"
            </button>
        }
        .into_any(),
    };
    let tag = match row.state {
        State::Same => view! { <span class="previous__same">"同じ"</span> }.into_any(),
        State::Changed => chip(Tone::Change, Icon::Change, "変化"),
        State::Copied => chip(Tone::Copied, Icon::Copy, "未確認"),
        State::Empty => view! { <span class="previous__same">"空欄"</span> }.into_any(),
    };
    let changed = row.state == State::Changed;
    let before = if changed { marked(&row.before, &row.now) } else { row.before.clone().into_any() };
    let now = changed.then(|| view! { <dt>"今回"</dt> <dd class="previous__now">{marked(&row.now, &row.before)}</dd> });
    view! {
        <li class="previous__item" data-changed=changed.then_some("")>
            <div class="previous__head"><h3>{item.label}</h3> {button}</div>
            <div class="previous__values">
                <dl><dt>"前回"</dt> <dd>{before}</dd> {now}</dl>
                {tag}
            </div>
        </li>
    }
    .into_any()
}

/// A text with the part that the other one does not have marked.
fn marked(text: &str, other: &str) -> AnyView {
    let (start, end) = difference(text, other);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    view! { {part(0, start)} <mark>{part(start, end)}</mark> {part(end, text.len())} }.into_any()
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
