use leptos::prelude::*;
use wire::paths;
use wire::terminals::TerminalView;
use wire::tokens::{ProgramAdded, ProgramPost, ProgramView};

use super::panel::{Panel, Rows, action, asked, nothing, table};
use super::user_place::is_operator;
use crate::access::{Field, field};
use crate::el::{El, el};
use crate::local::Trouble;
use crate::ui::{Icon, Tone, badge, day_and_clock, save_text, whole_day};

const HEADS: [&str; 5] = ["連携ソフト", "端末", "最後の利用", "状態", "操作"];

/// Programs of the place that send letters, each with a token for one terminal.
pub(super) fn programs(panel: &Panel) -> El {
    let rows: Rows<ProgramView> = panel.rows(paths::PROGRAMS);
    let terminals: Rows<TerminalView> = panel.rows(paths::TERMINALS);
    let made = RwSignal::new(None::<ProgramAdded>);
    let listing = panel.clone();
    let list = move || {
        let programs = rows.rows.get().unwrap_or_default();
        let terminals = terminals.rows.get().unwrap_or_default();
        let lines: Vec<El> =
            programs.iter().rev().map(|program| row(&listing, rows, &terminals, program)).collect();
        (!lines.is_empty()).then(|| table("連携ソフト", &HEADS, lines))
    };
    el("div")
        .class("settings__stack")
        .child(el("p").text(
            "電子カルテや文書作成ソフトが意見書を送るときは、その端末の証明書と、ここで作るトークンの両方が要ります。トークンは、選んだ端末でだけ使えます。",
        ))
        .show(move || made.get().map(|added| token(&added)))
        .child(nothing(rows, "連携ソフトはまだありません。"))
        .child(el("div").show(list))
        .opt((!is_operator(panel)).then(|| new(panel, (rows, terminals), made)))
}

/// The token, the one time it can be seen.
fn token(added: &ProgramAdded) -> El {
    let (program, text) = (&added.program, added.token.clone());
    let shown = if text.is_empty() {
        "（表示は一度だけです。もう一度作ってください）".to_owned()
    } else {
        text.clone()
    };
    let until =
        ["期限 ", &whole_day(&program.expires_at), "。端末の証明書を更新したときは、作り直してください。"]
            .concat();
    el("div")
        .class("card settings__code")
        .attr("role", "status")
        .child(
            el("p")
                .child(el("strong").text(
                    [&program.name, "のトークン（この画面を離れると、二度と表示されません）"].concat(),
                )),
        )
        .child(el("p").class("settings__digits").text(shown))
        .child(el("p").text(until))
        .child(el("p").text(
            "その端末の連携ソフトに入れてください。ほかの人に見せたり、メールで送ったりしないでください。",
        ))
        .child(
            el("p")
                .child(action("ファイルに保存する", false, move || save_text("token.txt", &text))),
        )
}

fn new(
    panel: &Panel,
    (rows, terminals): (Rows<ProgramView>, Rows<TerminalView>),
    made: RwSignal<Option<ProgramAdded>>,
) -> El {
    let (name, chosen) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let making = panel.clone();
    let make = move || {
        let panel = making.clone();
        making.act("トークンを作りました。", async move {
            let typed = name.get_untracked().trim().to_owned();
            if typed.is_empty() {
                return Err(Trouble::here(
                    "program.name",
                    "連携ソフトの名前を入力してください。",
                    "電子カルテの製品名など、あとで見分けられる名前です。",
                ));
            }
            let terminal_id = chosen.get_untracked();
            if terminal_id.is_empty() {
                return Err(Trouble::here(
                    "program.terminal",
                    "連携ソフトを使う端末を選んでください。",
                    "トークンは、その端末の証明書と一緒のときだけ使えます。",
                ));
            }
            let (id, operation) = (panel.local.new_id(), panel.local.new_id());
            let post = ProgramPost { id, name: typed, terminal_id };
            made.set(None);
            let added: ProgramAdded = panel.local.post(paths::PROGRAMS, &post, &operation).await?;
            made.set(Some(added));
            name.set(String::new());
            panel.reload(rows);
            Ok(())
        });
    };
    let pressed = make.clone();
    let now = panel.local.now();
    let options = move || {
        let all = terminals.rows.get().unwrap_or_default();
        let in_use =
            all.into_iter().filter(|terminal| terminal.revoked_at.is_none() && terminal.not_after > now);
        let named = in_use.map(|terminal| el("option").attr("value", terminal.id).text(terminal.name));
        [el("option").attr("value", "").text("選んでください")].into_iter().chain(named).collect()
    };
    let select = el("select")
        .class("input")
        .attr("id", "program-terminal")
        .on("change", move |event| chosen.set(event_target_value(&event)))
        .list(options);
    el("div")
        .class("card settings__form")
        .child(el("h3").text("連携ソフトを加える"))
        .child(field(
            Field {
                id: "program-name",
                label: "連携ソフトの名前",
                help: "電子カルテの製品名など、40文字まで。送った意見書に、この名前が残ります。",
            },
            name,
            make,
        ))
        .child(
            el("div")
                .class("field")
                .child(el("label").class("field__label").attr("for", "program-terminal").text("使う端末"))
                .child(select),
        )
        .child(el("p").text("操作の前に、あなたのパスキーの確認があります。"))
        .child(el("p").child(action("トークンを作る", false, pressed)))
}

fn row(panel: &Panel, rows: Rows<ProgramView>, terminals: &[TerminalView], program: &ProgramView) -> El {
    let (id, revoking) = (program.id.clone(), panel.clone());
    let revoke = move || {
        let (panel, id) = (revoking.clone(), id.clone());
        revoking.act("トークンを失効させました。もう使えません。", async move {
            panel.local.delete(&paths::program(&id)).await?;
            panel.reload(rows);
            Ok(())
        });
    };
    let terminal = terminals.iter().find(|terminal| terminal.id == program.terminal_id);
    let is_gone = terminal.is_some_and(|terminal| terminal.revoked_at.is_some());
    let is_over = program.expires_at <= panel.local.now();
    let state = match &program.revoked_at {
        Some(at) => badge(Tone::Plain, Icon::Close, ["失効（", &day_and_clock(at), "）"].concat()),
        None if is_over => badge(Tone::Alarm, Icon::Clock, "期限切れ"),
        None if is_gone => badge(Tone::Warn, Icon::Check, "端末の証明書が失効"),
        None => badge(Tone::Done, Icon::Done, "使用中"),
    };
    let used = program.used_at.as_deref().map_or_else(|| "まだありません".to_owned(), day_and_clock);
    let until = ["期限 ", &whole_day(&program.expires_at)].concat();
    let can_go = program.revoked_at.is_none();
    el("tr")
        .child(el("td").child(el("strong").text(program.name.clone())).text(until))
        .child(
            el("td").text(
                terminal.map_or_else(|| "（わかりません）".to_owned(), |terminal| terminal.name.clone()),
            ),
        )
        .child(el("td").text(used))
        .child(el("td").child(state))
        .child(el("td").opt(can_go.then(|| {
            asked("失効させる", "この連携ソフトからは、もう送れなくなります。失効させますか？", revoke)
        })))
}
