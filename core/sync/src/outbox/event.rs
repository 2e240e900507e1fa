use super::Item;

/// What the server answered to a send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// On disk there.
    Received {
        /// The signed receipt, as it came.
        receipt: String,
        /// The server's epoch.
        epoch: u32,
    },
    /// Judged and refused.
    Refused {
        /// The findings, as they came.
        findings: String,
    },
    /// Never under this id.
    Blocked {
        /// The problem's code.
        code: String,
    },
    /// A person has to be sure first (送信には本人確認が必要です).
    NeedsSession,
    /// No answer, or try later.
    Later,
}

/// What happened. `now` is milliseconds of any steady clock.
#[derive(Debug, Clone)]
pub enum Event {
    /// 「完成」: a frozen letter to be stored and sent; its state is [`Waiting`](super::ItemState::Waiting).
    Finished(Item),
    /// A frozen letter that is on disk already, stored in one batch with whatever marks its draft, perhaps by
    /// another tab.
    Stored(Item),
    /// What an [`Effect::Write`] or [`Effect::Remove`] asked for is on disk, or is not.
    Written {
        /// Which.
        operation: String,
        /// Whether it is on disk.
        ok: bool,
        /// Now.
        now: u64,
    },
    /// Time passed.
    Tick {
        /// Now.
        now: u64,
    },
    /// The network came or went.
    Online {
        /// Whether it is there.
        online: bool,
        /// Now.
        now: u64,
    },
    /// A live session of the doctor or a clerk is there, or is not.
    Session {
        /// Whether it is there.
        live: bool,
        /// Now.
        now: u64,
    },
    /// 「今すぐ送る」.
    SendNow {
        /// Now.
        now: u64,
    },
    /// The answer to a send; a send that got none is answered with [`Answer::Later`].
    Answered {
        /// Which.
        operation: String,
        /// What.
        answer: Answer,
        /// Any number, for the jitter.
        random: u64,
        /// Now.
        now: u64,
    },
    /// 「取りやめて直す」.
    TakeBack {
        /// Which.
        operation: String,
    },
    /// The insurer accepted or returned the letter. May be said any number of times.
    Settled {
        /// Which letter.
        letter: String,
    },
    /// A settled letter is old enough: it need not be kept for a server that forgets.
    Forget {
        /// Which.
        operation: String,
    },
    /// The server says its epoch: after a restore it may have forgotten what it gave receipts for.
    Epoch {
        /// The epoch now.
        epoch: u32,
        /// Now.
        now: u64,
    },
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Store the item, then say [`Event::Written`].
    Write(Item),
    /// Remove an item that is being taken back from disk, then say [`Event::Written`].
    Remove(Item),
    /// Remove a settled item from disk, then say [`Event::Written`].
    Forget(Item),
    /// Send these bytes under this id, then say [`Event::Answered`].
    Send {
        /// Operation id.
        operation: String,
        /// The frozen bytes.
        body: String,
    },
    /// Say [`Event::Tick`] at this time, or at once if it is past.
    WakeAt(u64),
    /// The item's standing changed; it is on disk.
    Show(Item),
    /// It was not stored: 「完成」 did not happen, or its draft has a letter on its way already.
    NotStored(Item),
    /// It is off the disk: its draft opens again.
    TakenBack(Item),
    /// It is off the disk: nothing of it is kept here any longer.
    Forgotten(Item),
    /// It stays: it may have arrived already, or the disk refused.
    CannotTakeBack(Item),
}

impl Event {
    /// When, for those that say it.
    pub(super) fn now(&self) -> Option<u64> {
        match self {
            Event::Written { now, .. }
            | Event::Tick { now }
            | Event::Online { now, .. }
            | Event::Session { now, .. }
            | Event::SendNow { now }
            | Event::Answered { now, .. }
            | Event::Epoch { now, .. } => Some(*now),
            Event::Finished(_)
            | Event::Stored(_)
            | Event::TakeBack { .. }
            | Event::Settled { .. }
            | Event::Forget { .. } => None,
        }
    }
}
