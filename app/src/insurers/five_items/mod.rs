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

use super::letter::read;
use super::shell::Place;
use crate::local::ListState;

/// Letters of a page.
const STEP: usize = 50;

/// What is known of a letter's answers: nothing yet, or that it could not be read.
type Answers = RwSignal<BTreeMap<String, Option<Arc<Letter>>>>;

/// The list, newest first.
pub(super) fn five_items(place: &Place) -> AnyView {
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
        let rows: Vec<AnyView> = lines.iter().filter_map(row_of).collect();
        if rows.is_empty() { empty(desk.letters.read().state, missing.get()) } else { table(rows) }
    };
    let more = move || {
        (matching.read().len() > most.get()).then(|| {
        view! {
            <p class="five__more">
                <button type="button" class="button" on:click=move |_| most.update(|n| *n += STEP)>"さらに表示する"</button>
            </p>
        }
    })
    };
    let choose = move |word: &'static str, signal: RwSignal<bool>, value: bool| {
        view! {
            <button type="button" class="segments__item" aria-pressed=move || (signal.get() == value).to_string()
                on:click=move |_| signal.set(value)>{word}</button>
        }
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="page__head"><h1 class="page__title">"主治医意見書5項目確認"</h1></div>
            <p class="five__lead">"一次判定に使う5項目の記入と、依頼との違いを、届いた意見書すべてについて確かめます。"</p>
            <div class="five__filters">
                <div class="segments" role="group" aria-label="状態でしぼる">
                    {choose("未処理だけ", all, false)} {choose("受理済み・差し戻し中も", all, true)}
                </div>
                <div class="segments" role="group" aria-label="記入でしぼる">
                    {choose("すべて", missing, false)} {choose("記入のない項目があるものだけ", missing, true)}
                </div>
            </div>
            <div class="five card">{rows}</div>
            {more}
        </main>
    }
    .into_any()
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

fn table(rows: Vec<AnyView>) -> AnyView {
    let stars = ITEMS.iter().filter(|item| item.star).map(|item| view! { <th scope="col">{item.label}</th> });
    view! {
        <table class="five__table">
            <caption class="visually-hidden">"主治医意見書5項目確認一覧"</caption>
            <thead><tr>
                <th scope="col">"被保険者"</th>
                {stars.collect_view()}
                <th scope="col">"5項目"</th>
                <th scope="col">"依頼との照合"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn empty(state: ListState, missing: bool) -> AnyView {
    let sentence = match (state, missing) {
        (ListState::Loading, _) => "読み込んでいます…",
        (ListState::Failed, _) => "一覧を読めませんでした。つながると自動で読み込みます。",
        (_, true) => "記入のない項目がある意見書はありません。",
        (_, false) => "確かめる意見書はありません。届くとここに並びます。",
    };
    view! { <p class="empty">{sentence}</p> }.into_any()
}
