//! What the list shows, in which order.

use ja::Date;
use wire::requests::{RequestState, RequestView};

/// The heading a request stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// 期限を過ぎています.
    Overdue,
    /// 7日以内.
    Week,
    /// それ以降, and requests without a due date.
    Later,
}

impl Group {
    pub(super) const ALL: [Group; 3] = [Group::Overdue, Group::Week, Group::Later];

    pub(super) const fn title(self) -> &'static str {
        match self {
            Group::Overdue => "期限を過ぎています",
            Group::Week => "7日以内",
            Group::Later => "それ以降",
        }
    }

    pub(super) fn of(request: &RequestView, today: Date) -> Group {
        match due(request).map(|due| due.days_since(today)) {
            Some(..0) => Group::Overdue,
            Some(0..=7) => Group::Week,
            _ => Group::Later,
        }
    }
}

/// 提出期限.
pub(super) fn due(request: &RequestView) -> Option<Date> {
    request.request.due_date.as_deref().and_then(Date::parse_iso)
}

/// The segments over the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    /// Everything that is still to be done.
    All,
    /// 未着手.
    Open,
    /// 作成中.
    Drafting,
    /// 差し戻し.
    Returned,
    /// 承認待ち.
    Waiting,
    /// What needs nothing more from the clinic.
    Done,
}

impl Filter {
    pub(super) const ALL: [Filter; 6] =
        [Filter::All, Filter::Open, Filter::Drafting, Filter::Returned, Filter::Waiting, Filter::Done];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Filter::All => "すべて",
            Filter::Open => "未着手",
            Filter::Drafting => "作成中",
            Filter::Returned => "差し戻し",
            Filter::Waiting => "承認待ち",
            Filter::Done => "送付済み",
        }
    }

    pub(super) fn has(self, state: RequestState) -> bool {
        let done = matches!(
            state,
            RequestState::Sent | RequestState::Accepted | RequestState::SentOnPaper | RequestState::Withdrawn
        );
        match self {
            Filter::All => !done,
            Filter::Done => done,
            Filter::Open => state == RequestState::Open,
            Filter::Drafting => state == RequestState::Drafting,
            Filter::Returned => state == RequestState::Returned,
            Filter::Waiting => state == RequestState::Waiting,
        }
    }
}

/// A text of the request's person or clinic.
pub(super) fn text<'a>(map: &'a serde_json::Map<String, serde_json::Value>, key: &str) -> &'a str {
    map.get(key).and_then(serde_json::Value::as_str).unwrap_or_default()
}

/// Whether the request's person is found by these words: 氏名, ふりがな or 被保険者番号.
pub(super) fn found(request: &RequestView, wanted: &str) -> bool {
    let wanted = ja::fold::search_key(wanted);
    if wanted.is_empty() {
        return true;
    }
    let person = &request.request.person;
    [text(person, "pt_name"), text(person, "pt_kana"), &request.request.insured_no]
        .into_iter()
        .any(|candidate| ja::fold::search_key(candidate).contains(&wanted))
}
