use leptos::prelude::*;
use wire::paths;
use wire::terminals::{EnrolmentCodePost, EnrolmentCodeView, TerminalView};

use super::panel::{Panel, Rows, action, asked, code_card, nothing, table};
use crate::access::{Field, field};
use crate::el::{El, el};
use crate::local::Trouble;
use crate::ui::{Icon, Tone, badge, day_and_clock, instant_day, whole_day};

const HEADS: [&str; 4] = ["端末", "証明書の有効期限", "状態", "操作"];
const CODES: [&str; 2] = ["端末の名前", "登録コードの期限"];
const ENROL: &str = "新しい端末のブラウザーで、このシステムのアドレスを開くと、登録コードを入れる画面が出ます。そこで証明書を受け取れます。";

/// Terminals of the place.
pub(super) fn terminals(panel: &Panel) -> El {
    let rows: Rows<TerminalView> = panel.rows(paths::TERMINALS);
    let codes: Rows<EnrolmentCodeView> = panel.rows(paths::ENROLMENT_CODES);
    let made = RwSignal::new(None::<EnrolmentCodeView>);
    let listing = panel.clone();
    let list = move || {
        let terminals = rows.rows.get().unwrap_or_default();
        let lines: Vec<El> = terminals.iter().map(|terminal| row(&listing, rows, terminal)).collect();
        (!lines.is_empty()).then(|| table("端末", &HEADS, lines))
    };
    let waiting = move || {
        let waiting = codes.rows.get().unwrap_or_default();
        let lines = waiting.iter().filter(|code| code.terminal_id.is_none()).map(|code| {
            el("tr")
                .child(el("td").text(code.name.clone()))
                .child(el("td").text(day_and_clock(&code.expires_at)))
        });
        let lines: Vec<El> = lines.collect();
        (!lines.is_empty()).then(|| {
            el("div")
                .class("settings__stack")
                .child(el("h3").text("まだ使われていない登録コード"))
                .child(table("登録コード", &CODES, lines))
        })
    };
    let code = move || {
        let made = made.get()?;
        let digits = made.code.unwrap_or_else(|| "（表示は一度だけです。もう一度作ってください）".to_owned());
        Some(code_card([&made.name, "の登録コード"].concat(), digits, &made.expires_at, ENROL))
    };
    el("div")
        .class("settings__stack")
        .show(code)
        .child(nothing(rows, "登録した端末はまだありません。"))
        .child(el("div").show(list))
        .child(new(panel, codes, made))
        .child(el("div").show(waiting))
}

fn new(panel: &Panel, codes: Rows<EnrolmentCodeView>, made: RwSignal<Option<EnrolmentCodeView>>) -> El {
    let name = RwSignal::new(String::new());
    let making = panel.clone();
    let make = move || {
        let panel = making.clone();
        making.act("登録コードを作りました。", async move {
            let typed = name.get_untracked().trim().to_owned();
            if typed.is_empty() {
                return Err(Trouble::here(
                    "terminal.name",
                    "端末の名前を入力してください。",
                    "診察室1、往診用タブレットなど。",
                ));
            }
            let operation = panel.local.new_id();
            let post = EnrolmentCodePost { name: typed };
            let code = panel.local.post(paths::ENROLMENT_CODES, &post, &operation).await?;
            made.set(Some(code));
            name.set(String::new());
            panel.reload(codes);
            Ok(())
        });
    };
    let pressed = make.clone();
    el("div")
        .class("card settings__form")
        .child(el("h3").text("端末を加える"))
        .child(field(
            Field {
                id: "terminal-name",
                label: "端末の名前",
                help: "診察室1、往診用タブレットなど、40文字まで。",
            },
            name,
            make,
        ))
        .child(el("p").child(action("登録コードを作る", false, pressed)))
}

fn row(panel: &Panel, rows: Rows<TerminalView>, terminal: &TerminalView) -> El {
    let (id, revoking) = (terminal.id.clone(), panel.clone());
    let revoke = move || {
        let (panel, id) = (revoking.clone(), id.clone());
        revoking.act(
            "証明書を失効させました。数秒のうちに、その端末では開けなくなります。",
            async move {
                let operation = panel.local.new_id();
                let _: TerminalView = panel.local.post(&paths::revoke(&id), &(), &operation).await?;
                panel.reload(rows);
                Ok(())
            },
        );
    };
    let today = panel.local.today();
    let left = instant_day(&terminal.not_after).map(|end| end.days_since(today));
    let state = match (&terminal.revoked_at, left) {
        (Some(at), _) => badge(Tone::Plain, Icon::Close, ["失効（", &day_and_clock(at), "）"].concat()),
        (None, Some(..0)) => badge(Tone::Alarm, Icon::Clock, "期限切れ"),
        (None, Some(days @ 0..=90)) => badge(Tone::Warn, Icon::Check, format!("あと{days}日")),
        _ => badge(Tone::Done, Icon::Done, "使用中"),
    };
    let current = terminal.current.then(|| badge(Tone::Plain, Icon::Terminal, "この端末"));
    let end = if terminal.not_after.is_empty() {
        "なし（デモ）".to_owned()
    } else {
        whole_day(&terminal.not_after)
    };
    let can_go = terminal.revoked_at.is_none();
    el("tr")
        .child(el("td").child(el("strong").text(terminal.name.clone())).opt(current))
        .child(el("td").text(end))
        .child(el("td").child(state))
        .child(el("td").opt(can_go.then(|| {
            asked("失効させる", "なくした・処分する端末ですか？ その端末ではすぐに開けなくなります。", revoke)
        })))
}
