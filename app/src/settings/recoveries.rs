use leptos::prelude::*;
use wire::paths;
use wire::recoveries::{RecoveryApproved, RecoveryPost, RecoveryState, RecoveryView};
use wire::users::AccountView;

use super::panel::{Panel, Rows, action, asked, table};
use super::users::Made;
use crate::el::{El, el};
use crate::ui::day_and_clock;

const HEADS: [&str; 4] = ["利用者", "理由", "始めた人", "操作"];

/// Recoveries that wait for a second one, or for their person.
pub(super) fn recoveries(panel: &Panel, rows: Rows<RecoveryView>, made: Made) -> El {
    let listing = panel.clone();
    let list = move || {
        let all = rows.rows.get().unwrap_or_default();
        let open =
            |row: &&RecoveryView| matches!(row.state, RecoveryState::Waiting | RecoveryState::Approved);
        let lines: Vec<El> = all.iter().filter(open).map(|one| row(&listing, rows, made, one)).collect();
        (!lines.is_empty()).then(|| {
            el("div")
                .class("settings__stack")
                .child(el("h3").text("復旧の手続き"))
                .child(el("p").text(
                    "パスキーをすべてなくした方の手続きです。始めた人とは別の管理者か運用者が認めると、新しいコードが出ます。本人だけではできません。",
                ))
                .child(table("復旧の手続き", &HEADS, lines))
        })
    };
    el("div").show(list)
}

/// The first of the two.
pub(super) fn begin(panel: &Panel, rows: Rows<RecoveryView>, account: &AccountView) -> El {
    let (panel, user_id) = (panel.clone(), account.id.clone());
    asked(
        "復旧を始める",
        "パスキーをすべてなくした方だけの手続きです。始めますか？",
        move || {
            let (acting, user_id) = (panel.clone(), user_id.clone());
            panel.act(
                "復旧を始めました。別の管理者か運用者が認めると、コードが出ます。",
                async move {
                    let (id, operation) = (acting.local.new_id(), acting.local.new_id());
                    let post = RecoveryPost { id, user_id, reason: "パスキーの紛失".to_owned() };
                    let _: RecoveryView = acting.local.post(paths::RECOVERIES, &post, &operation).await?;
                    acting.reload(rows);
                    Ok(())
                },
            );
        },
    )
}

fn row(panel: &Panel, rows: Rows<RecoveryView>, made: Made, recovery: &RecoveryView) -> El {
    let approve = {
        let (panel, id, name) = (panel.clone(), recovery.id.clone(), recovery.name.clone());
        action("認める", false, move || {
            let (acting, id, name) = (panel.clone(), id.clone(), name.clone());
            panel.act("復旧を認めました。コードを本人に渡してください。", async move {
                let operation = acting.local.new_id();
                let path = paths::approve_recovery(&id);
                let approved: RecoveryApproved = acting.local.post(&path, &(), &operation).await?;
                made.set(Some((name, approved.code, approved.expires_at)));
                acting.reload(rows);
                Ok(())
            });
        })
    };
    let cancel = {
        let (panel, id) = (panel.clone(), recovery.id.clone());
        action("取りやめる", true, move || {
            let (acting, id) = (panel.clone(), id.clone());
            panel.act("復旧を取りやめました。", async move {
                let operation = acting.local.new_id();
                let _: RecoveryView =
                    acting.local.post(&paths::cancel_recovery(&id), &(), &operation).await?;
                acting.reload(rows);
                Ok(())
            });
        })
    };
    let waits = recovery.state == RecoveryState::Waiting;
    let until = [&day_and_clock(&recovery.expires_at), "まで"].concat();
    el("tr")
        .child(el("td").child(el("strong").text(recovery.name.clone())).text(until))
        .child(el("td").text(recovery.reason.clone()))
        .child(el("td").text([&recovery.begun_by, "（", &day_and_clock(&recovery.begun_at), "）"].concat()))
        .child(
            el("td").child(el("div").class("settings__actions").opt(waits.then_some(approve)).child(cancel)),
        )
}
