use ja::Date;
use leptos::prelude::*;
use wire::letters::{LetterLine, LetterState};

use super::filter::decision_due;
use crate::insurers::letter::HEADING;
use crate::insurers::route::{Route, Tab};
use crate::insurers::told::focus;
use crate::ui::{Icon, Tone, chip, day_and_clock, icon};

/// One letter of the queue. The whole row is a link.
pub(super) fn row(line: &LetterLine, today: Date, open: Memo<Option<String>>) -> AnyView {
    let id = line.id.clone();
    let current = move || open.read().as_deref() == Some(id.as_str());
    let current = Memo::new(move |_| current());
    let href = Route::Queue(Some((line.id.clone(), Tab::Points))).path();
    view! {
        <li class="queue__row" class:queue__row--current=move || current.get()>
            <a class="queue__link" href=href aria-current=move || current.get().then_some("true") on:click=|_| focus(HEADING)>
                <span class="queue__who">
                    <span>
                        <strong class="queue__name">{line.pt_name.clone()}</strong> " "
                        <span class="queue__kana">{line.pt_kana.clone()}</span>
                    </span>
                    {state(line)}
                </span>
                <span class="queue__second">{line.clinic_name.clone()} "・電送"</span>
                {line.withdrawn.then(|| view! { <span>{chip(Tone::Plain, Icon::Close, "取り下げ済みの依頼")}</span> })}
                <span class="queue__third">
                    {time_left(line, today)}
                    <span class="queue__when">{day_and_clock(&line.received_at)}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// Where the letter stands, in a chip.
fn state(line: &LetterLine) -> AnyView {
    match line.state {
        LetterState::Sent if line.version > 1 => {
            chip(Tone::Change, Icon::Change, ["第", &line.version.to_string(), "版"].concat())
        }
        LetterState::Sent => chip(Tone::Change, Icon::Paper, "届いた"),
        LetterState::Returned => chip(Tone::Error, Icon::Back, "差し戻し中"),
        LetterState::Accepted => chip(Tone::Done, Icon::Done, "受理済み"),
        LetterState::Superseded => chip(Tone::Plain, Icon::Change, "差し替え済み"),
    }
}

/// 30日の期限まで: red from three days on, filled when it has passed.
fn time_left(line: &LetterLine, today: Date) -> Option<AnyView> {
    if line.state == LetterState::Accepted {
        return None;
    }
    let days = decision_due(line)?.days_since(today);
    let left = match days {
        ..0 => {
            return Some(chip(
                Tone::Alarm,
                Icon::Clock,
                ["30日の期限を", &(-days).to_string(), "日超過"].concat(),
            ));
        }
        0 => "今日まで".to_owned(),
        _ => ["あと", &days.to_string(), "日"].concat(),
    };
    Some(
        view! {
            <span class="queue__left">
                {icon(Icon::Clock)} "30日の期限まで "
                <strong class:queue__soon=days <= 3>{left}</strong>
            </span>
        }
        .into_any(),
    )
}
