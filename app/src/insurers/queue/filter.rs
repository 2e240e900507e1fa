//! What the queue shows, in which order.

use ja::Date;
use wire::letters::{LetterLine, LetterState};

/// Days from 申請 within which the insurer decides (介護保険法第27条第11項).
const DAYS_TO_DECIDE: i32 = 30;

/// The segments over the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    /// 未処理: arrived, neither accepted nor returned.
    Waiting,
    /// 差し戻し中: the clinic is to send a new version.
    Returned,
    /// 受理済み.
    Accepted,
}

impl Filter {
    pub(super) const ALL: [Filter; 3] = [Filter::Waiting, Filter::Returned, Filter::Accepted];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Filter::Waiting => "未処理",
            Filter::Returned => "差し戻し中",
            Filter::Accepted => "受理済み",
        }
    }

    /// Whether the number matters: of what is done, nobody asks it.
    pub(super) const fn is_counted(self) -> bool {
        !matches!(self, Filter::Accepted)
    }

    pub(super) fn has(self, state: LetterState) -> bool {
        match self {
            Filter::Waiting => state == LetterState::Sent,
            Filter::Returned => state == LetterState::Returned,
            Filter::Accepted => state == LetterState::Accepted,
        }
    }

    pub(super) const fn empty(self) -> &'static str {
        match self {
            Filter::Waiting => {
                "未処理の意見書はありません。届くとここに並びます。まだの依頼は「依頼を送る」で確かめられます。"
            }
            Filter::Returned => "差し戻し中の意見書はありません。",
            Filter::Accepted => "受理した意見書はまだありません。",
        }
    }
}

/// The orders of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The next 30日の期限 first.
    Decision,
    /// The next 提出期限 first; letters without one last.
    Due,
    /// The newest arrival first.
    Arrival,
}

impl Sort {
    pub(super) const ALL: [Sort; 3] = [Sort::Decision, Sort::Due, Sort::Arrival];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Sort::Decision => "decision",
            Sort::Due => "due",
            Sort::Arrival => "arrival",
        }
    }

    pub(super) fn named(name: &str) -> Sort {
        Sort::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or(Sort::Decision)
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Sort::Decision => "30日の期限が近い順",
            Sort::Due => "提出期限が近い順",
            Sort::Arrival => "届いた順（新しい順）",
        }
    }
}

/// The day by which the insurer decides about the application.
pub(super) fn decision_due(line: &LetterLine) -> Option<Date> {
    Date::parse_iso(&line.apply_date).map(|applied| applied.plus_days(DAYS_TO_DECIDE))
}

/// Sorts the queue; what is equal stands newest first.
pub(super) fn sort(lines: &mut [LetterLine], order: Sort) {
    let day = |line: &LetterLine| match order {
        Sort::Arrival => 0,
        Sort::Decision => number(decision_due(line)),
        Sort::Due => number(line.due_date.as_deref().and_then(Date::parse_iso)),
    };
    // The standard sort: a list of years is long.
    lines.sort_by(|a, b| day(a).cmp(&day(b)).then_with(|| b.received_at.cmp(&a.received_at)));
}

fn number(date: Option<Date>) -> i32 {
    date.map_or(i32::MAX, Date::day_number)
}

/// Whether the letter is found by these words: 氏名, ふりがな, 被保険者番号 or 受付番号.
pub(super) fn found(line: &LetterLine, wanted: &str) -> bool {
    let wanted = ja::fold::search_key(wanted);
    wanted.is_empty()
        || [&line.pt_name, &line.pt_kana, &line.insured_no, &line.receipt_no]
            .into_iter()
            .any(|text| ja::fold::search_key(text).contains(&wanted))
}
