use leptos::prelude::*;
use letters::Value;
use letters::form::{Cell, CellKind, ITEMS, Part};

use super::choice::truth;
use super::head::{label_id, message_id};
use super::text::{copied, invalid};
use crate::letters::controls::{self, date_id, eras, id_of, shown};
use crate::letters::editor::{Editor, cell_of};
use crate::letters::layout::may_be_today;
use crate::ui::{Icon, icon};

/// A date: 元号 to choose, 年・月・日 to type.
pub(super) fn date(editor: Editor, index: u16) -> AnyView {
    let Some((item, cell)) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole)) else {
        return ().into_any();
    };
    let onset = cell.kind() == CellKind::Onset;
    let typed = editor.state(|state| Some(shown(cell, state.letter.get(cell)))).unwrap_or_default();
    let options = [("", "選択")].into_iter().chain(eras().map(|era| (era, era)));
    let options = options
        .map(|(value, words)| view! { <option value=value selected=value == typed.era>{words}</option> })
        .collect_view();
    let numbers = [("y", typed.y, "年"), ("m", typed.m, "月"), ("d", typed.d, "日")];
    let numbers = numbers.map(|(part, text, unit)| number(editor, cell, part, text, unit)).collect_view();
    view! {
        <div
            class="date"
            id=id_of(cell)
            role="group"
            aria-labelledby=label_id(item.key)
            aria-describedby=message_id(item.key)
            data-copied=move || copied(editor, cell)
        >
            <span class="select">
                <select class="input" id=date_id(cell, "e") data-t=cell.index() aria-label="元号" prop:value=typed.era>
                    {options}
                </select>
                {icon(Icon::Down)}
            </span>
            {numbers}
            {onset.then(|| view! { <span>"頃"</span> })}
            {may_be_today(item.key).then(|| today(editor, cell))}
            {onset.then(|| unknown(editor, cell))}
        </div>
    }
    .into_any()
}

fn number(editor: Editor, cell: Cell, part: &'static str, text: String, unit: &'static str) -> AnyView {
    view! {
        <span class="date__part">
            <input
                type="text"
                class="input"
                id=date_id(cell, part)
                data-t=cell.index()
                inputmode="numeric"
                autocomplete="off"
                aria-label=unit
                aria-invalid=move || invalid(editor, cell)
                prop:value=text
            />
            <span aria-hidden="true">{unit}</span>
        </span>
    }
    .into_any()
}

fn today(editor: Editor, cell: Cell) -> AnyView {
    let put = move |_| {
        let Some(today) = editor.get().map(|open| open.local.today()) else { return };
        editor.put(&[(cell, Value::Date(today))]);
    };
    view! { <button type="button" class="button button--small" on:click=put>"今日"</button> }.into_any()
}

fn unknown(editor: Editor, cell: Cell) -> AnyView {
    let on = move || editor.item(cell.field().item, |state| controls::is_unknown(state.letter.get(cell)));
    view! {
        <button type="button" class="choice" role="checkbox" data-c=cell.index() aria-checked=move || truth(on())>
            <span class="choice__words">"不詳"</span>
        </button>
    }
    .into_any()
}
