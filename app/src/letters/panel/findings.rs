use leptos::prelude::*;
use letters::form::{Cell, QUESTIONS, Section};
use letters::rules::{Finding, Severity};
use letters::{Field, show};

use crate::letters::editor::Editor;
use crate::letters::judged::section_of;
use crate::letters::view::severity;
use crate::letters::{finish, travel};
use crate::ui::{Icon, day_and_clock, icon};

/// A finding as the list shows it.
#[derive(Clone, PartialEq)]
struct Row {
    finding: Finding,
    /// Nobody has left the field yet.
    quiet: bool,
    /// Place, sentence and loudness: what makes two rows the same.
    key: String,
}

/// 確認: everything that is found, the current section first.
pub(super) fn findings(editor: Editor) -> AnyView {
    let section = Memo::new(move |_| editor.get().map_or(Section::Basics, |open| open.section.get()));
    let rows = Memo::new(move |_| {
        editor.track_marks();
        rows(editor)
    });
    let of = move |here: bool| {
        let current = section.get();
        rows.with(|rows| {
            let mine = rows.iter().filter(|row| (section_of(row.finding.at.item) == current) == here);
            mine.cloned().collect::<Vec<_>>()
        })
    };
    let count = move |here: bool| of(here).len();
    let group = move |here: bool, title: &'static str| {
        let about = move || if here { short(section.get(), count(true)) } else { format!("{}件", count(false)) };
        view! {
            <div hidden=move || count(here) == 0>
                <h2 class="findings__group">{title} <span>{about}</span></h2>
                <ul class="findings">
                    <For each=move || of(here) key=|row| row.key.clone() children=move |row| view_of(editor, row) />
                </ul>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="panel__body">
            {move || blocked(editor)} {group(true, "この章")} {group(false, "ほかの章")}
            <p class="findings__none" hidden=move || rows.with(|rows| !rows.is_empty())>
                {icon(Icon::Done)} "直すところ、確かめるところはありません。"
            </p>
            {move || confirmed(editor)}
        </div>
        <div class="panel__foot">
            <button type="button" class="button button--wide panel__next" on:click=move |_| travel::go_on(editor, false)>
                "次の項目へ移る" {icon(Icon::Down)}
            </button>
            {finish::button(editor, "button button--filled button--wide panel__finish")}
            <p class="panel__note">"オフラインでも完成できます。送信は、つながったときに一度だけ行います。"</p>
        </div>
    }
    .into_any()
}

fn rows(editor: Editor) -> Vec<Row> {
    let findings = editor.findings();
    let shown = findings.iter().filter(|finding| {
        finding.severity != Severity::Warning || !editor.is_confirmed(finding)
    });
    shown
        .map(|finding| {
            let quiet = finding.severity == Severity::Error && !editor.is_loud(finding.at.item);
            let key = [
                finding.rule.id(),
                &finding.at.path(),
                &finding.message(),
                finding.severity.letter(),
                if quiet { "?" } else { "!" },
            ]
            .concat();
            Row { finding: finding.clone(), quiet, key }
        })
        .collect()
}

/// Once 「完成」 was pressed: why it could not be.
fn blocked(editor: Editor) -> Option<AnyView> {
    editor.track_marks();
    let tally = editor.tally(|_| true);
    if !editor.with(|open| open.attempted.get()) || tally.left() == 0 {
        return None;
    }
    let parts = [("直すところが", tally.fix), ("確かめるところが", tally.check), ("未確認の項目が", tally.copied)];
    let parts: Vec<String> =
        parts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| [*word, &n.to_string(), "件"].concat()).collect();
    let unseen = tally.fix + tally.check == 0;
    Some(
        view! {
            <div class="blocked">
                <h2>"まだ完成できません"</h2>
                <p>{parts.join("、")} "あります。入力はすべて保存されています。"</p>
                {unseen.then(|| view! {
                    <button type="button" class="finding__place" on:click=move |_| travel::go_on(editor, false)>
                        "未確認の項目へ"
                    </button>
                })}
            </div>
        }
        .into_any(),
    )
}

fn view_of(editor: Editor, row: Row) -> AnyView {
    let Row { finding, quiet, .. } = row;
    let (_, sign, word) = severity(finding.severity);
    let at = finding.at;
    let class = if quiet { "finding finding--quiet" } else { "finding" };
    let confirmable = finding.severity == Severity::Warning;
    let message = finding.message();
    let confirmed = finding.clone();
    view! {
        <li class=class data-severity=finding.severity.letter()>
            <p class="finding__word">{icon(if quiet { Icon::Open } else { sign })} {word}</p>
            <button type="button" class="finding__place" on:click=move |_| travel::go(editor, at)>{place(at)}</button>
            <p class="finding__text">{message}</p>
            {confirmable.then(|| view! {
                <button
                    type="button"
                    class="button button--small finding__confirm"
                    on:click=move |_| confirm(editor, &confirmed)
                >
                    "このままで正しい"
                </button>
            })}
        </li>
    }
    .into_any()
}

/// Confirms, and keeps the focus in the list.
fn confirm(editor: Editor, finding: &Finding) {
    editor.confirm(finding);
    editor.tell(["確かめました：", &place(finding.at)].concat());
    request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        let next = document().query_selector(".panel .finding__confirm, .panel .finding__place, .panel__next").ok().flatten();
        if let Some(next) = next.filter(|_| lost).and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
            travel::focus(&next);
        }
    });
}

/// 3(2) 短期記憶.
fn place(field: Field) -> String {
    let item = field.of_item();
    let name = Cell::of(field).map_or_else(|| item.label.to_owned(), show::cell_name);
    let printed = QUESTIONS.iter().any(|q| q.section == item.section && q.number == item.question && q.printed);
    let number = item.section.number().map(|n| n.to_string()).unwrap_or_default();
    let question = if printed { ["(", &item.question.to_string(), ")"].concat() } else { String::new() };
    [&number, &question, " ", &name].concat().trim_start().to_owned()
}

fn short(section: Section, count: usize) -> String {
    let number = section.number().map(|n| [&n.to_string(), " "].concat()).unwrap_or_default();
    [&number, section.title(), "・", &count.to_string(), "件"].concat()
}

/// Warnings somebody has confirmed: what, who, when.
fn confirmed(editor: Editor) -> Option<AnyView> {
    editor.track_marks();
    let findings = editor.findings();
    let rows: Vec<AnyView> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning && editor.is_confirmed(finding))
        .map(|finding| {
            let who = editor.state(|state| {
                let (id, path) = (finding.rule.id(), finding.at.path());
                let mine = state.confirmations.iter().rev().find(|c| c.rule == id && c.field == path);
                mine.map(|c| [&c.name, " ", &day_and_clock(&c.at)].concat())
            });
            view! { <li><strong>{place(finding.at)}</strong> <p>{finding.message()}</p> <p class="findings__who">{who}</p></li> }
                .into_any()
        })
        .collect();
    let count = rows.len();
    (count > 0).then(|| {
        view! {
            <details class="findings__confirmed">
                <summary>"確かめた項目 " {count} "件"</summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    })
}
