use ja::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::{Cell, cell};
use letters::rules::Severity;

use super::details::details;
use super::judge::{Judged, Way};
use super::place::Place;
use super::screen::{Row, Said, Screen};
use crate::el::{El, el};
use crate::letters::knowledge::Knowledge;
use crate::local::OpenDraft;
use crate::route::Route;
use crate::ui::{Icon, Tone, badge, short_day, sign};

const PT_NAME: Cell = cell("pt_name");
const PT_KANA: Cell = cell("pt_kana");
const INSURER_NAME: Cell = cell("insurer_name");
const INSURER_NO: Cell = cell("insurer_no");
const INSURED_NO: Cell = cell("insured_no");
const APPLY_DATE: Cell = cell("apply_date");

/// The groups of the table: what can be sent first.
const GROUPS: [&str; 3] = ["直すところはありません", "下書きにして確かめます", "取り込めません"];

fn group(row: &Row) -> usize {
    match &row.said {
        Said::Judged(judged) => match judged.way {
            Way::Ready => 0,
            Way::Draft(_) => 1,
            Way::Stuck(_) => 2,
        },
        Said::Unread(_) => 2,
    }
}

/// The letters as a table.
pub(super) fn table(screen: &Screen, rows: &[Row], known: Knowledge) -> El {
    let head = |word| el("th").attr("scope", "col").text(word);
    let silent = |word| el("th").attr("scope", "col").child(el("span").class("visually-hidden").text(word));
    let heads = el("tr")
        .child(silent("選ぶ"))
        .each(["申請者", "保険者・申請日", "依頼との照合", "確認"].map(head))
        .child(silent("操作"));
    let mut table = el("table").class("requests__table arrivals").child(el("thead").child(heads));
    for (n, title) in GROUPS.into_iter().enumerate() {
        let members: Vec<_> = rows.iter().enumerate().filter(|(_, row)| group(row) == n).collect();
        if members.is_empty() {
            continue;
        }
        let count = el("span").class("requests__count").text(format!("{}件", members.len()));
        let head = el("th").attr("colspan", "6").attr("scope", "rowgroup").text(title).child(count);
        let head = el("tr").class("requests__group").child(head);
        let lines = members.into_iter().flat_map(|(index, row)| match &row.said {
            Said::Unread(why) => vec![unread(row, why)],
            Said::Judged(judged) => judged_row(screen, index, row, judged, known),
        });
        table = table.child(el("tbody").child(head).each(lines));
    }
    table
}

fn unread(row: &Row, why: &str) -> El {
    let said = el("td")
        .attr("colspan", "4")
        .child(el("p").class("arrival__why").child(sign(Icon::Fix)).text(why.to_owned()));
    let name = el("td").child(el("p").class("requests__second").text(row.name.clone()));
    el("tr").class("requests__row").child(el("td")).child(name).child(said)
}

fn judged_row(screen: &Screen, index: usize, row: &Row, judged: &Judged, known: Knowledge) -> Vec<El> {
    let letter = &judged.letter;
    let name = letter.text(PT_NAME);
    let name = if name.is_empty() { "氏名なし" } else { name };
    let line = |text: String| el("p").class("requests__second").text(text);
    let person = el("td")
        .child(el("p").child(el("strong").class("requests__name").text(name.to_owned())))
        .child(line(letter.text(PT_KANA).to_owned()))
        .child(line(row.name.clone()));
    let insurer = match letter.text(INSURER_NAME) {
        "" => letter.text(INSURER_NO),
        name => name,
    };
    let applied = letter.date(APPLY_DATE);
    let applied =
        applied.map_or_else(|| "なし".to_owned(), |day| format!("{}月{}日", day.month(), day.day()));
    let place = el("td")
        .child(el("p").text(insurer.to_owned()))
        .child(line(letter.text(INSURED_NO).to_owned()))
        .child(line(["申請 ", &applied].concat()));
    let is_stuck = matches!(judged.way, Way::Stuck(_));
    let more = ["arrival-", &index.to_string()].concat();
    let opened = screen.opened;
    let is_open = move || opened.with(|opened| opened.get(index).copied().unwrap_or_default());
    let (toggled, shown) = (more.clone(), more.clone());
    let toggle = el("button")
        .attr("type", "button")
        .class("button button--text arrival__toggle")
        .attr("aria-controls", toggled)
        .truth("aria-expanded", is_open)
        .on("click", move |_| {
            opened.update(|opened| {
                if let Some(open) = opened.get_mut(index) {
                    *open = !*open;
                }
            });
        })
        .child(sign(Icon::Down))
        .live_text(move || if is_open() { "閉じる" } else { "くわしく" })
        .child(el("span").class("visually-hidden").text(["：", name].concat()));
    let is_begun = matches!(judged.place, Place::Begun { .. });
    let has_more = is_begun || !judged.findings.is_empty() || !judged.notes.is_empty();
    let verdict =
        el("td").child(el("p").class("arrival__chips").each(chips(judged))).opt(has_more.then_some(toggle));
    let line = el("tr")
        .class("requests__row")
        .child(el("td").opt((!is_stuck).then(|| select(screen, index, name))))
        .child(person)
        .child(place)
        .child(matched(judged))
        .child(verdict)
        .child(el("td").class("requests__action").opt(action(screen, index, judged, name)));
    let more = el("td").attr("colspan", "6").child(details(screen, judged, known));
    let more = el("tr").class("arrival__more").attr("id", shown).hidden(move || !is_open()).child(more);
    if has_more { vec![line, more] } else { vec![line] }
}

fn select(screen: &Screen, index: usize, name: &str) -> El {
    let picked = screen.picked;
    let is_picked = picked.with_untracked(|picked| picked.get(index).copied().unwrap_or_default());
    el("input")
        .class("arrival__select")
        .attr("type", "checkbox")
        .attr("aria-label", [name, "を選ぶ"].concat())
        .maybe("checked", is_picked.then_some(""))
        .on("change", move |event| {
            let is_on = event_target_checked(&event);
            picked.update(|picked| {
                if let Some(place) = picked.get_mut(index) {
                    *place = is_on;
                }
            });
        })
}

/// What the letter answers, or what stands in its way.
fn matched(judged: &Judged) -> El {
    let line = |which, word: &'static str| el("p").class("status").child(sign(which)).text(word);
    let second = |text: String| el("p").class("requests__second arrival__second").text(text);
    if let Way::Stuck(why) = &judged.way {
        return el("td").child(el("p").class("arrival__why").child(sign(Icon::Fix)).text(why.clone()));
    }
    let differing = judged.differences().len();
    let note = match (&judged.way, differing) {
        (Way::Draft(why), 0) if judged.errors() == 0 => (*why).to_owned(),
        (_, 0) => String::new(),
        (_, n) => ["違うところ ", &n.to_string(), "か所"].concat(),
    };
    match &judged.place {
        Place::Returned { .. } => {
            let note = if note.is_empty() { "次の版として送られます".to_owned() } else { note };
            el("td").child(line(Icon::Back, "差し戻しに答えます")).child(second(note))
        }
        Place::Unasked { near: Some(near) } => {
            let day = Date::parse_iso(&near.request.apply_date).map_or_else(String::new, short_day);
            let text = ["申請日が", &day, "の依頼があります。申請日を確かめてください。"].concat();
            el("td").child(line(Icon::Check, "申請日が違います")).child(second(text))
        }
        Place::Unasked { near: None } => el("td")
            .child(line(Icon::Paper, "紙の依頼"))
            .child(second("電子の依頼は届いていません".to_owned())),
        _ if differing > 0 => el("td").child(line(Icon::Change, "依頼と照合しました")).child(second(note)),
        _ => el("td").child(line(Icon::Tick, "依頼と一致")).child(second(note)),
    }
}

fn chips(judged: &Judged) -> Vec<El> {
    let words = [
        (Severity::Error, Tone::Error, Icon::Fix, "直す "),
        (Severity::Warning, Tone::Warn, Icon::Check, "確かめる "),
        (Severity::Hint, Tone::Hint, Icon::Hint, "ヒント "),
    ];
    let some = words.into_iter().filter_map(|(severity, tone, which, word)| {
        let n = judged.count(severity);
        (n > 0).then(|| badge(tone, which, [word, &n.to_string()].concat()))
    });
    let chips: Vec<El> = some.collect();
    if chips.is_empty() { vec![badge(Tone::Done, Icon::Done, "なし")] } else { chips }
}

/// The row's own action.
fn action(screen: &Screen, index: usize, judged: &Judged, name: &str) -> Option<El> {
    let spoken = el("span").class("visually-hidden").text(["：", name].concat());
    let button = |word: &'static str| el("button").attr("type", "button").class("button").text(word);
    let screen = screen.clone();
    match (&judged.way, &judged.place) {
        (Way::Ready | Way::Draft(_), _) => {
            let press = move |_| screen.open_row(index);
            Some(button("下書きで開く").child(spoken).on("click", press))
        }
        (Way::Stuck(_), Place::Begun { draft }) => {
            let what = OpenDraft::from(draft);
            let press = move |_| {
                let (screen, what) = (screen.clone(), what.clone());
                spawn_local(async move { screen.open(what).await });
            };
            Some(button("下書きを開く").child(spoken).on("click", press))
        }
        (Way::Stuck(_), Place::Sent { letter }) => {
            let href = Route::Sent(Some(letter.clone())).path();
            Some(el("a").class("button").attr("href", href).text("受付票を見る").child(spoken))
        }
        (Way::Stuck(_), _) => None,
    }
}
