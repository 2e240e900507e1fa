use std::sync::Arc;

use ja::Date;
use ja::era::format_era;
use leptos::prelude::*;
use letters::form::cell;
use letters::show::value_text;
use wire::letters::{LetterLine, LetterState, RETURN_CODES};

use super::opened::Opened;
use super::{HEADING, Pane, decide, verdict};
use crate::el::{El, el};
use crate::insurers::route::{Route, Tab};
use crate::ui::{Icon, Tone, badge, day_and_clock, sign};

/// Whose letter it is, where it comes from, where it stands, and what the officer can do.
pub(super) fn head(pane: &Pane, open: &Arc<Opened>) -> Vec<El> {
    let line = &open.view.line;
    let name = el("h2")
        .class("letter-head__name")
        .attr("id", HEADING)
        .attr("tabindex", "-1")
        .text(line.pt_name.clone())
        .child(el("span").class("letter-head__kana").text(line.pt_kana.clone()))
        .child(el("span").class("letter-head__age").text(age_and_sex(pane, line)));
    let received = ["第", &line.version.to_string(), "版・", &day_and_clock(&line.received_at), " 受信"];
    let number = el("span").class("nowrap").text(line.receipt_no.clone());
    let list = || el("ul").class("letter-head__facts");
    let head = el("div")
        .class("letter-head")
        .child(el("div").class("letter-head__who").child(name))
        .child(el("div").class("letter-head__actions").each(actions(pane, line)))
        .child(list().each(facts(open).into_iter().map(|fact| el("li").text(fact))))
        .child(
            list()
                .child(el("li").text("受付番号 ").child(number))
                .child(el("li").text(received.concat()))
                .child(el("li").child(verdict::seal(&pane.place.local, open.view.receipt.clone()))),
        );
    let mut parts = vec![head];
    parts.extend(notes(pane, line));
    parts
}

fn facts(open: &Opened) -> Vec<String> {
    let line = &open.view.line;
    let place = cell("care_place");
    let applied = Date::parse_iso(&line.apply_date).map_or_else(|| line.apply_date.clone(), format_era);
    let facts = [
        ["被保険者番号 ", &line.insured_no].concat(),
        ["申請日 ", &applied].concat(),
        value_text(place, open.letter.get(place)),
        [&line.clinic_name, "　", &line.dr_name, " 医師"].concat(),
    ];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect()
}

/// 87歳・女.
fn age_and_sex(pane: &Pane, line: &LetterLine) -> String {
    let today = pane.place.local.today();
    let age = Date::parse_iso(&line.pt_birth)
        .map_or_else(String::new, |birth| [&ja::age::printed(birth, today).to_string(), "歳・"].concat());
    age + &line.pt_sex
}

fn actions(pane: &Pane, line: &LetterLine) -> Vec<El> {
    let standing = match line.state {
        LetterState::Sent => {
            let (accepting, returning, etag) = (pane.clone(), pane.clone(), line.etag.clone());
            let button = |class, which, word| {
                el("button").attr("type", "button").class(class).child(sign(which)).text(word)
            };
            return vec![
                button("button", Icon::Back, "差し戻す")
                    .on("click", move |_| returning.decision.returning.set(true)),
                button("button button--filled", Icon::Tick, "受理する")
                    .on("click", move |_| decide::accept(&accepting, etag.clone())),
            ];
        }
        LetterState::Accepted => badge(Tone::Done, Icon::Done, "受理済み"),
        LetterState::Returned => badge(Tone::Error, Icon::Back, "差し戻し中"),
        LetterState::Superseded => badge(Tone::Plain, Icon::Change, "差し替え済み"),
    };
    vec![standing]
}

/// What the officer should know before reading.
fn notes(pane: &Pane, line: &LetterLine) -> Vec<El> {
    let text = || el("p").class("banner__text");
    let mut notes = Vec::new();
    if line.state == LetterState::Superseded {
        let newest = newer(pane, line).map(|id| {
            let href = Route::Queue(Some((id, Tab::Points))).path();
            el("a").attr("href", href).text("新しい版を開く")
        });
        let words = "この版は、医療機関から届いた新しい版に差し替えられました。 ";
        notes.push(note("banner", Icon::Change, text().text(words).opt(newest)));
    }
    if line.withdrawn {
        let words = "この意見書の依頼は取り下げ済みです。意見書はこのまま受理も差し戻しもできます。";
        notes.push(note("banner", Icon::Hint, text().text(words)));
    }
    if let Some(reason) = &line.returned {
        let word = RETURN_CODES.iter().find(|(code, _)| *code == reason.code).map_or("", |(_, word)| word);
        let field = reason.field.as_deref().and_then(|path| letters::Field::parse(path).ok());
        let item = field.map(|field| ["（", field.of_item().label, "）"].concat()).unwrap_or_default();
        let title = ["差し戻しの理由：", word, &item].concat();
        let words = text().child(el("strong").text(title)).child(el("br")).text(reason.text.clone());
        notes.push(note("banner banner--error", Icon::Back, words));
    }
    notes
}

fn note(class: &'static str, which: Icon, words: El) -> El {
    el("div").class(class).child(sign(which)).child(words)
}

/// The newest letter that took this one's place.
fn newer(pane: &Pane, line: &LetterLine) -> Option<String> {
    let list = pane.place.desk.letters.read();
    let same = |other: &&LetterLine| {
        (&other.insured_no, &other.apply_date, &other.clinic_name)
            == (&line.insured_no, &line.apply_date, &line.clinic_name)
    };
    let newest = list.items.iter().filter(same).max_by_key(|other| other.version)?;
    (newest.version > line.version).then(|| newest.id.clone())
}
