use ja::Date;
use leptos::prelude::*;
use wire::letters::{LetterLine, LetterState};

use super::filter::decision_due;
use crate::el::{El, el};
use crate::insurers::letter::HEADING;
use crate::insurers::route::{Route, Tab};
use crate::insurers::told::focus;
use crate::ui::{Icon, Tone, badge, day_and_clock, sign};

/// One letter of the queue. The whole row is a link.
pub(super) fn row(line: &LetterLine, today: Date, open: Memo<Option<String>>) -> El {
    let id = line.id.clone();
    let current = Memo::new(move |_| open.read().as_deref() == Some(id.as_str()));
    let href = Route::Queue(Some((line.id.clone(), Tab::Points))).path();
    let named = el("span")
        .child(el("strong").class("queue__name").text(line.pt_name.clone()))
        .text(" ")
        .child(el("span").class("queue__kana").text(line.pt_kana.clone()));
    let withdrawn =
        line.withdrawn.then(|| el("span").child(badge(Tone::Plain, Icon::Close, "取り下げ済みの依頼")));
    let third = el("span")
        .class("queue__third")
        .opt(time_left(line, today))
        .child(el("span").class("queue__when").text(day_and_clock(&line.received_at)));
    let link = el("a")
        .class("queue__link")
        .attr("href", href)
        .live("aria-current", move || current.get().then(|| "true".into()))
        .on("click", |_| focus(HEADING))
        .child(el("span").class("queue__who").child(named).child(state(line)))
        .child(el("span").class("queue__second").text([&line.clinic_name, "・電送"].concat()))
        .opt(withdrawn)
        .child(third);
    el("li")
        .live("class", move || {
            Some(if current.get() { "queue__row queue__row--current" } else { "queue__row" }.into())
        })
        .child(link)
}

/// Where the letter stands, in a chip.
fn state(line: &LetterLine) -> El {
    match line.state {
        LetterState::Sent if line.version > 1 => {
            badge(Tone::Change, Icon::Change, ["第", &line.version.to_string(), "版"].concat())
        }
        LetterState::Sent => badge(Tone::Change, Icon::Paper, "届いた"),
        LetterState::Returned => badge(Tone::Error, Icon::Back, "差し戻し中"),
        LetterState::Accepted => badge(Tone::Done, Icon::Done, "受理済み"),
        LetterState::Superseded => badge(Tone::Plain, Icon::Change, "差し替え済み"),
    }
}

/// 30日の期限まで: red from three days on, filled when it has passed.
fn time_left(line: &LetterLine, today: Date) -> Option<El> {
    if line.state == LetterState::Accepted {
        return None;
    }
    let days = decision_due(line)?.days_since(today);
    let left = match days {
        ..0 => {
            let word = ["30日の期限を", &(-days).to_string(), "日超過"].concat();
            return Some(badge(Tone::Alarm, Icon::Clock, word));
        }
        0 => "今日まで".to_owned(),
        _ => ["あと", &days.to_string(), "日"].concat(),
    };
    let left = el("strong").maybe("class", (days <= 3).then_some("queue__soon")).text(left);
    Some(el("span").class("queue__left").child(sign(Icon::Clock)).text("30日の期限まで ").child(left))
}
