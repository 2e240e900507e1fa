//! 主治医意見書5項目確認: the five items of the 一次判定 and the intake comparison, over all letters.

mod row;

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::Letter;
use letters::form::ITEMS;
use wire::letters::{LetterLine, LetterState, LetterView};
use wire::paths;

use super::compare::head;
use super::letter::read;
use super::shell::{self, Place};
use crate::el::{El, el};
use crate::local::ListState;

/// Letters of a page.
const STEP: usize = 50;

/// What is known of a letter's answers: nothing yet, or that it could not be read.
type Answers = RwSignal<BTreeMap<String, Option<Arc<Letter>>>>;

/// The list, newest first.
pub(super) fn five_items(place: &Place) -> El {
    let desk = place.desk;
    let all = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let most = RwSignal::new(STEP);
    let answers: Answers = RwSignal::default();
    let matching = Memo::new(move |_| {
        let shown = |line: &&LetterLine| match line.state {
            LetterState::Sent => true,
            LetterState::Superseded => false,
            LetterState::Accepted | LetterState::Returned => all.get(),
        };
        desk.letters.read().items.iter().filter(shown).cloned().collect::<Vec<_>>()
    });
    let page = Memo::new(move |_| matching.read().iter().take(most.get()).cloned().collect::<Vec<_>>());
    let reader = place.clone();
    Effect::new(move |_| {
        let unread = page
            .get()
            .into_iter()
            .map(|line| line.id)
            .filter(|id| !answers.read_untracked().contains_key(id));
        let unread: Vec<String> = unread.collect();
        answers.update(|known| known.extend(unread.iter().map(|id| (id.clone(), None))));
        read_each(&reader, unread, answers);
    });
    let rows = move || {
        let lines = page.get();
        let known = answers.read();
        let requests = desk.requests.read();
        let row_of = |line: &LetterLine| {
            let letter = known.get(&line.id).cloned().flatten();
            let asked = requests.items.iter().find(|asked| line.request_id.as_ref() == Some(&asked.id));
            (!missing.get() || letter.as_ref().is_some_and(|letter| row::is_incomplete(letter)))
                .then(|| row::row(line, letter.as_deref(), asked))
        };
        let rows: Vec<El> = lines.iter().filter_map(row_of).collect();
        Some(if rows.is_empty() { empty(desk.letters.read().state, missing.get()) } else { table(rows) })
    };
    let more = move || {
        (matching.read().len() > most.get()).then(|| {
            let button = el("button").attr("type", "button").class("button").text("さらに表示する");
            el("p").class("five__more").child(button.on("click", move |_| most.update(|n| *n += STEP)))
        })
    };
    let choose = move |word: &'static str, signal: RwSignal<bool>, value: bool| {
        el("button")
            .attr("type", "button")
            .class("segments__item")
            .truth("aria-pressed", move || signal.get() == value)
            .on("click", move |_| signal.set(value))
            .text(word)
    };
    let segments =
        |label: &'static str| el("div").class("segments").attr("role", "group").attr("aria-label", label);
    let filters = el("div")
        .class("five__filters")
        .child(segments("状態でしぼる").child(choose("未処理だけ", all, false)).child(choose(
            "受理済み・差し戻し中も",
            all,
            true,
        )))
        .child(segments("記入でしぼる").child(choose("すべて", missing, false)).child(choose(
            "記入のない項目があるものだけ",
            missing,
            true,
        )));
    let lead = "一次判定に使う5項目の記入と、依頼との違いを、届いた意見書すべてについて確かめます。";
    shell::page()
        .child(
            el("div").class("page__head").child(el("h1").class("page__title").text("主治医意見書5項目確認")),
        )
        .child(el("p").class("five__lead").text(lead))
        .child(filters)
        .child(el("div").class("five card").show(rows))
        .show(more)
}

/// Reads letter after letter; an answer never changes, so each is read once.
fn read_each(place: &Place, ids: Vec<String>, answers: Answers) {
    let local = place.local.clone();
    spawn_local(async move {
        for id in ids {
            let letter =
                local.get::<LetterView>(&paths::letter(&id)).await.and_then(|view| read(&view.letter));
            let there = answers.try_update(|known| match letter {
                Ok(letter) => known.insert(id.clone(), Some(Arc::new(letter))),
                // Asked again when the list changes next.
                Err(_) => known.remove(&id),
            });
            if there.is_none() {
                return;
            }
        }
    });
}

fn table(rows: Vec<El>) -> El {
    let mut columns = vec!["被保険者".to_owned()];
    columns.extend(ITEMS.iter().filter(|item| item.star).map(|item| item.label.to_owned()));
    columns.extend(["5項目", "依頼との照合"].map(str::to_owned));
    head("five__table", "主治医意見書5項目確認一覧", columns).child(el("tbody").each(rows))
}

fn empty(state: ListState, missing: bool) -> El {
    let sentence = match (state, missing) {
        (ListState::Loading, _) => "読み込んでいます…",
        (ListState::Failed, _) => "一覧を読めませんでした。つながると自動で読み込みます。",
        (_, true) => "記入のない項目がある意見書はありません。",
        (_, false) => "確かめる意見書はありません。届くとここに並びます。",
    };
    el("p").class("empty").text(sentence)
}
