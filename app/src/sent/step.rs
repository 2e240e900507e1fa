//! Where a letter stands, in the reader's words.

use sync::ItemState;
use wire::letters::LetterState;

use crate::local::SentView;

/// Where a letter stands between this device and the insurer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// 差し戻された.
    Returned,
    /// Refused by the server's own judgement; the letter opens again.
    Refused,
    /// Cannot be sent under this id; a person decides.
    Blocked,
    /// Waits on this device, never sent.
    Waiting,
    /// Sent, not answered yet.
    Tried,
    /// 届いた.
    Delivered,
    /// 受理された.
    Accepted,
    /// Replaced by a newer version.
    Superseded,
}

impl Step {
    pub(super) fn of(sent: &SentView) -> Step {
        match (sent.line.as_ref().map(|line| line.state), sent.item.as_ref().map(|item| &item.state)) {
            (Some(LetterState::Returned), _) => Step::Returned,
            (Some(LetterState::Accepted), _) => Step::Accepted,
            (Some(LetterState::Superseded), _) => Step::Superseded,
            (Some(LetterState::Sent), _) | (None, Some(ItemState::Delivered { .. })) => Step::Delivered,
            (None, Some(ItemState::Settled { .. })) => Step::Accepted,
            (None, Some(ItemState::Refused { .. })) => Step::Refused,
            (None, Some(ItemState::Blocked { .. })) => Step::Blocked,
            (None, Some(ItemState::Tried)) => Step::Tried,
            (None, Some(ItemState::Waiting) | None) => Step::Waiting,
        }
    }

    /// The card's heading.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Step::Returned => "差し戻されました",
            Step::Refused => "受け付けられませんでした",
            Step::Blocked => "送れませんでした",
            Step::Waiting => "送信を待っています",
            Step::Tried => "届いたかを確かめています",
            Step::Delivered => "届きました",
            Step::Accepted => "受理されました",
            Step::Superseded => "新しい版に差し替えました",
        }
    }

    /// How many of 完成・この端末で待機・保険者に到着・受理 are behind it.
    pub(super) const fn done(self) -> usize {
        match self {
            Step::Accepted => 4,
            Step::Delivered | Step::Superseded | Step::Returned => 3,
            _ => 1,
        }
    }

    /// Which cards come first: what somebody has to act on.
    pub(super) const fn order(self) -> u8 {
        match self {
            Step::Returned | Step::Refused | Step::Blocked => 0,
            Step::Waiting | Step::Tried => 1,
            Step::Delivered => 2,
            Step::Accepted | Step::Superseded => 3,
        }
    }
}
