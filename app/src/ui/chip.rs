use ja::Date;
use leptos::prelude::AnyView;

use super::{Icon, short_day, sign};
use crate::el::{El, Words, el};

/// What a chip says by its colour; the word in it says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Plain,
    /// 直す.
    Error,
    /// Overdue.
    Alarm,
    /// 確かめる.
    Warn,
    /// ヒント.
    Hint,
    /// Done.
    Done,
    /// 未確認.
    Copied,
    /// 変化.
    Change,
    /// オフライン.
    Offline,
}

impl Tone {
    /// The class of a chip of this tone.
    pub const fn class(self) -> &'static str {
        match self {
            Tone::Plain => "chip",
            Tone::Error => "chip chip--error",
            Tone::Alarm => "chip chip--alarm",
            Tone::Warn => "chip chip--warn",
            Tone::Hint => "chip chip--hint",
            Tone::Done => "chip chip--done",
            Tone::Copied => "chip chip--copied",
            Tone::Change => "chip chip--change",
            Tone::Offline => "chip chip--offline",
        }
    }
}

/// A sign and a word.
pub fn badge(tone: Tone, which: Icon, word: impl Words) -> El {
    el("span").class(tone.class()).child(sign(which)).text(word)
}

/// [`badge`] as a view.
pub fn chip(tone: Tone, which: Icon, word: impl Words) -> AnyView {
    badge(tone, which, word).any()
}

/// 提出期限: days first, the date beside it; amber from three days, red when overdue.
pub fn due(due: Date, today: Date) -> El {
    let days = due.days_since(today);
    let (tone, which, word) = match days {
        ..0 => (Tone::Alarm, Icon::Clock, format!("{}日超過", -days)),
        0 => (Tone::Warn, Icon::Calendar, "今日まで".to_owned()),
        1..=3 => (Tone::Warn, Icon::Calendar, format!("あと{days}日")),
        _ => (Tone::Plain, Icon::Calendar, format!("あと{days}日")),
    };
    el("span")
        .class("due-pair")
        .child(badge(tone, which, word))
        .child(el("span").class("nowrap").text(short_day(due)))
}

/// [`due`] as a view.
pub fn due_chip(due_date: Date, today: Date) -> AnyView {
    due(due_date, today).any()
}
