//! From what was measured to what a person reads.

use leptos::prelude::*;
use wire::terminals::TerminalKind;

use crate::local::{Connection, Local};
use crate::ui::{instant_day, whole_day};

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    /// Nothing goes on here.
    Stop,
    /// Something is to be done soon.
    Soon,
    /// Good.
    Good,
}

/// What can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    None,
    /// Measure again.
    Measure,
    /// Another page.
    Link(&'static str, &'static str),
    /// Ask the browser to keep the storage.
    Persist,
    /// A new certificate.
    Renew,
}

/// One check.
#[derive(Debug, Clone)]
pub(super) struct Check {
    pub(super) grade: Grade,
    pub(super) word: String,
    pub(super) name: &'static str,
    pub(super) sentence: String,
    pub(super) remedy: Remedy,
}

/// From so many days before its end a certificate can be renewed.
const RENEW_DAYS: i32 = 90;
/// Less room than this is little: letters are small, the program and its fonts are not.
const LITTLE: u64 = 200_000_000;
/// A clock that is further off than this makes wrong dates.
const SKEW_SECONDS: f64 = 60.0;

/// Every check, in the order of the way to the insurer.
pub(super) fn checks(local: &Local, found: &Connection) -> Vec<Check> {
    let mut all = vec![network(found)];
    all.extend(certificate(local, found));
    all.extend(place(found));
    all.push(passkeys(local));
    all.extend(vault(local));
    all.extend([offline(found), storage(local)]);
    all.extend(room(local));
    all.extend(time(found));
    all
}

fn good(name: &'static str, sentence: impl Into<String>, remedy: Remedy) -> Check {
    Check { grade: Grade::Good, word: "よし".to_owned(), name, sentence: sentence.into(), remedy }
}

fn network(found: &Connection) -> Check {
    let name = "インターネット";
    match found.view {
        Some(_) => good(name, format!("受付サーバーにつながっています（応答 {}ミリ秒）。", found.took_ms), Remedy::Measure),
        None => Check {
            grade: Grade::Stop,
            word: "つながりません".to_owned(),
            name,
            sentence: "受付サーバーから答えがありません。Wi-Fiや回線を確かめてください。書いた意見書はこの端末に残り、つながると送られます。".to_owned(),
            remedy: Remedy::Measure,
        },
    }
}

fn certificate(local: &Local, found: &Connection) -> Option<Check> {
    let name = "端末の電子証明書";
    let view = found.view.as_ref()?;
    let Some(terminal) = &view.terminal else {
        let why = view.refusal.as_ref();
        return Some(Check {
            grade: Grade::Stop,
            word: "使えません".to_owned(),
            name,
            sentence: why.map_or_else(String::new, |why| {
                [why.title.as_str(), why.action.as_deref().unwrap_or_default()].concat()
            }),
            remedy: Remedy::Link("証明書の入れ方", "/terminal"),
        });
    };
    if terminal.kind == TerminalKind::Demo {
        return Some(good(name, "デモの画面です。証明書は使っていません。", Remedy::None));
    }
    let left = instant_day(&terminal.not_after).map(|end| end.days_since(local.today()))?;
    let end = whole_day(&terminal.not_after);
    let remedy = if terminal.kind == TerminalKind::Own { Remedy::Renew } else { Remedy::None };
    Some(match left {
        ..=RENEW_DAYS => Check {
            grade: Grade::Soon,
            word: format!("あと{}日", left.max(0)),
            name,
            sentence: format!(
                "「{}」の有効期限は{end}です。期限を過ぎると、この端末では開けなくなります。",
                terminal.name
            ),
            remedy,
        },
        _ => good(name, format!("「{}」の証明書です。有効期限は{end}です。", terminal.name), Remedy::None),
    })
}

fn place(found: &Connection) -> Option<Check> {
    let place = found.view.as_ref()?.place.clone()?;
    Some(good("事業所の認証", [&place, "として認証されています。"].concat(), Remedy::None))
}

fn passkeys(local: &Local) -> Check {
    let name = "本人確認（パスキー）";
    let link = Remedy::Link("パスキーを見る", "/settings/passkeys");
    let me = local.me().get_untracked();
    let who = me.as_ref().map(|me| me.user.name.clone()).unwrap_or_default();
    match me.and_then(|me| me.session) {
        None if !local.has_vault() => good(name, "デモの画面です。サインインなしで使えます。", Remedy::None),
        None => Check {
            grade: Grade::Soon,
            word: "未確認".to_owned(),
            name,
            sentence: "サインインしていません。書くことはできます。送信の前に、右上の「サインイン」を押してください。".to_owned(),
            remedy: Remedy::None,
        },
        Some(session) if session.passkeys < 2 => Check {
            grade: Grade::Soon,
            word: "1つだけ".to_owned(),
            name,
            sentence: format!("{who}さんのパスキーは1つだけです。端末をなくしたときのために、もう1つ登録してください。"),
            remedy: Remedy::Link("パスキーを加える", "/settings/passkeys"),
        },
        Some(session) => good(name, format!("{who}さんのパスキーが{}つ登録されています。", session.passkeys), link),
    }
}

/// Whether what is only here can be read when every passkey is lost.
fn vault(local: &Local) -> Option<Check> {
    let name = "保管庫の復旧";
    let ways = local.vault_ways()?;
    let link = Remedy::Link("保管庫を見る", "/settings/vault");
    Some(match (ways.recovery, ways.passphrase) {
        (true, _) => good(name, "パスキーをなくしても、医療機関の復旧キーで開きます。", link),
        (false, true) => good(name, "パスキーをなくしても、あなたのパスフレーズで開きます。", link),
        (false, false) => Check {
            grade: Grade::Soon,
            word: "復旧キーなし".to_owned(),
            name,
            sentence: "いまパスキーをすべてなくすと、この端末で書いて送っていない意見書を取り出せません。医療機関の管理者が、設定の「この端末の保管庫」で復旧キーを作ってください。".to_owned(),
            remedy: link,
        },
    })
}

fn offline(found: &Connection) -> Check {
    let name = "オフラインでの作成";
    match found.works_offline {
        true => good(name, "画面と様式はこの端末に入っています。通信が切れても書けます。", Remedy::None),
        false => Check {
            grade: Grade::Soon,
            word: "準備中".to_owned(),
            name,
            sentence:
                "画面と様式を、この端末に入れているところです。このまま少し待って、測り直してください。"
                    .to_owned(),
            remedy: Remedy::Measure,
        },
    }
}

fn storage(local: &Local) -> Check {
    let name = "この端末の保存";
    match local.storage().get_untracked().persisted {
        Some(true) => good(name, "ブラウザーが自動で消さない設定になっています。", Remedy::None),
        _ => Check {
            grade: Grade::Soon,
            word: "約束なし".to_owned(),
            name,
            sentence: "容量が足りなくなると、ブラウザーが内容を消すことがあります。送っていない意見書をためないでください。".to_owned(),
            remedy: Remedy::Persist,
        },
    }
}

fn room(local: &Local) -> Option<Check> {
    let name = "この端末の空き容量";
    let view = local.storage().get_untracked();
    let left = view.quota?.saturating_sub(view.used?);
    Some(match left {
        ..LITTLE => Check {
            grade: Grade::Soon,
            word: "残りわずか".to_owned(),
            name,
            sentence: format!("残りは{}MBです。端末の不要なファイルを消してください。", left / 1_000_000),
            remedy: Remedy::Measure,
        },
        _ if left >= 1_000_000_000 => {
            good(name, format!("残りは約{}GBです。", left / 1_000_000_000), Remedy::None)
        }
        _ => good(name, format!("残りは{}MBです。", left / 1_000_000), Remedy::None),
    })
}

fn time(found: &Connection) -> Option<Check> {
    let name = "時計";
    let skew = found.skew_seconds?;
    Some(match skew.abs() {
        off if off > SKEW_SECONDS => Check {
            grade: Grade::Soon,
            word: "ずれています".to_owned(),
            name,
            sentence: format!(
                "この端末の時計は、受付サーバーと{off:.0}秒ずれています。日付と時刻を自動で合わせる設定にしてください。"
            ),
            remedy: Remedy::Measure,
        },
        off => good(name, format!("受付サーバーとのずれは{off:.1}秒です。"), Remedy::Measure),
    })
}
