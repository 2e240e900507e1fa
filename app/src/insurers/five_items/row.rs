use leptos::prelude::*;
use letters::Letter;
use letters::form::ITEMS;
use letters::show::item_text;
use wire::letters::LetterLine;
use wire::requests::RequestView;

use crate::insurers::intake::{differing, pairs};
use crate::insurers::route::{Route, Tab};
use crate::ui::{Icon, Tone, chip, icon};

/// Whether one of the five items has no answer.
pub(super) fn is_incomplete(letter: &Letter) -> bool {
    missing(letter) > 0
}

fn missing(letter: &Letter) -> usize {
    ITEMS.iter().filter(|item| item.star && item_text(item, letter).is_empty()).count()
}

/// One letter: its five answers, and where it differs from its request.
pub(super) fn row(line: &LetterLine, letter: Option<&Letter>, asked: Option<&RequestView>) -> AnyView {
    let to = |tab| Route::Queue(Some((line.id.clone(), tab))).path();
    let cells = ITEMS.iter().filter(|item| item.star).map(|item| {
        let text = letter.map(|letter| item_text(item, letter));
        view! { <td data-label=item.label>{answer(text)}</td> }
    });
    let filled = letter.map(|letter| match missing(letter) {
        0 => view! { <span class="compare__filled">{icon(Icon::Done)} "記入あり"</span> }.into_any(),
        n => chip(Tone::Error, Icon::Fix, ["なし ", &n.to_string()].concat()),
    });
    view! {
        <tr>
            <th scope="row">
                <a class="five__name" href=to(Tab::Points)>{line.pt_name.clone()}</a>
                <span class="five__second">{line.insured_no.clone()} "　" {line.clinic_name.clone()}</span>
            </th>
            {cells.collect_view()}
            <td data-label="5項目">{filled}</td>
            <td data-label="依頼との照合">{compared(letter, asked, to(Tab::Intake))}</td>
        </tr>
    }
    .into_any()
}

fn answer(text: Option<String>) -> AnyView {
    match text.as_deref() {
        None => view! { <span class="compare__same">"読み込み中"</span> }.into_any(),
        Some("") => view! { <span class="compare__filled">{icon(Icon::Fix)} "記入なし"</span> }.into_any(),
        Some(text) => view! { <span>{text.to_owned()}</span> }.into_any(),
    }
}

fn compared(letter: Option<&Letter>, asked: Option<&RequestView>, href: String) -> AnyView {
    match (letter, asked) {
        (_, None) => view! { <span class="compare__same">"電子の依頼なし"</span> }.into_any(),
        (None, _) => ().into_any(),
        (Some(letter), Some(asked)) => match differing(&pairs(&asked.request, letter)) {
            0 => view! { <span class="compare__filled">{icon(Icon::Done)} "違いなし"</span> }.into_any(),
            n => view! { <a class="five__differs" href=href>{icon(Icon::Check)} {n} "か所の違い"</a> }
                .into_any(),
        },
    }
}
