use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::{Item, ItemState};

use super::step::Step;
use crate::el::{El, el};
use crate::local::{Local, OpenDraft, SentView, Trouble};
use crate::print::{self, Paper};
use crate::route::{Route, Router};
use crate::ui::{Icon, day_and_clock, sign};

const STEPS: [&str; 4] = ["完成", "この端末で待機", "保険者に到着", "受理"];

/// One letter of the outbox.
pub(super) fn card(
    local: &Local,
    router: Router,
    sent: &SentView,
    insurer: String,
    chosen: bool,
    trouble: RwSignal<Option<Trouble>>,
) -> El {
    let step = Step::of(sent);
    let (which, class) = match step {
        Step::Returned | Step::Refused | Step::Blocked => (Icon::Back, "sent-card sent-card--returned"),
        Step::Waiting | Step::Tried => (Icon::Offline, "sent-card sent-card--waiting"),
        Step::Delivered | Step::Accepted => (Icon::Done, "sent-card sent-card--done"),
        Step::Superseded => (Icon::Change, "sent-card"),
    };
    let class = [class, if chosen { " sent-card--chosen" } else { "" }].concat();
    let when = sent.line.as_ref().map(|line| day_and_clock(&line.received_at)).unwrap_or_default();
    let about = sent
        .line
        .as_ref()
        .map_or_else(String::new, |line| format!("・第{}版・受付番号 {}", line.version, line.receipt_no));
    let who = el("p")
        .class("sent-card__who")
        .child(el("strong").text(sent.person.name.clone()))
        .text([" ", &sent.person.kana].concat())
        .child(el("span").class("sent-card__when").text(when));
    let back = matches!(step, Step::Returned | Step::Refused | Step::Blocked);
    let receipt = sent.line.is_some().then(|| {
        let href = Route::Sent(Some(sent.letter_id.clone())).path();
        el("a").class("button").attr("href", href).child(sign(Icon::Paper)).text("受付票を見る")
    });
    let actions = action(local, router, sent, step, trouble);
    el("li")
        .attr("class", class)
        .child(el("h2").class("sent-card__title").child(sign(which)).text(step.title()))
        .child(who)
        .child(el("p").class("sent-card__second").text([insurer, about].concat()))
        .opt(reason(sent, step))
        .opt((!back).then(|| progress(step)))
        .child(el("div").class("sent-card__actions").each(actions).opt(receipt).child(printed(local, sent)))
}

/// The letter on paper: as this device froze it, else as the server has it.
fn printed(local: &Local, sent: &SentView) -> El {
    let (local, sent) = (local.clone(), sent.clone());
    print::button("印刷・PDF", "button", move || {
        let letter = &sent.letter_id;
        let here = sent.item.as_ref().and_then(|item| print::frozen(letter, &item.body));
        let paper = here.unwrap_or_else(|| Paper::Letter(letter.clone()));
        let today = local.today().to_string();
        let name = sent.line.as_ref().map_or(today, |line| line.receipt_no.clone());
        let insurer = print::insurer(&local, &sent.person.insurer_no);
        print::finished(&local, vec![paper], insurer, ["ikensho-", &name].concat())
    })
}

/// Why it came back, in the sender's words.
fn reason(sent: &SentView, step: Step) -> Option<El> {
    let returned = sent.line.as_ref().and_then(|line| line.returned.clone());
    let text = match (returned, step) {
        (Some(returned), _) => returned.text,
        (None, Step::Refused) => "サーバーの確認で、直すところが見つかりました。開くと、その項目が示されます。入力はそのまま残っています。".to_owned(),
        (None, Step::Blocked) => blocked(sent.item.as_ref()),
        _ => return None,
    };
    let reason = el("div").class("sent-card__reason").child(el("strong").text("理由"));
    Some(reason.child(el("p").text(text)))
}

/// Why the server will never take it as it is.
fn blocked(item: Option<&Item>) -> String {
    let code = match item.map(|item| &item.state) {
        Some(ItemState::Blocked { code }) => code.as_str(),
        _ => "",
    };
    match code {
        "letter.duplicate" | "letter.replaced" => {
            "この申請の意見書はすでに届いています。内容を確かめ、必要なら差し替えとして送ってください。"
                .to_owned()
        }
        "letter.not_approved" => {
            "この医療機関の医師による完成が確かめられませんでした。開いて、医師が完成し直してください。"
                .to_owned()
        }
        code if code.starts_with("letter.proof") => {
            "「完成」したときの医師の本人確認を、サーバーが確かめられませんでした。開いて、もう一度「完成」してください。入力はそのまま残っています。"
                .to_owned()
        }
        code => [
            "サーバーがこの内容を受け取れませんでした（",
            code,
            "）。開いて内容を確かめ、完成し直してください。続くときは管理者に連絡してください。",
        ]
        .concat(),
    }
}

fn progress(step: Step) -> El {
    let done = step.done();
    let steps = STEPS.into_iter().enumerate().map(|(i, word)| {
        let (which, class, says) = match i.cmp(&done) {
            core::cmp::Ordering::Less => (Icon::Done, "sent-steps__step sent-steps__step--done", "（済み）"),
            core::cmp::Ordering::Equal => {
                (Icon::Half, "sent-steps__step sent-steps__step--now", "（いまここ）")
            }
            core::cmp::Ordering::Greater => (Icon::Open, "sent-steps__step", "（これから）"),
        };
        let says = el("span").class("visually-hidden").text(says);
        el("li").class(class).child(sign(which)).text(word).child(says)
    });
    el("ol").class("sent-steps").each(steps)
}

fn action(
    local: &Local,
    router: Router,
    sent: &SentView,
    step: Step,
    trouble: RwSignal<Option<Trouble>>,
) -> Vec<El> {
    let local = local.clone();
    match step {
        Step::Returned => {
            let letter = sent.letter_id.clone();
            let press = move || open(&local, router, OpenDraft::Replace(letter.clone()), trouble);
            vec![
                button("直して送りなおす", press),
                help("入力はそのまま残っています。直すと次の版として送られます。"),
            ]
        }
        Step::Refused | Step::Blocked | Step::Waiting => {
            let Some(item) = sent.item.clone() else { return Vec::new() };
            let (word, says) = match step {
                Step::Waiting => (
                    "取りやめて直す",
                    "つながると自動で送ります。このまま待って大丈夫です。同じ意見書が二重に届くことはありません。",
                ),
                _ => ("開いて直す", "入力はそのまま残っています。"),
            };
            let press = move || {
                let (local, item) = (local.clone(), item.clone());
                spawn_local(async move {
                    match local.take_back(&item.operation).await {
                        Ok(()) => open(&local, router, OpenDraft::Draft(item.draft), trouble),
                        Err(reason) => trouble.set(Some(reason)),
                    }
                });
            };
            vec![button(word, press), help(says)]
        }
        Step::Tried => vec![help(
            "一度送りはじめたため、取りやめる前に届いたかを確かめています。つながると自動で結果が出ます。",
        )],
        Step::Delivered => vec![help("保険者の受理を待っています。")],
        Step::Accepted | Step::Superseded => Vec::new(),
    }
}

fn help(text: &'static str) -> El {
    el("p").class("sent-card__help").text(text)
}

fn button(word: &'static str, press: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").class("button").text(word).on("click", move |_| press())
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
