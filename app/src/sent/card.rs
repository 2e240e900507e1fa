use leptos::prelude::*;
use leptos::task::spawn_local;

use super::step::Step;
use crate::local::{Local, OpenDraft, SentView, Trouble};
use crate::route::{Route, Router};
use crate::ui::{Icon, day_and_clock, icon};

const STEPS: [&str; 4] = ["完成", "この端末で待機", "保険者に到着", "受理"];

/// One letter of the outbox.
pub(super) fn card(
    local: &Local,
    router: Router,
    sent: &SentView,
    insurer: String,
    chosen: bool,
    trouble: RwSignal<Option<Trouble>>,
) -> AnyView {
    let step = Step::of(sent);
    let (sign, class) = match step {
        Step::Returned | Step::Refused | Step::Blocked => (Icon::Back, "sent-card sent-card--returned"),
        Step::Waiting | Step::Tried => (Icon::Offline, "sent-card sent-card--waiting"),
        Step::Delivered | Step::Accepted => (Icon::Done, "sent-card sent-card--done"),
        Step::Superseded => (Icon::Change, "sent-card"),
    };
    let class = if chosen { [class, " sent-card--chosen"].concat() } else { class.to_owned() };
    let when = sent.line.as_ref().map(|line| day_and_clock(&line.received_at)).unwrap_or_default();
    let about = sent
        .line
        .as_ref()
        .map_or_else(String::new, |line| format!("・第{}版・受付番号 {}", line.version, line.receipt_no));
    let letter = sent.letter_id.clone();
    view! {
        <li class=class>
            <h2 class="sent-card__title">{icon(sign)} {step.title()}</h2>
            <p class="sent-card__who">
                <strong>{sent.person.name.clone()}</strong> " " {sent.person.kana.clone()}
                <span class="sent-card__when">{when}</span>
            </p>
            <p class="sent-card__second">{insurer} {about}</p>
            {reason(sent)}
            {(!matches!(step, Step::Returned | Step::Refused | Step::Blocked)).then(|| progress(step))}
            <div class="sent-card__actions">
                {action(local, router, sent, step, trouble)}
                {sent.line.is_some().then(|| {
                    let href = Route::Sent(Some(letter)).path();
                    view! { <a class="button" href=href>{icon(Icon::Paper)} "受付票を見る"</a> }
                })}
            </div>
        </li>
    }
    .into_any()
}

/// Why it came back, in the sender's words.
fn reason(sent: &SentView) -> Option<AnyView> {
    let returned = sent.line.as_ref().and_then(|line| line.returned.clone());
    let text = match (returned, Step::of(sent)) {
        (Some(returned), _) => returned.text,
        (None, Step::Refused) => "サーバーの確認で、直すところが見つかりました。開くと、その項目が示されます。入力はそのまま残っています。".to_owned(),
        (None, Step::Blocked) => "この申請の意見書はすでに届いています。内容を確かめ、必要なら差し替えとして送ってください。".to_owned(),
        _ => return None,
    };
    Some(
        view! {
            <div class="sent-card__reason"><strong>"理由"</strong><p>{text}</p></div>
        }
        .into_any(),
    )
}

fn progress(step: Step) -> AnyView {
    let done = step.done();
    let steps = STEPS.into_iter().enumerate().map(|(i, word)| {
        let (sign, class, says) = match i.cmp(&done) {
            core::cmp::Ordering::Less => (Icon::Done, "sent-steps__step sent-steps__step--done", "済み"),
            core::cmp::Ordering::Equal => (Icon::Half, "sent-steps__step sent-steps__step--now", "いまここ"),
            core::cmp::Ordering::Greater => (Icon::Open, "sent-steps__step", "これから"),
        };
        view! { <li class=class>{icon(sign)} {word} <span class="visually-hidden">"（"{says}"）"</span></li> }
    });
    view! { <ol class="sent-steps">{steps.collect_view()}</ol> }.into_any()
}

fn action(
    local: &Local,
    router: Router,
    sent: &SentView,
    step: Step,
    trouble: RwSignal<Option<Trouble>>,
) -> Option<AnyView> {
    let local = local.clone();
    match step {
        Step::Returned => {
            let letter = sent.letter_id.clone();
            Some(open_button("直して送りなおす", "入力はそのまま残っています。直すと次の版として送られます。", move || {
                open(&local, router, OpenDraft::Replace(letter.clone()), trouble);
            }))
        }
        Step::Refused | Step::Blocked | Step::Waiting => {
            let item = sent.item.clone()?;
            let (word, help) = match step {
                Step::Waiting => (
                    "取りやめて直す",
                    "つながると自動で送ります。このまま待って大丈夫です。同じ意見書が二重に届くことはありません。",
                ),
                _ => ("開いて直す", "入力はそのまま残っています。"),
            };
            Some(open_button(word, help, move || {
                let (local, item) = (local.clone(), item.clone());
                spawn_local(async move {
                    match local.take_back(&item.operation).await {
                        Ok(()) => open(&local, router, OpenDraft::Draft(item.draft), trouble),
                        Err(reason) => trouble.set(Some(reason)),
                    }
                });
            }))
        }
        Step::Tried => Some(
            view! {
                <p class="sent-card__help">"一度送りはじめたため、取りやめる前に届いたかを確かめています。つながると自動で結果が出ます。"</p>
            }
            .into_any(),
        ),
        Step::Delivered => Some(
            view! { <p class="sent-card__help">"保険者の受理を待っています。"</p> }.into_any(),
        ),
        Step::Accepted | Step::Superseded => None,
    }
}

fn open_button(word: &'static str, help: &'static str, press: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="button" on:click=move |_| press()>{word}</button>
        <p class="sent-card__help">{help}</p>
    }
    .into_any()
}

fn open(local: &Local, router: Router, what: OpenDraft, trouble: RwSignal<Option<Trouble>>) {
    let local = local.clone();
    spawn_local(async move {
        match local.open_draft(what).await {
            Ok(writer) => {
                let draft = writer.id().to_owned();
                writer.close();
                router.go(Route::Letter(draft));
            }
            Err(reason) => trouble.set(Some(reason)),
        }
    });
}
