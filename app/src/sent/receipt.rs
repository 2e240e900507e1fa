use ja::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::letters::{LetterView, ReceiptBody};
use wire::paths;

use super::verify::{Verified, verify};
use crate::local::{Local, Trouble};
use crate::ui::{Icon, Tone, chip, clock, day, icon};

/// Ikensho受付票 of one letter.
pub(crate) fn receipt(local: &Local, letter_id: &str) -> AnyView {
    let letter = RwSignal::new(None::<Result<LetterView, Trouble>>);
    let verified = RwSignal::new(None::<Verified>);
    {
        let (local, path) = (local.clone(), paths::letter(letter_id));
        spawn_local(async move {
            let answer = local.get::<LetterView>(&path).await;
            if let Ok(view) = &answer {
                let signed = view.receipt.clone();
                letter.set(Some(answer));
                verified.set(Some(verify(&local, &signed).await));
            } else {
                letter.set(Some(answer));
            }
        });
    }
    let insurers = local.insurers();
    let body = move || {
        match letter.get() {
        None => view! { <p>"読み込んでいます…"</p> }.into_any(),
        Some(Err(trouble)) => {
            view! { <p class="message">{icon(Icon::Offline)} {trouble.title} " 受付票はつながったときに表示できます。"</p> }.into_any()
        }
        Some(Ok(view)) => match serde_json::from_str::<ReceiptBody>(&view.receipt.body) {
            Ok(receipt) => {
                let insurer = insurers.get().iter().find(|i| i.insurer_no == receipt.insurer_no).map(|i| i.name.clone());
                filled(&view, &receipt, insurer.unwrap_or_default())
            }
            Err(_) => view! { <p class="message message--error">{icon(Icon::Fix)} "受付票を読めませんでした。画面を開き直してください。"</p> }.into_any(),
        },
    }
    };
    view! {
        <section class="receipt" aria-label="受付票">
            <div class="receipt__head">
                <h2 class="receipt__title">"Ikensho受付票"</h2>
                <span role="status">{move || verified.get().map(seal)}</span>
            </div>
            {body}
        </section>
    }
    .into_any()
}

fn seal(verified: Verified) -> AnyView {
    match verified {
        Verified::Yes => chip(Tone::Done, Icon::Done, "署名を確認済み"),
        Verified::No => chip(Tone::Alarm, Icon::Fix, "署名が合いません"),
        Verified::Unknown => chip(Tone::Plain, Icon::Help, "署名は未確認"),
    }
}

fn filled(view: &LetterView, receipt: &ReceiptBody, insurer: String) -> AnyView {
    let date = |iso: &str| Date::parse_iso(iso).map_or_else(String::new, ja::era::format_era);
    let received = Date::parse_iso(receipt.received_at.get(..10).unwrap_or_default())
        .map_or_else(String::new, |_| japan_day(&receipt.received_at));
    let rows = [
        ("受付日時", [received, " ".to_owned(), clock(&receipt.received_at)].concat()),
        ("送り先", format!("{insurer}（{}）", receipt.insurer_no)),
        ("申請者", view.line.pt_name.clone()),
        ("被保険者番号", receipt.insured_no.clone()),
        ("申請日", date(&receipt.apply_date)),
        ("医師", view.approved.name.clone()),
        ("版", format!("第{}版", receipt.version)),
    ];
    let print = move |_| {
        // A browser that cannot print keeps the page as it is.
        let _ = window().print();
    };
    view! {
        <p class="receipt__label">"受付番号"</p>
        <p class="receipt__number">{receipt.receipt_no.clone()}</p>
        <dl class="receipt__rows">
            {rows.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).collect_view()}
        </dl>
        <p class="receipt__label">"意見書の指紋（SHA-256）"</p>
        <p class="receipt__hash">{in_fours(&receipt.sha256)}</p>
        <div class="receipt__actions">
            <button type="button" class="button" on:click=print>{icon(Icon::Print)} "受付票を印刷"</button>
        </div>
        <p class="receipt__help">"この番号は、意見書が受付サーバーに確実に記録されたあとに発行されています。"</p>
    }
    .into_any()
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
