use leptos::prelude::*;
use wire::paths;
use wire::sessions::SessionView;

use super::panel::{Panel, Rows, asked, nothing, table};
use crate::el::{El, el};
use crate::ui::{Icon, Tone, badge, day_and_clock};

const HEADS: [&str; 4] = ["端末", "サインイン", "最後の操作", "操作"];

/// One's own sessions.
pub(super) fn sessions(panel: &Panel) -> El {
    let rows: Rows<SessionView> = panel.rows(paths::SESSIONS);
    let listing = panel.clone();
    let list = move || {
        let sessions = rows.rows.get().unwrap_or_default();
        let lines: Vec<El> = sessions.iter().map(|session| row(&listing, rows, session)).collect();
        (!lines.is_empty()).then(|| table("サインイン中の端末", &HEADS, lines))
    };
    el("div")
        .class("settings__stack")
        .child(el("p").text("覚えのない端末があったら、終わらせて、管理者に伝えてください。"))
        .child(nothing(rows, "サインイン中の端末はありません。"))
        .child(el("div").show(list))
}

fn row(panel: &Panel, rows: Rows<SessionView>, session: &SessionView) -> El {
    let (id, ending) = (session.id.clone(), panel.clone());
    let end = move || {
        let (panel, id) = (ending.clone(), id.clone());
        ending.act("サインインを終わらせました。", async move {
            panel.local.delete(&paths::session(&id)).await?;
            panel.reload(rows);
            Ok(())
        });
    };
    let current = session.current.then(|| badge(Tone::Done, Icon::Terminal, "この画面"));
    let actions = match session.current {
        true => el("span").text("右上の「ロック・サインアウト」から"),
        false => asked("終わらせる", "その端末では、もう送信できなくなります。", end),
    };
    el("tr")
        .child(el("td").text(session.terminal_name.clone()).opt(current))
        .child(el("td").text(day_and_clock(&session.begun_at)))
        .child(el("td").text(day_and_clock(&session.seen_at)))
        .child(el("td").child(actions))
}
