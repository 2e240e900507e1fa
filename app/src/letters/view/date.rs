use letters::Value;
use letters::form::{Cell, CellKind, ITEMS, Part};

use super::head::{label_id, message_id};
use super::text::{copied, invalid};
use crate::el::{El, el};
use crate::letters::controls::{self, date_id, eras, id_of, shown};
use crate::letters::editor::{Editor, cell_of};
use crate::letters::layout::may_be_today;
use crate::ui::{Icon, sign};

/// A date: 元号 to choose, 年・月・日 to type.
pub(super) fn date(editor: Editor, index: u16) -> Option<El> {
    let (item, cell) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole))?;
    let onset = cell.kind() == CellKind::Onset;
    let typed = editor.state(|state| Some(shown(cell, state.letter.get(cell)))).unwrap_or_default();
    let options = [("", "選択")].into_iter().chain(eras().map(|era| (era, era)));
    let select = el("select")
        .class("input")
        .attr("id", date_id(cell, "e"))
        .attr("data-t", cell.index().to_string())
        .attr("aria-label", "元号")
        .live("aria-invalid", move || invalid(editor, cell))
        .each(options.map(|(value, words)| el("option").attr("value", value).text(words)))
        .value(typed.era);
    let numbers = [("y", typed.y, "年"), ("m", typed.m, "月"), ("d", typed.d, "日")];
    let date = el("div")
        .class("date")
        .attr("id", id_of(cell))
        .attr("role", "group")
        .attr("aria-labelledby", label_id(item.key))
        .attr("aria-describedby", message_id(item.key))
        .mark("data-copied", move || copied(editor, cell))
        .child(el("span").class("select").child(select).child(sign(Icon::Down)))
        .each(numbers.map(|(part, text, unit)| number(editor, cell, part, text, unit)))
        .opt(onset.then(|| el("span").text("頃")))
        .opt(may_be_today(item.key).then(|| today(editor, cell)))
        .opt(onset.then(|| unknown(editor, cell)));
    Some(date)
}

fn number(editor: Editor, cell: Cell, part: &'static str, text: String, unit: &'static str) -> El {
    let input = el("input")
        .attr("type", "text")
        .class("input")
        .attr("id", date_id(cell, part))
        .attr("data-t", cell.index().to_string())
        .attr("inputmode", "numeric")
        .attr("aria-label", unit)
        .live("aria-invalid", move || invalid(editor, cell))
        .value(text);
    let unit = el("span").attr("aria-hidden", "true").text(unit);
    el("span").class("date__part").child(input).child(unit)
}

fn today(editor: Editor, cell: Cell) -> El {
    let put = move |_| {
        if let Some(today) = editor.get().map(|open| open.local.today()) {
            editor.put(&[(cell, Value::Date(today))]);
        }
    };
    el("button").class("button button--small").attr("type", "button").text("今日").on("click", put)
}

fn unknown(editor: Editor, cell: Cell) -> El {
    let on = move || editor.item(cell.field().item, |state| controls::is_unknown(state.letter.get(cell)));
    el("button")
        .class("choice")
        .attr("type", "button")
        .attr("role", "checkbox")
        .attr("data-c", cell.index().to_string())
        .truth("aria-checked", on)
        .child(el("span").class("choice__words").text("不詳"))
}
