use std::sync::Arc;

use ja::Date;
use ja::era::format_era;
use leptos::prelude::*;
use letters::form::cell;
use letters::show::value_text;
use wire::letters::{LetterLine, LetterState, RETURN_CODES};

use super::opened::Opened;
use super::{HEADING, Pane, decide, verdict};
use crate::insurers::route::{Route, Tab};
use crate::ui::{Icon, Tone, chip, day_and_clock, icon};

/// Whose letter it is, where it comes from, where it stands, and what the officer can do.
pub(super) fn head(pane: &Pane, open: &Arc<Opened>) -> AnyView {
    let line = &open.view.line;
    view! {
        <div class="letter-head">
            <div class="letter-head__who">
                <h2 class="letter-head__name" id=HEADING tabindex="-1">
                    {line.pt_name.clone()}
                    <span class="letter-head__kana">{line.pt_kana.clone()}</span>
                    <span class="letter-head__age">{age_and_sex(pane, line)}</span>
                </h2>
            </div>
            <div class="letter-head__actions">{actions(pane, line)}</div>
            <ul class="letter-head__facts">{facts(open).into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()}</ul>
            <ul class="letter-head__facts">
                <li>"受付番号 " <span class="nowrap">{line.receipt_no.clone()}</span></li>
                <li>"第" {line.version} "版・" {day_and_clock(&line.received_at)} " 受信"</li>
                <li>{verdict::seal(&pane.place.local, open.view.receipt.clone())}</li>
            </ul>
        </div>
        {notes(pane, line)}
    }
    .into_any()
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

fn actions(pane: &Pane, line: &LetterLine) -> AnyView {
    match line.state {
        LetterState::Sent => {
            let (accepting, returning, etag) = (pane.clone(), pane.clone(), line.etag.clone());
            view! {
                <button type="button" class="button" on:click=move |_| returning.decision.returning.set(true)>
                    {icon(Icon::Back)} "差し戻す"
                </button>
                <button type="button" class="button button--filled" on:click=move |_| decide::accept(&accepting, etag.clone())>
                    {icon(Icon::Tick)} "受理する"
                </button>
            }
            .into_any()
        }
        LetterState::Accepted => chip(Tone::Done, Icon::Done, "受理済み"),
        LetterState::Returned => chip(Tone::Error, Icon::Back, "差し戻し中"),
        LetterState::Superseded => chip(Tone::Plain, Icon::Change, "差し替え済み"),
    }
}

/// What the officer should know before reading.
fn notes(pane: &Pane, line: &LetterLine) -> Vec<AnyView> {
    let mut notes = Vec::new();
    if line.state == LetterState::Superseded {
        let newest = newer(pane, line).map(|id| {
            let href = Route::Queue(Some((id, Tab::Points))).path();
            view! { <a href=href>"新しい版を開く"</a> }
        });
        notes.push(note(
            "banner",
            Icon::Change,
            view! { "この版は、医療機関から届いた新しい版に差し替えられました。" {newest} }.into_any(),
        ));
    }
    if line.withdrawn {
        notes.push(note(
            "banner",
            Icon::Hint,
            view! { "この意見書の依頼は取り下げ済みです。意見書はこのまま受理も差し戻しもできます。" }
                .into_any(),
        ));
    }
    if let Some(reason) = &line.returned {
        let word = RETURN_CODES.iter().find(|(code, _)| *code == reason.code).map_or("", |(_, word)| word);
        let field = reason.field.as_deref().and_then(|path| letters::Field::parse(path).ok());
        let item = field.map(|field| ["（", field.of_item().label, "）"].concat());
        notes.push(note(
            "banner banner--error",
            Icon::Back,
            view! { <strong>"差し戻しの理由："{word}{item}</strong> <br/> {reason.text.clone()} }.into_any(),
        ));
    }
    notes
}

fn note(class: &'static str, sign: Icon, text: AnyView) -> AnyView {
    view! { <div class=class>{icon(sign)} <p class="banner__text">{text}</p></div> }.into_any()
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
