//! 要点: what the officer decides by.

use std::sync::Arc;

use ja::Date;
use ja::era::format_era;
use leptos::prelude::*;
use letters::Letter;
use letters::form::{ITEMS, Item, Section};
use letters::show::item_text;

use super::Pane;
use super::opened::Opened;
use crate::insurers::compare::{self, Row, is_filled, said};
use crate::insurers::intake::{differing, pairs};
use crate::insurers::route::{Route, Tab};
use crate::ui::{Icon, Tone, chip, clock, icon};

/// Of the head of the page, only these say something about the person's state or the writer.
const OF_THE_HEAD: [&str; 4] = ["care_place", "dr_name", "clinic_name", "other_dept"];

/// The five items of the 一次判定, what else changed, what the server found, what the doctor confirmed.
pub(super) fn points(pane: &Pane, open: &Arc<Opened>) -> AnyView {
    view! {
        {against(open)}
        {attention(pane, open)}
        {five_items(open)}
        {open.previous.as_ref().map(|(_, before)| changes(before, &open.letter))}
        {found(open)}
        {confirmed(open)}
    }
    .into_any()
}

/// With which letter this one is compared.
fn against(open: &Opened) -> AnyView {
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
    view! { <p class="points__against">{sentence}</p> }.into_any()
}

/// What the request says differently.
fn attention(pane: &Pane, open: &Opened) -> Option<AnyView> {
    let asked = open.request.as_ref()?;
    let n = differing(&pairs(&asked.request, &open.letter));
    let href = Route::Queue(Some((pane.id.clone(), Tab::Intake))).path();
    (n > 0).then(|| {
        view! {
            <div class="banner banner--warn points__note">
                {icon(Icon::Check)}
                <p class="banner__text">"依頼と違うところが"{n}"か所あります。" <a href=href>"照合を見る"</a></p>
            </div>
        }
        .into_any()
    })
}

/// Warnings of the server's own judgement.
fn found(open: &Opened) -> Option<AnyView> {
    let warnings = open.view.warnings.iter().map(|warning| {
        view! { <li class="points__finding">{icon(Icon::Check)} <span>{warning.message.clone()}</span></li> }
    });
    let warnings: Vec<_> = warnings.collect();
    (!warnings.is_empty()).then(|| {
        view! {
            <h3 class="points__title">"受付のときに見つかった点"</h3>
            <p class="points__help">"サーバーが受け取ったときに見つけ、医師がまだ確かめていない点です。"</p>
            <ul class="points__findings">{warnings}</ul>
        }
        .into_any()
    })
}

fn five_items(open: &Opened) -> AnyView {
    let stars: Vec<&'static Item> = ITEMS.iter().filter(|item| item.star).collect();
    let missing = stars.iter().filter(|item| item_text(item, &open.letter).is_empty()).count();
    let summary = match missing {
        0 => chip(Tone::Done, Icon::Done, "5項目すべて記入あり"),
        n => chip(Tone::Error, Icon::Fix, ["記入のない項目が", &n.to_string(), "つあります"].concat()),
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
    view! { <h3 class="points__title">"一次判定に使う5項目" {summary}</h3> {table} }.into_any()
}

/// The five items when there is nothing to compare with.
fn alone(stars: &[&'static Item], letter: &Letter) -> AnyView {
    let rows = stars.iter().map(|item| {
        let text = item_text(item, letter);
        view! {
            <tr class="compare__row">
                <th scope="row">{item.label}</th>
                <td data-label="今回" class="compare__now">{said(&text)}</td>
                <td>{is_filled(!text.is_empty())}</td>
            </tr>
        }
    });
    view! {
        <table class="compare">
            <caption class="visually-hidden">"一次判定に使う5項目"</caption>
            <thead><tr><th scope="col">"項目"</th><th scope="col">"今回"</th><th scope="col">"記入"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// そのほかの変化.
fn changes(before: &Letter, now: &Letter) -> AnyView {
    let matters = |row: &Row| {
        !row.item.star && (row.item.section != Section::Basics || OF_THE_HEAD.contains(&row.item.key))
    };
    let (changed, same): (Vec<Row>, Vec<Row>) =
        compare::rows(before, now).into_iter().filter(matters).partition(Row::is_changed);
    let title = view! {
        <h3 class="points__title">
            "そのほかの変化"
            <span class="points__count">{changed.len()} "項目・変わらない" {same.len()} "項目は「全文」に"</span>
        </h3>
    };
    let body = if changed.is_empty() {
        view! { <p class="points__help">"前回と変わったところはありません。"</p> }.into_any()
    } else {
        compare::table("そのほかの変化", sides(), "変化", changed, false)
    };
    view! { {title} {body} }.into_any()
}

fn sides() -> [String; 2] {
    ["前回".to_owned(), "今回".to_owned()]
}

/// 医師が確かめて送った点.
fn confirmed(open: &Opened) -> AnyView {
    let lines: Vec<_> = open
        .view
        .confirmations
        .iter()
        .map(|confirmation| {
            view! {
                <li class="points__finding">
                    {icon(Icon::Check)}
                    <span>{open.sentence(&confirmation.rule, &confirmation.field)}</span>
                    <span class="points__by">{confirmation.name.clone()} " 医師が確認　" {clock(&confirmation.at)}</span>
                </li>
            }
        })
        .collect();
    let body = if lines.is_empty() {
        view! { <p class="points__help">"確かめが必要な点はありませんでした。"</p> }.into_any()
    } else {
        view! { <ul class="points__findings">{lines}</ul> }.into_any()
    };
    view! { <h3 class="points__title">"医師が確かめて送った点"</h3> {body} }.into_any()
}
