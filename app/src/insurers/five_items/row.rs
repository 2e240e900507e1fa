use letters::Letter;
use letters::form::ITEMS;
use letters::show::item_text;
use wire::letters::LetterLine;
use wire::requests::RequestView;

use crate::el::{El, el};
use crate::insurers::compare::signed;
use crate::insurers::intake::{differing, pairs};
use crate::insurers::route::{Route, Tab};
use crate::ui::{Icon, Tone, badge, sign};

/// Whether one of the five items has no answer.
pub(super) fn is_incomplete(letter: &Letter) -> bool {
    missing(letter) > 0
}

fn missing(letter: &Letter) -> usize {
    ITEMS.iter().filter(|item| item.star && item_text(item, letter).is_empty()).count()
}

/// One letter: its five answers, and where it differs from its request.
pub(super) fn row(line: &LetterLine, letter: Option<&Letter>, asked: Option<&RequestView>) -> El {
    let to = |tab| Route::Queue(Some((line.id.clone(), tab))).path();
    let cell = |label: &'static str| el("td").attr("data-label", label);
    let cells = ITEMS.iter().filter(|item| item.star).map(|item| {
        let text = letter.map(|letter| item_text(item, letter));
        cell(item.label).child(answer(text))
    });
    let filled = letter.map(|letter| match missing(letter) {
        0 => signed(Icon::Done, "記入あり"),
        n => badge(Tone::Error, Icon::Fix, ["なし ", &n.to_string()].concat()),
    });
    let second = [&line.insured_no, "　", &line.clinic_name].concat();
    let who = el("th")
        .attr("scope", "row")
        .child(el("a").class("five__name").attr("href", to(Tab::Points)).text(line.pt_name.clone()))
        .child(el("span").class("five__second").text(second));
    el("tr")
        .child(who)
        .each(cells)
        .child(cell("5項目").opt(filled))
        .child(cell("依頼との照合").opt(compared(letter, asked, to(Tab::Intake))))
}

fn answer(text: Option<String>) -> El {
    match text {
        None => el("span").class("compare__same").text("読み込み中"),
        Some(text) if text.is_empty() => signed(Icon::Fix, "記入なし"),
        Some(text) => el("span").text(text),
    }
}

fn compared(letter: Option<&Letter>, asked: Option<&RequestView>, href: String) -> Option<El> {
    let Some(asked) = asked else {
        return Some(el("span").class("compare__same").text("電子の依頼なし"));
    };
    Some(match differing(&pairs(&asked.request, letter?)) {
        0 => signed(Icon::Done, "違いなし"),
        n => {
            let words = [&n.to_string(), "か所の違い"].concat();
            el("a").class("five__differs").attr("href", href).child(sign(Icon::Check)).text(words)
        }
    })
}
