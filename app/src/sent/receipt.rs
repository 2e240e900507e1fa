use ja::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::letters::{LetterView, ReceiptBody};
use wire::paths;

use super::verify::{Verified, verify};
use crate::el::{El, el};
use crate::local::{Local, Trouble};
use crate::print::{self, Paper};
use crate::ui::{Icon, Tone, badge, clock, day, sign};

/// Ikensho受付票 of one letter.
pub(crate) fn receipt(local: &Local, letter_id: &str) -> El {
    let letter = RwSignal::new(None::<Result<LetterView, Trouble>>);
    let verified = RwSignal::new(None::<Verified>);
    {
        let (local, path) = (local.clone(), paths::letter(letter_id));
        spawn_local(async move {
            let answer = local.get::<LetterView>(&path).await;
            let signed = answer.as_ref().ok().map(|view| view.receipt.clone());
            letter.set(Some(answer));
            if let Some(signed) = signed {
                verified.set(Some(verify(&local, &signed).await));
            }
        });
    }
    let (insurers, here) = (local.insurers(), local.clone());
    let body = move || match letter.get() {
        None => vec![el("p").text("読み込んでいます…")],
        Some(Err(trouble)) => {
            let words = [&trouble.title, " 受付票はつながったときに表示できます。"].concat();
            vec![el("p").class("message").child(sign(Icon::Offline)).text(words)]
        }
        Some(Ok(view)) => match wire::record::from_text::<ReceiptBody>(&view.receipt.body) {
            Some(receipt) => {
                let insurer = insurers
                    .read()
                    .iter()
                    .find(|i| i.insurer_no == receipt.insurer_no)
                    .map(|i| i.name.clone());
                filled(&here, &view, &receipt, &insurer.unwrap_or_default())
            }
            None => {
                let words = "受付票を読めませんでした。画面を開き直してください。";
                vec![el("p").class("message message--error").child(sign(Icon::Fix)).text(words)]
            }
        },
    };
    let head = el("div")
        .class("receipt__head")
        .child(el("h2").class("receipt__title").text("Ikensho受付票"))
        .child(el("span").attr("role", "status").show(move || verified.get().map(seal)));
    el("section").class("receipt").attr("aria-label", "受付票").child(head).list(body)
}

fn seal(verified: Verified) -> El {
    match verified {
        Verified::Yes => badge(Tone::Done, Icon::Done, "署名を確認済み"),
        Verified::No => badge(Tone::Alarm, Icon::Fix, "署名が合いません"),
        Verified::Unknown => badge(Tone::Plain, Icon::Help, "署名は未確認"),
    }
}

fn filled(local: &Local, view: &LetterView, receipt: &ReceiptBody, insurer: &str) -> Vec<El> {
    let date = |iso: &str| Date::parse_iso(iso).map_or_else(String::new, ja::era::format_era);
    let rows = [
        ("受付日時", [&japan_day(&receipt.received_at), " ", &clock(&receipt.received_at)].concat()),
        ("送り先", [insurer, "（", &receipt.insurer_no, "）"].concat()),
        ("申請者", view.line.pt_name.clone()),
        ("被保険者番号", receipt.insured_no.clone()),
        ("申請日", date(&receipt.apply_date)),
        ("医師", view.approved.name.clone()),
        ("版", format!("第{}版", receipt.version)),
    ];
    let row = |(label, value): (&'static str, String)| {
        el("div").child(el("dt").text(label)).child(el("dd").text(value))
    };
    let print =
        el("button").attr("type", "button").class("button").child(sign(Icon::Print)).text("受付票を印刷").on(
            "click",
            |_| {
                // A browser that cannot print keeps the page as it is.
                let _ = window().print();
            },
        );
    vec![
        el("p").class("receipt__label").text("受付番号"),
        el("p").class("receipt__number").text(receipt.receipt_no.clone()),
        el("dl").class("receipt__rows").each(rows.map(row)),
        el("p").class("receipt__label").text("意見書の指紋（SHA-256）"),
        el("p").class("receipt__hash").text(in_fours(&receipt.sha256)),
        el("div").class("receipt__actions").child(print).child(letter(local, view, insurer)),
        el("p")
            .class("receipt__help")
            .text("この番号は、意見書が受付サーバーに確実に記録されたあとに発行されています。"),
    ]
}

/// The letter itself on paper.
fn letter(local: &Local, view: &LetterView, insurer: &str) -> El {
    let line = &view.line;
    let paper = Paper::Here(line.id.clone(), view.letter.clone());
    let insurer = (line.insurer_no.clone(), insurer.to_owned());
    let (local, name) = (local.clone(), ["ikensho-", &line.receipt_no].concat());
    print::button("意見書を印刷・PDF", "button", move || {
        print::finished(&local, vec![paper.clone()], insurer.clone(), name.clone())
    })
}

/// The day in Japan of an instant.
fn japan_day(instant: &str) -> String {
    let utc = instant.get(..10).and_then(Date::parse_iso);
    let hour = instant.get(11..13).and_then(|hour| hour.parse::<u8>().ok()).unwrap_or(0);
    utc.map_or_else(String::new, |date| day(if hour >= 15 { date.plus_days(1) } else { date }))
}

fn in_fours(hash: &str) -> String {
    let mut spaced = String::with_capacity(hash.len() * 5 / 4);
    for (i, c) in hash.chars().enumerate() {
        if i > 0 && i % 4 == 0 {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    spaced
}
