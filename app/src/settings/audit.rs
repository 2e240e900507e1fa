use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::audit::AuditView;
use wire::page::Page;
use wire::paths;

use super::audit_words::{because, what};
use super::panel::{Panel, action, table};
use crate::el::{El, el};
use crate::ui::{Icon, Tone, badge, day_and_clock};

const HEADS: [&str; 6] = ["番号", "日時", "だれが", "何を", "認めた理由", "だれが見たか"];

/// Who did or saw what, newest first; of one person, who looked.
pub(super) fn audit(panel: &Panel) -> El {
    let person = RwSignal::new(String::new());
    let rows = RwSignal::new(Vec::<AuditView>::new());
    let next = RwSignal::new(None::<String>);
    let looked = RwSignal::new(false);
    let asking = panel.clone();
    let ask = move |cursor: Option<String>| {
        let (local, trouble) = (asking.local.clone(), asking.trouble);
        let person = person.get_untracked();
        let mut path = if person.is_empty() { paths::AUDIT.to_owned() } else { paths::looks(&person) };
        if let Some(cursor) = &cursor {
            path.push_str(&["?cursor=", cursor].concat());
        }
        spawn_local(async move {
            // The screen may be gone meanwhile.
            match local.get::<Page<AuditView>>(&path).await {
                Ok(page) => {
                    let _ = rows.try_update(|rows| {
                        if cursor.is_none() {
                            rows.clear();
                        }
                        rows.extend(page.items);
                    });
                    let _ = next.try_set(page.next);
                    let _ = looked.try_set(true);
                }
                Err(why) => _ = trouble.try_set(Some(why)),
            }
        });
    };
    ask(None);
    let requests = panel.local.requests();
    let choosing = ask.clone();
    let options = move || {
        let listing = requests.get();
        let named = listing.items.iter().map(|request| {
            let name =
                request.request.person.get("pt_name").and_then(|name| name.as_str()).unwrap_or_default();
            let words = [name, "（申請 ", &request.request.apply_date, "）"].concat();
            el("option").attr("value", request.id.clone()).text(words)
        });
        [el("option").attr("value", "").text("すべての操作")].into_iter().chain(named).collect()
    };
    let select = el("select")
        .class("input")
        .attr("id", "audit-person")
        .attr("aria-describedby", "audit-help")
        .on("change", move |event| {
            person.set(event_target_value(&event));
            choosing(None);
        })
        .list(options);
    let looking = ask.clone();
    let choose = move |id: String| {
        person.set(id);
        looking(None);
    };
    let all = choose.clone();
    let of_whom = move || {
        let all = all.clone();
        (!person.get().is_empty()).then(|| {
            el("p")
                .class("settings__actions")
                .child(el("strong").text("お一人について、見た人・操作した人だけを並べています。"))
                .child(action("すべての操作に戻す", false, move || all(String::new())))
        })
    };
    let list = move || {
        let chosen = person.get();
        let lines: Vec<El> = rows.get().iter().map(|event| row(event, &chosen, &choose)).collect();
        (!lines.is_empty()).then(|| table("操作の記録", &HEADS, lines))
    };
    let more = move || {
        let cursor = next.get()?;
        let ask = ask.clone();
        Some(action("続きを見る", false, move || ask(Some(cursor.clone()))))
    };
    el("div")
        .class("settings__stack")
        .child(
            el("div")
                .class("field")
                .child(el("label").class("field__label").attr("for", "audit-person").text("だれについての記録か"))
                .child(
                    el("p")
                        .class("field__help")
                        .attr("id", "audit-help")
                        .text("人を選ぶか、表の「だれが見たか」を押すと、その方の記録を見た人・操作した人だけが並びます。この一覧を見たことも記録されます。"),
                )
                .child(select),
        )
        .child(el("div").show(of_whom))
        .child(el("p").attr("role", "status").live_text(move || match (looked.get(), rows.with(Vec::is_empty)) {
            (false, _) => "読み込んでいます…",
            (true, true) => "記録はありません。",
            (true, false) => "",
        }))
        .child(el("div").show(list))
        .child(el("p").show(more))
}

fn row(event: &AuditView, chosen: &str, choose: &(impl Fn(String) + Clone + 'static)) -> El {
    let who = match (event.name.is_empty(), event.who.as_str()) {
        (false, _) => event.name.clone(),
        (true, "server") => "サーバー".to_owned(),
        (true, "operator") => "運用者".to_owned(),
        (true, "") => "だれか（サインイン前）".to_owned(),
        // People of another organisation go by its name.
        (true, _) => "（氏名は表示しません）".to_owned(),
    };
    let refused = event.refused.as_ref().map(|_| badge(Tone::Warn, Icon::Close, "断りました"));
    el("tr")
        .child(el("td").text(event.number.to_string()))
        .child(el("td").class("nowrap").text(day_and_clock(&event.at)))
        .child(el("td").child(el("strong").text(who)).text(event.place_name.clone()))
        .child(el("td").text(what(&event.action)).opt(refused))
        .child(el("td").text(because(&event.because)))
        .child(el("td").opt(looks(event, chosen, choose)))
}

/// From an event about one person to everybody who looked at that person.
fn looks(event: &AuditView, chosen: &str, choose: &(impl Fn(String) + Clone + 'static)) -> Option<El> {
    let [person] = event.people.as_slice() else { return None };
    let (person, choose) = (person.clone(), choose.clone());
    chosen.is_empty().then(|| action("だれが見たか", false, move || choose(person.clone())))
}
