use ja::Date;
use leptos::prelude::*;
use wire::requests::{RequestState, RequestView};

use super::withdraw::Withdrawal;
use super::{due, text};
use crate::insurers::route::{Route, Tab};
use crate::requests::words;
use crate::ui::{due_chip, icon, short_day};

/// One request that is out.
pub(super) fn row(request: &RequestView, today: Date, withdrawal: Withdrawal) -> AnyView {
    let (person, clinic) = (&request.request.person, &request.request.clinic);
    let (sign, word, class) = words::state(request.state);
    let asked = Date::parse_iso(&request.request.request_date).map_or_else(String::new, short_day);
    let name = text(person, "pt_name").to_owned();
    let is_over =
        matches!(request.state, RequestState::Accepted | RequestState::Withdrawn | RequestState::Sent);
    let limit = match due(request) {
        None => view! { <span>"期限なし"</span> }.into_any(),
        Some(due) if is_over => view! { <span class="nowrap">{short_day(due)}</span> }.into_any(),
        Some(due) => due_chip(due, today),
    };
    let reason = request.return_text.clone().filter(|_| request.state == RequestState::Returned);
    view! {
        <tr class="asked__row">
            <td data-label="提出期限">{limit}</td>
            <th scope="row">
                <span class="asked__name">{name.clone()}</span> " " <span class="asked__kana">{text(person, "pt_kana").to_owned()}</span>
                <span class="asked__second">{request.request.insured_no.clone()}</span>
            </th>
            <td>
                {text(clinic, "clinic_name").to_owned()}
                <span class="asked__second">{text(clinic, "dr_name").to_owned()}</span>
            </td>
            <td data-label="依頼日">{asked}</td>
            <td>
                <span class=class>{icon(sign)} {word}</span>
                {reason.map(|reason| view! { <span class="asked__second asked__reason">{reason}</span> })}
            </td>
            <td class="asked__action">{action(request, name, withdrawal)}</td>
        </tr>
    }
    .into_any()
}

/// What can be done: read the letter, or withdraw what nobody has answered.
fn action(request: &RequestView, name: String, withdrawal: Withdrawal) -> Option<AnyView> {
    if let Some(letter) = &request.letter_id {
        let href = Route::Queue(Some((letter.clone(), Tab::Points))).path();
        return Some(
            view! { <a class="button" href=href>"意見書を見る" <span class="visually-hidden">"："{name}</span></a> }.into_any(),
        );
    }
    let (id, whose) = (request.id.clone(), name.clone());
    let ask = move |_| withdrawal.asks.set(Some((id.clone(), whose.clone())));
    (request.state == RequestState::Open).then(|| {
        view! {
            <button type="button" class="button" on:click=ask>
                "取り下げる" <span class="visually-hidden">"："{name}</span>
            </button>
        }
        .into_any()
    })
}
