use leptos::prelude::*;
use letters::form::{Cell, QUESTIONS, Section};
use letters::rules::{Finding, Severity};
use letters::{Field, show};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::el::{El, el};
use crate::letters::editor::Editor;
use crate::letters::judged::section_of;
use crate::letters::knowledge::message;
use crate::letters::view::severity;
use crate::letters::{finish, travel};
use crate::ui::{Icon, day_and_clock, sign};

/// A finding as the list shows it.
struct Row {
    finding: Finding,
    /// Nobody has left the field yet.
    quiet: bool,
}

/// 確認: everything that is found, the current section first.
pub(super) fn findings(editor: Editor) -> El {
    let section = Memo::new(move |_| editor.get().map_or(Section::Basics, |open| open.section.get()));
    let count = move |here: bool| {
        editor.track_marks();
        let current = section.get();
        editor.tally(|item| (section_of(item) == current) == here).said()
    };
    let group = move |here: bool, title: &'static str| {
        let about =
            move || if here { short(section.get(), count(true)) } else { format!("{}件", count(false)) };
        let list = move || {
            editor.track_listed();
            let current = section.get();
            rows(editor, move |finding| (section_of(finding.at.item) == current) == here)
        };
        el("div")
            .hidden(move || count(here) == 0)
            .child(el("h2").class("findings__group").text(title).text(" ").child(el("span").live_text(about)))
            .child(el("ul").class("findings").rows(list, move |row| view_of(editor, row)))
    };
    let none = el("p")
        .class("findings__none")
        .hidden(move || count(true) + count(false) > 0)
        .child(sign(Icon::Done))
        .text("直すところ、確かめるところはありません。");
    let body = el("div")
        .class("panel__body")
        .show(move || blocked(editor))
        .child(group(true, "この章"))
        .child(group(false, "ほかの章"))
        .child(none)
        .show(move || confirmed(editor));
    let next = el("button")
        .class("button button--wide panel__next")
        .attr("type", "button")
        .on("click", move |_| travel::go_on(editor, false))
        .text("次の項目へ移る")
        .child(sign(Icon::Down));
    let note = "オフラインでも完成できます。送信は、つながったときに一度だけ行います。";
    let foot = el("div")
        .class("panel__foot")
        .child(next)
        .child(finish::button(editor, "button button--filled button--wide panel__finish"))
        .child(el("p").class("panel__note").text(note));
    el("div").class("panel__page").child(body).child(foot)
}

/// The findings that are listed: all but the warnings somebody has confirmed.
fn shown(editor: Editor, of: impl Fn(&Finding) -> bool) -> Vec<Finding> {
    let findings = editor.findings();
    let open = findings.iter().filter(|f| f.severity != Severity::Warning || !editor.is_confirmed(f));
    open.filter(|finding| of(finding)).cloned().collect()
}

/// Rows with their keys: place, sentence and loudness make two rows the same.
fn rows(editor: Editor, of: impl Fn(&Finding) -> bool) -> Vec<(String, Row)> {
    let row = |finding: Finding| {
        let quiet = finding.severity == Severity::Error && !editor.is_loud(finding.at.item);
        let loud = if quiet { "?" } else { "!" };
        let key =
            [finding.rule.id(), &finding.at.path(), finding.severity.letter(), loud, &message(&finding)];
        (key.concat(), Row { finding, quiet })
    };
    shown(editor, of).into_iter().map(row).collect()
}

/// Once 「完成」 was pressed: why it could not be.
fn blocked(editor: Editor) -> Option<El> {
    editor.track_marks();
    let tally = editor.tally(|_| true);
    if !editor.with(|open| open.attempted.get()) || tally.left() == 0 {
        return None;
    }
    let counts =
        [("直すところが", tally.fix), ("確かめるところが", tally.check), ("未確認の項目が", tally.copied)];
    let some = counts.iter().filter(|(_, n)| *n > 0);
    let counts: Vec<String> = some.map(|(word, n)| [*word, &n.to_string(), "件"].concat()).collect();
    let words = [&counts.join("、"), "あります。入力はすべて保存されています。"].concat();
    let unseen = (tally.fix + tally.check == 0).then(|| {
        el("button")
            .class("finding__place")
            .attr("type", "button")
            .text("未確認の項目へ")
            .on("click", move |_| travel::go_on(editor, false))
    });
    let title = el("h2").text("まだ完成できません");
    Some(el("div").class("blocked").child(title).child(el("p").text(words)).opt(unseen))
}

fn view_of(editor: Editor, row: Row) -> El {
    let Row { finding, quiet } = row;
    let (_, which, word) = severity(finding.severity);
    let at = finding.at;
    let place = el("button")
        .class("finding__place")
        .attr("type", "button")
        .text(place(at))
        .on("click", move |_| travel::go(editor, at));
    let item = el("li")
        .class(if quiet { "finding finding--quiet" } else { "finding" })
        .attr("data-severity", finding.severity.letter())
        .child(el("p").class("finding__word").child(sign(if quiet { Icon::Open } else { which })).text(word))
        .child(place)
        .child(el("p").class("finding__text").text(message(&finding)));
    if finding.severity != Severity::Warning {
        return item;
    }
    item.child(
        el("button")
            .class("button button--small finding__confirm")
            .attr("type", "button")
            .text("このままで正しい")
            .on("click", move |_| confirm(editor, &finding)),
    )
}

/// Confirms, and keeps the focus in the list.
fn confirm(editor: Editor, finding: &Finding) {
    editor.confirm(finding);
    editor.tell(["確かめました：", &place(finding.at)].concat());
    request_animation_frame(|| {
        let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        let next = [".finding__confirm", ".finding__place", ".panel__next"]
            .into_iter()
            .find_map(|class| document().query_selector(&[".panel ", class].concat()).ok().flatten());
        if let Some(next) = next.filter(|_| lost).and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
            travel::focus(&next);
        }
    });
}

/// 3(2) 短期記憶.
pub(crate) fn place(field: Field) -> String {
    let item = field.of_item();
    let name = Cell::of(field).map_or_else(|| item.label.to_owned(), show::cell_name);
    let printed =
        QUESTIONS.iter().any(|q| q.section == item.section && q.number == item.question && q.printed);
    let number = item.section.number().map(|n| n.to_string()).unwrap_or_default();
    let question = if printed { ["(", &item.question.to_string(), ")"].concat() } else { String::new() };
    [&number, &question, " ", &name].concat().trim_start().to_owned()
}

fn short(section: Section, count: usize) -> String {
    let number = section.number().map(|n| [&n.to_string(), " "].concat()).unwrap_or_default();
    [&number, section.title(), "・", &count.to_string(), "件"].concat()
}

/// Warnings somebody has confirmed: what, who, when.
fn confirmed(editor: Editor) -> Option<El> {
    editor.track_listed();
    let findings = editor.findings();
    let mine = findings.iter().filter(|f| f.severity == Severity::Warning && editor.is_confirmed(f));
    let rows: Vec<El> = mine
        .map(|finding| {
            let who = editor.state(|state| {
                let (id, path) = (finding.rule.id(), finding.at.path());
                let newest = state.confirmations.iter().rev().find(|c| c.rule == id && c.field == path);
                newest.map(|c| [&c.name, " ", &day_and_clock(&c.at)].concat()).unwrap_or_default()
            });
            el("li")
                .child(el("strong").text(place(finding.at)))
                .child(el("p").text(message(finding)))
                .child(el("p").class("findings__who").text(who))
        })
        .collect();
    let summary = el("summary").text(format!("確かめた項目 {}件", rows.len()));
    (!rows.is_empty())
        .then(|| el("details").class("findings__confirmed").child(summary).child(el("ul").each(rows)))
}
