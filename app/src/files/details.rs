use letters::rules::Finding;

use super::begun;
use super::judge::Judged;
use super::place::Place;
use super::screen::Screen;
use crate::el::{El, el};
use crate::letters::knowledge::Knowledge;
use crate::letters::view::severity;
use crate::ui::sign;

/// Everything that is said of one letter: how it was read, where it differs from the request, what the rules find.
pub(super) fn details(screen: &Screen, judged: &Judged, known: Knowledge) -> El {
    let begun = match &judged.place {
        Place::Begun { draft } => Some(begun::compare(screen, draft, &judged.letter)),
        _ => None,
    };
    el("div")
        .class("arrival__details")
        .opt(begun)
        .opt(differences(judged))
        .opt(findings(&judged.findings, known))
        .opt(notes(&judged.notes))
}

fn differences(judged: &Judged) -> Option<El> {
    let rows = judged.differences();
    if rows.is_empty() {
        return None;
    }
    let table = table(["項目", "依頼", "ファイルの意見書"], rows.into_iter().map(sides));
    Some(el("section").child(el("h3").text("依頼と違うところ")).child(table))
}

/// A table of two sides.
pub(super) fn table(heads: [&'static str; 3], rows: impl Iterator<Item = El>) -> El {
    let heads = el("tr").each(heads.map(|word| el("th").attr("scope", "col").text(word)));
    el("table")
        .class("table arrival__differences")
        .child(el("thead").child(heads))
        .child(el("tbody").each(rows))
}

/// An item and what each side says of it.
pub(super) fn sides((name, before, written): (String, String, String)) -> El {
    let cell = |text: String, class: &'static str| match text.is_empty() {
        true => el("td").class(class).child(el("span").class("arrival__none").text("記入なし")),
        false => el("td").class(class).text(text),
    };
    el("tr")
        .child(el("th").attr("scope", "row").text(name))
        .child(cell(before, ""))
        .child(cell(written, "arrival__written"))
}

/// The findings of a letter, each with its place on the form.
pub(super) fn findings(findings: &[Finding], known: Knowledge) -> Option<El> {
    let row = |finding: &Finding| {
        let (_, which, word) = severity(finding.severity);
        el("li")
            .class("arrival__finding")
            .child(el("p").class("arrival__word").child(sign(which)).text(word))
            .child(
                el("p")
                    .child(el("strong").text((known.place)(finding.at)))
                    .text("　")
                    .text((known.message)(finding)),
            )
    };
    let list = el("ul").class("arrival__findings").each(findings.iter().map(row));
    (!findings.is_empty()).then(|| el("section").child(el("h3").text("確認")).child(list))
}

/// How the file was read.
pub(super) fn notes(notes: &[String]) -> Option<El> {
    let lines = notes.iter().map(|note| el("li").text(note.clone()));
    let list = el("ul").class("arrival__notes").each(lines);
    (!notes.is_empty()).then(|| el("section").child(el("h3").text("読み込みについて")).child(list))
}
