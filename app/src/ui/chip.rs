use ja::Date;
use leptos::prelude::*;

use super::{Icon, icon, short_day};

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
    const fn class(self) -> &'static str {
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
pub fn chip(tone: Tone, sign: Icon, word: impl Into<String>) -> AnyView {
    let word: String = word.into();
    view! { <span class=tone.class()>{icon(sign)} {word}</span> }.into_any()
}

/// 提出期限: days first, the date beside it; amber from three days, red when overdue.
pub fn due_chip(due: Date, today: Date) -> AnyView {
    let days = due.days_since(today);
    let (tone, sign, word) = match days {
        ..0 => (Tone::Alarm, Icon::Clock, format!("{}日超過", -days)),
        0 => (Tone::Warn, Icon::Calendar, "今日まで".to_owned()),
        1..=3 => (Tone::Warn, Icon::Calendar, format!("あと{days}日")),
        _ => (Tone::Plain, Icon::Calendar, format!("あと{days}日")),
    };
    view! {
        <span class="due-pair">
            {chip(tone, sign, word)}
            <span class="nowrap">{short_day(due)}</span>
        </span>
    }
    .into_any()
}
