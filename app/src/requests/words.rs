//! How the list names states and people.

use ja::Date;
use wire::people::Role;
use wire::requests::{Origin, RequestState, RequestView};

use super::group::text;
use crate::ui::Icon;

/// Sign, word and class of a state.
pub(crate) const fn state(state: RequestState) -> (Icon, &'static str, &'static str) {
    match state {
        RequestState::Open => (Icon::Open, "未着手", "status"),
        RequestState::Drafting => (Icon::Half, "作成中", "status"),
        RequestState::Waiting => (Icon::Tick, "承認待ち", "status status--done"),
        RequestState::Returned => (Icon::Back, "差し戻し", "status status--returned"),
        RequestState::Sent => (Icon::Done, "届いた", "status status--done"),
        RequestState::Accepted => (Icon::Done, "受理済み", "status status--done"),
        RequestState::SentOnPaper => (Icon::Paper, "紙で送付", "status"),
        RequestState::Withdrawn => (Icon::Close, "取り下げ", "status"),
    }
}

/// The line under the state: what the reader should know before opening.
pub(super) fn note(request: &RequestView) -> String {
    match request.state {
        RequestState::Open => match request.previous_date.as_deref().and_then(Date::parse_iso) {
            Some(date) => {
                let day = ja::era::format_era(date);
                ["前回 ", day.rsplit_once('月').map_or(&*day, |(month, _)| month), "月"].concat()
            }
            None => "前回の意見書なし".to_owned(),
        },
        RequestState::Drafting => "続きから書けます".to_owned(),
        RequestState::Waiting => "事務が入力済み".to_owned(),
        RequestState::Returned => request.return_text.clone().unwrap_or_default(),
        RequestState::SentOnPaper => request
            .paper_sent_on
            .as_deref()
            .and_then(Date::parse_iso)
            .map_or_else(String::new, crate::ui::short_day),
        RequestState::Sent => "保険者の受理を待っています".to_owned(),
        RequestState::Accepted | RequestState::Withdrawn => String::new(),
    }
}

/// The one obvious action of the row.
pub(super) fn action(state: RequestState, roles: &[Role]) -> &'static str {
    match state {
        RequestState::Open => "書きはじめる",
        RequestState::Drafting => "続きを書く",
        RequestState::Waiting if roles.contains(&Role::Doctor) => "読んで承認",
        RequestState::Waiting => "内容を見る",
        RequestState::Returned => "理由を見て直す",
        RequestState::Sent | RequestState::Accepted => "受付票を見る",
        RequestState::SentOnPaper | RequestState::Withdrawn => "内容を見る",
    }
}

/// 87歳・女.
pub(super) fn age_and_sex(request: &RequestView, today: Date) -> String {
    let person = &request.request.person;
    let age = Date::parse_iso(text(person, "pt_birth"))
        .map_or_else(String::new, |birth| format!("{}歳・", ja::age::printed(birth, today)));
    age + text(person, "pt_sex")
}

/// 電子の依頼 or 紙の依頼.
pub(super) const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Electronic => "電子の依頼",
        Origin::Paper => "紙の依頼",
    }
}
