//! Why something was not done, in words a doctor can act on.

use wire::Problem;

use super::StorageProblem;

/// Something that was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Stable, dotted code: the server's own, or one of this device.
    pub code: String,
    /// What happened.
    pub title: String,
    /// What the reader can do.
    pub action: Option<String>,
    /// The field it is about: `key` or `key.part`.
    pub field: Option<String>,
    /// The sent letter a duplicate collided with.
    pub letter_id: Option<String>,
    /// The draft that stands in the way.
    pub draft_id: Option<String>,
}

impl Trouble {
    /// A trouble of this device.
    pub(crate) fn here(code: &str, title: &str, action: &str) -> Trouble {
        Trouble {
            code: code.to_owned(),
            title: title.to_owned(),
            action: Some(action.to_owned()),
            field: None,
            letter_id: None,
            draft_id: None,
        }
    }

    /// The server did not answer.
    pub(crate) fn offline() -> Trouble {
        Trouble::here(
            "network.offline",
            "サーバーにつながりません。",
            "入力した内容はこの端末にあります。通信が戻ると続きます。",
        )
    }

    /// The server answered something that this version does not understand.
    pub(crate) fn not_understood() -> Trouble {
        Trouble::here(
            "network.not_understood",
            "サーバーの答えを読めませんでした。",
            "画面を開き直してください。続くときは管理者に連絡してください。",
        )
    }

    /// Whether the server refuses this terminal itself, whoever sits at it.
    pub(crate) fn is_of_terminal(&self) -> bool {
        self.code.starts_with("terminal.")
    }

    /// Whether the server was not reached at all, so that trying again later may help.
    pub fn is_offline(&self) -> bool {
        self.code == "network.offline"
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Trouble {
        Trouble {
            code: problem.code,
            title: problem.title,
            action: problem.action,
            field: problem.field,
            letter_id: problem.letter_id,
            draft_id: problem.draft_id,
        }
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Problem {
        Problem {
            code: trouble.code,
            title: trouble.title,
            status: 0,
            detail: None,
            field: trouble.field,
            action: trouble.action,
            letter_id: trouble.letter_id,
            draft_id: trouble.draft_id,
        }
    }
}

impl From<crate::later::NotFetched> for Trouble {
    fn from(_: crate::later::NotFetched) -> Trouble {
        Trouble::here(
            "network.not_fetched",
            "この操作の部品をまだ読み込めていません。",
            "通信できる場所で、もう一度試してください。入力した内容はこの端末にあります。",
        )
    }
}

impl From<StorageProblem> for Trouble {
    fn from(problem: StorageProblem) -> Trouble {
        Trouble::here(problem.code, problem.title, problem.action)
    }
}

/// Why this device's storage could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// The browser has no IndexedDB, or forbids it here (a private window).
    NoStorage,
    /// The browser has no WebCrypto here; pages must come over https or from this machine.
    NoCrypto,
    /// Another tab with an older version keeps the storage and did not let go.
    Blocked,
    /// The storage was written by a newer version that this one cannot read.
    NeedsNewer {
        /// The schema on this device.
        schema: u32,
    },
    /// The disk is full.
    Full,
    /// The storage did not open.
    Broken,
}

impl OpenError {
    /// What happened and what to do.
    pub fn trouble(self) -> Trouble {
        let (code, title, action) = match self {
            OpenError::NoStorage => (
                "storage.missing",
                "この端末に保存できないため、始められません。",
                "プライベートウィンドウを閉じ、通常の画面で開いてください。ブラウザーの「IndexedDB」が必要です。",
            ),
            OpenError::NoCrypto => (
                "storage.no_crypto",
                "暗号化できないため、始められません。",
                "https:// で始まるアドレスで開いてください。ブラウザーの「Web Crypto」が必要です。",
            ),
            OpenError::Blocked => (
                "storage.blocked",
                "ほかのタブが古い版で保存先を使っています。",
                "ほかの Ikensho のタブをすべて閉じて、開き直してください。入力した内容は残っています。",
            ),
            OpenError::NeedsNewer { .. } => (
                "storage.needs_newer",
                "この端末の保存内容は、新しい版で書かれています。",
                "通信できる場所で開き直し、新しい版に更新してください。入力した内容は残っています。",
            ),
            OpenError::Full => (
                "storage.full",
                "この端末の空き容量が足りません。",
                "不要なファイルを消して空きを作り、開き直してください。",
            ),
            OpenError::Broken => (
                "storage.broken",
                "この端末の保存先を開けませんでした。",
                "ブラウザーを終了して開き直してください。続くときは管理者に連絡してください。",
            ),
        };
        Trouble::here(code, title, action)
    }
}
