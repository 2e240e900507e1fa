//! Why there is no passkey, or no touch of one, in words a doctor can act on.

use wasm_bindgen::prelude::*;

use crate::local::{Trouble, js};

/// The browser says no more than that.
pub(super) const NOT_ALLOWED: &str = "passkey.not_allowed";

/// Whether this browser knows passkeys at all.
pub(super) fn is_there() -> bool {
    js::property(&js_sys::global(), "PublicKeyCredential").is_function()
}

/// Whether this terminal itself can make sure who touches it. A browser that cannot say counts as one that can.
pub(super) async fn verifies_here() -> bool {
    let class = js::property(&js_sys::global(), "PublicKeyCredential");
    let asked = js::promised(&class, "isUserVerifyingPlatformAuthenticatorAvailable", &[]).await;
    asked.map_or(true, |answer| answer.is_truthy())
}

/// The browser is too old, or the page is not a safe one.
pub(super) fn no_passkeys() -> Trouble {
    Trouble::here(
        "passkey.no_browser",
        "このブラウザーでは、パスキーを使えません。",
        "Edge・Chrome・Safariの新しい版で、https:// から始まるアドレスを開いてください。",
    )
}

/// Neither PIN nor fingerprint nor face.
pub(super) fn no_verification() -> Trouble {
    Trouble::here(
        "passkey.no_verification",
        "この端末では、本人の確認（PIN・指紋・顔）がまだ使えません。",
        "端末の設定でPINか生体認証を有効にするか、スマートフォンやセキュリティキーのパスキーを使ってください。",
    )
}

/// Making one failed.
pub(super) fn of_making(error: &JsValue) -> Trouble {
    match name(error).as_str() {
        "InvalidStateError" => Trouble::here(
            "passkey.exists_here",
            "この端末（または認証器）には、あなたのパスキーがもうあります。",
            "そのパスキーでサインインするか、別の端末・セキュリティキーに登録してください。",
        ),
        "NotSupportedError" => Trouble::here(
            "passkey.not_supported",
            "この認証器の方式では、パスキーを作れません。",
            "別の端末か、別のセキュリティキーを使ってください。",
        ),
        _ => of_touching(error),
    }
}

/// Being touched by one failed.
pub(super) fn of_touching(error: &JsValue) -> Trouble {
    let (code, title, action) = match name(error).as_str() {
        "NotAllowedError" => (
            NOT_ALLOWED,
            "パスキーで確認できませんでした。",
            "取りやめたか、時間切れか、この端末に使えるパスキーがありません。もう一度押して、画面の案内に従ってください。",
        ),
        "AbortError" => (
            "passkey.aborted",
            "確認は取りやめになりました。",
            "ほかの確認の画面が開いていたら閉じて、もう一度押してください。",
        ),
        "SecurityError" => (
            "passkey.wrong_address",
            "このアドレスでは、パスキーを使えません。",
            "管理者から聞いたアドレスと同じか確かめてください。違うときは、偽のページかもしれません。",
        ),
        "ConstraintError" => (
            "passkey.no_verification_key",
            "この認証器では、本人の確認（PIN・指紋・顔）ができません。",
            "認証器にPINを設定するか、別のパスキーを使ってください。",
        ),
        "NotReadableError" | "UnknownError" | "OperationError" => (
            "passkey.unreadable",
            "認証器が答えませんでした。",
            "認証器を差し直すか、端末を再起動して、もう一度試してください。",
        ),
        "InvalidStateError" => (
            "passkey.busy",
            "ほかの画面が、パスキーの確認を待っています。",
            "ほかのタブの確認を終えるか取りやめて、もう一度押してください。",
        ),
        _ => (
            "passkey.failed",
            "パスキーの確認が、途中で終わりました。",
            "もう一度試してください。続くときは、ブラウザーを新しくして、管理者に伝えてください。",
        ),
    };
    Trouble::here(code, title, action)
}

fn name(error: &JsValue) -> String {
    js::text(error, "name").unwrap_or_default()
}
