//! 要点: what the officer decides by.

use std::sync::Arc;

use ja::Date;
use ja::era::format_era;
use letters::Letter;
use letters::form::{ITEMS, Item, Section};
use letters::show::item_text;

use super::Pane;
use super::opened::Opened;
use crate::el::{El, el};
use crate::insurers::compare::{self, Row, is_filled, said};
use crate::insurers::intake::{differing, pairs};
use crate::insurers::route::{Route, Tab};
use crate::ui::{Icon, Tone, badge, clock, sign};

/// Of the head of the page, only these say something about the person's state or the writer.
const OF_THE_HEAD: [&str; 4] = ["care_place", "dr_name", "clinic_name", "other_dept"];

/// The five items of the 一次判定, what else changed, what the server found, what the doctor confirmed.
pub(super) fn points(pane: &Pane, open: &Arc<Opened>) -> Vec<El> {
    let mut parts = vec![against(open)];
    parts.extend(attention(pane, open));
    parts.extend(five_items(open));
    if let Some((_, before)) = &open.previous {
        parts.extend(changes(before, &open.letter));
    }
    parts.extend(found(open));
    parts.extend(confirmed(open));
    parts
}

/// With which letter this one is compared.
fn against(open: &Opened) -> El {
    let sentence = match &open.previous {
        Some((previous, _)) => {
            let day =
                Date::parse_iso(&previous.entry_date).map_or_else(|| previous.entry_date.clone(), format_era);
            let writer = if previous.dr_name == open.view.line.dr_name {
                "同じ医師".to_owned()
            } else {
                [&previous.dr_name, " 医師"].concat()
            };
            ["前回：", &day, "（", &writer, "）と比べています"].concat()
        }
        None => "この医療機関からの前回の意見書はありません".to_owned(),
    };
    el("p").class("points__against").text(sentence)
}

/// What the request says differently.
fn attention(pane: &Pane, open: &Opened) -> Option<El> {
    let asked = open.request.as_ref()?;
    let n = differing(&pairs(&asked.request, &open.letter));
    let href = Route::Queue(Some((pane.id.clone(), Tab::Intake))).path();
    (n > 0).then(|| {
        let words = ["依頼と違うところが", &n.to_string(), "か所あります。 "].concat();
        let link = el("a").attr("href", href).text("照合を見る");
        el("div")
            .class("banner banner--warn points__note")
            .child(sign(Icon::Check))
            .child(el("p").class("banner__text").text(words).child(link))
    })
}

/// Warnings of the server's own judgement.
fn found(open: &Opened) -> Vec<El> {
    if open.view.warnings.is_empty() {
        return Vec::new();
    }
    let warnings = open.view.warnings.iter().map(|warning| finding(warning.message.clone()));
    let help = "サーバーが受け取ったときに見つけ、医師がこの内容では確かめていない点です。";
    vec![
        el("h3").class("points__title").text("受付のときに見つかった点"),
        el("p").class("points__help").text(help),
        el("ul").class("points__findings").each(warnings),
    ]
}

fn finding(sentence: String) -> El {
    el("li").class("points__finding").child(sign(Icon::Check)).child(el("span").text(sentence))
}

fn five_items(open: &Opened) -> Vec<El> {
    let stars: Vec<&'static Item> = ITEMS.iter().filter(|item| item.star).collect();
    let missing = stars.iter().filter(|item| item_text(item, &open.letter).is_empty()).count();
    let summary = match missing {
        0 => badge(Tone::Done, Icon::Done, "5項目すべて記入あり"),
        n => badge(Tone::Error, Icon::Fix, ["記入のない項目が", &n.to_string(), "つあります"].concat()),
    };
    let table = match &open.previous {
        Some((_, before)) => {
            let row = |item: &&'static Item| Row {
                item,
                before: item_text(item, before),
                after: item_text(item, &open.letter),
            };
            compare::table("一次判定に使う5項目", sides(), "変化", stars.iter().map(row).collect(), true)
        }
        None => alone(&stars, &open.letter),
    };
    vec![el("h3").class("points__title").text("一次判定に使う5項目 ").child(summary), table]
}

/// The five items when there is nothing to compare with.
fn alone(stars: &[&'static Item], letter: &Letter) -> El {
    let rows = stars.iter().map(|item| {
        let text = item_text(item, letter);
        compare::line(false)
            .child(el("th").attr("scope", "row").text(item.label))
            .child(el("td").attr("data-label", "今回").class("compare__now").child(said(&text)))
            .child(el("td").child(is_filled(!text.is_empty())))
    });
    let columns = ["項目", "今回", "記入"].map(str::to_owned).into();
    compare::head("compare", "一次判定に使う5項目", columns).child(el("tbody").each(rows))
}

/// そのほかの変化.
fn changes(before: &Letter, now: &Letter) -> Vec<El> {
    let matters = |row: &Row| {
        !row.item.star && (row.item.section != Section::Basics || OF_THE_HEAD.contains(&row.item.key))
    };
    let (changed, same): (Vec<Row>, Vec<Row>) =
        compare::rows(before, now).into_iter().filter(matters).partition(Row::is_changed);
    let count = [&changed.len().to_string(), "項目・変わらない", &same.len().to_string(), "項目は「全文」に"]
        .concat();
    let title = el("h3")
        .class("points__title")
        .text("そのほかの変化 ")
        .child(el("span").class("points__count").text(count));
    let body = if changed.is_empty() {
        el("p").class("points__help").text("前回と変わったところはありません。")
    } else {
        compare::table("そのほかの変化", sides(), "変化", changed, false)
    };
    vec![title, body]
}

fn sides() -> [String; 2] {
    ["前回".to_owned(), "今回".to_owned()]
}

/// 医師が確かめて送った点.
fn confirmed(open: &Opened) -> Vec<El> {
    let lines = open.view.confirmations.iter().map(|confirmation| {
        let by = [&confirmation.name, " 医師が確認　", &clock(&confirmation.at)].concat();
        finding(open.sentence(&confirmation.rule, &confirmation.field))
            .child(el("span").class("points__by").text(by))
    });
    let body = match (open.view.confirmations.is_empty(), open.view.warnings.is_empty()) {
        (false, _) => el("ul").class("points__findings").each(lines),
        (true, true) => el("p").class("points__help").text("確かめが必要な点はありませんでした。"),
        (true, false) => el("p").class("points__help").text("医師が確かめて送った点はありません。"),
    };
    vec![el("h3").class("points__title").text("医師が確かめて送った点"), body]
}
