//! 接続確認: what was measured just now, what follows from it, and what to do.

mod checks;
mod renew;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::el::{El, el};
use crate::local::{Connection, Local};
use crate::ui::{Icon, clock, sign};
use checks::{Check, Grade, Remedy, checks};

/// The page.
pub fn connection(local: Local) -> AnyView {
    let found = RwSignal::new(None::<Connection>);
    let measuring = local.clone();
    let measure = move || {
        let local = measuring.clone();
        found.set(None);
        spawn_local(async move {
            let connection = local.measure_connection().await;
            // The screen may be gone.
            let _ = found.try_set(Some(connection));
        });
    };
    measure();
    let at = move || found.get().map_or_else(String::new, |found| ["最終確認 ", &clock(&found.at)].concat());
    let again = measure.clone();
    let head = el("div")
        .class("page__head")
        .child(el("h1").class("page__title").text("接続確認"))
        .child(el("p").attr("role", "status").live_text(at))
        .child(
            el("div")
                .class("page__actions")
                .child(button("結果を印刷", || {
                    // Refused, nothing is printed.
                    let _ = window().print();
                }))
                .child(button("もう一度すべて確認", again)),
        );
    let body = move || {
        let Some(found) = found.get() else {
            return vec![el("p").class("checks__working").text("確かめています…")];
        };
        let all = checks(&local, &found);
        let of = |grade: Grade| all.iter().filter(|check| check.grade == grade).cloned().collect::<Vec<_>>();
        let (stop, soon, good) = (of(Grade::Stop), of(Grade::Soon), of(Grade::Good));
        let group = |title: &'static str, checks: &[Check]| {
            (!checks.is_empty()).then(|| {
                let count = el("span").class("checks__count").text(format!("{}件", checks.len()));
                el("section").child(el("h2").class("checks__title").text(title).child(count)).child(
                    el("ul").class("checks").each(checks.iter().map(|check| row(&local, check, &measure))),
                )
            })
        };
        let groups = [
            group("すぐに直すところ", &stop),
            group("近いうちに手続きが要るところ", &soon),
            group("問題のないところ", &good),
        ];
        [summary(stop.len(), soon.len())].into_iter().chain(groups.into_iter().flatten()).collect()
    };
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(head)
        .child(el("div").list(body))
        .any()
}

fn summary(stop: usize, soon: usize) -> El {
    let (class, which, title, text) = match (stop, soon) {
        (0, 0) => (
            "checks__summary checks__summary--good",
            Icon::Done,
            "この端末は、問題なく使えます",
            "意見書の作成も送信もできます。".to_owned(),
        ),
        (0, soon) => (
            "checks__summary",
            Icon::Check,
            "意見書の作成と送信ができます",
            format!("近いうちに手続きが要るところが{soon}件あります。作業は、いまのまま続けられます。"),
        ),
        (stop, soon) => (
            "checks__summary checks__summary--stop",
            Icon::Fix,
            "意見書は書けますが、止まっているところがあります",
            format!(
                "直すところが{stop}件、近いうちに手続きが要るところが{soon}件あります。書いた内容はこの端末に残り、直ると送られます。"
            ),
        ),
    };
    el("div")
        .class(class)
        .attr("role", "status")
        .child(sign(which))
        .child(el("div").child(el("p").class("checks__verdict").text(title)).child(el("p").text(text)))
}

fn row(local: &Local, check: &Check, measure: &(impl Fn() + Clone + 'static)) -> El {
    let which = match check.grade {
        Grade::Stop => Icon::Fix,
        Grade::Soon => Icon::Check,
        Grade::Good => Icon::Done,
    };
    let class = match check.grade {
        Grade::Stop => "checks__state checks__state--stop",
        Grade::Soon => "checks__state",
        Grade::Good => "checks__state checks__state--good",
    };
    let remedy = match check.remedy {
        Remedy::None => None,
        Remedy::Measure => {
            let measure = measure.clone();
            Some(button("測り直す", measure))
        }
        Remedy::Link(word, path) => Some(el("a").class("button").attr("href", path).text(word)),
        Remedy::Persist => {
            let (local, measure) = (local.clone(), measure.clone());
            Some(button("消さない設定を頼む", move || {
                let (local, measure) = (local.clone(), measure.clone());
                spawn_local(async move {
                    local.ask_to_persist().await;
                    measure();
                });
            }))
        }
        Remedy::Renew => Some(renew::renew(local)),
    };
    el("li")
        .class("checks__row")
        .child(el("p").class(class).child(sign(which)).text(check.word.clone()))
        .child(
            el("div")
                .class("checks__what")
                .child(el("p").class("checks__name").text(check.name))
                .child(el("p").text(check.sentence.clone())),
        )
        .opt(remedy.map(|remedy| el("div").class("checks__remedy").child(remedy)))
}

fn button(word: &'static str, press: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").class("button").text(word).on("click", move |_| press())
}
