use wasm_bindgen::JsValue;

use crate::local::{StorageProblem, js};

/// Why the disk did not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::local) enum DiskError {
    /// No room.
    Full,
    /// The connection is gone; opened anew, it may work.
    Closed,
    /// A newer version of the program took the storage over; this page has to be opened anew.
    Retired,
    /// The record was not made with this device's key, or was changed.
    Unreadable,
    /// The program has panicked: nothing may be saved any more.
    Stopped,
}

impl DiskError {
    /// From what IndexedDB threw or aborted with.
    pub(super) fn from_js(error: &JsValue) -> DiskError {
        match js::text(error, "name").as_deref() {
            Some("QuotaExceededError") => DiskError::Full,
            _ => DiskError::Closed,
        }
    }

    /// In words.
    pub(in crate::local) fn problem(self) -> StorageProblem {
        let (code, title, action) = match self {
            DiskError::Full => (
                "storage.full",
                "この端末の空き容量が足りず、保存できません。",
                "画面を閉じないでください。不要なファイルを消して空きを作ると、自動で保存します。",
            ),
            DiskError::Closed => (
                "storage.closed",
                "この端末に保存できませんでした。",
                "画面を閉じないでください。自動でやり直しています。続くときは、暗号化ファイルに書き出してください。",
            ),
            DiskError::Retired => (
                "storage.retired",
                "新しい版の画面が、ほかのタブで開かれました。",
                "この画面の内容は保存してあります。開き直すと新しい版で続けられます。",
            ),
            DiskError::Unreadable => (
                "storage.unreadable",
                "この端末に保存した内容の一部を読めません。",
                "消さずに残してあります。管理者に連絡してください。",
            ),
            DiskError::Stopped => (
                "storage.stopped",
                "プログラムが続けられなくなったため、保存を止めました。",
                "画面を開き直してください。それまでの内容は保存してあります。",
            ),
        };
        StorageProblem { code, title, action }
    }
}
