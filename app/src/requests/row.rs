use ja::Date;
use leptos::prelude::*;
use wire::people::Role;
use wire::requests::{RequestState, RequestView};

use super::group::{due, text};
use super::words;
use crate::local::{Local, OpenDraft, Trouble};
use crate::route::{Route, Router};
use crate::ui::{due_chip, icon, short_day};

/// One request of the list.
pub(super) fn row(
    request: &RequestView,
    today: Date,
    roles: &[Role],
    most_urgent: bool,
    open: impl Fn() + 'static,
) -> AnyView {
    let person = &request.request.person;
    let (sign, word, class) = words::state(request.state);
    let asked = Date::parse_iso(&request.request.request_date).map_or_else(String::new, short_day);
    let name = text(person, "pt_name").to_owned();
    let action = words::action(request.state, roles);
    let button = if most_urgent { "button button--filled" } else { "button" };
    view! {
        <tr class="requests__row">
            <td class="requests__due">{due(request).map_or_else(
                || view! { <span>"期限なし"</span> }.into_any(),
                |due| due_chip(due, today),
            )}</td>
            <td>
                <p><strong class="requests__name">{name.clone()}</strong> " " {text(person, "pt_kana").to_owned()}</p>
                <p class="requests__second">{words::age_and_sex(request, today)}</p>
            </td>
            <td>
                <p>{request.insurer_name.clone()}</p>
                <p class="requests__second">{request.request.insured_no.clone()}</p>
            </td>
            <td>
                <p>{asked}</p>
                <p class="requests__second">{words::origin(request.origin)}</p>
            </td>
            <td>
                <p class=class>{icon(sign)} {word}</p>
                <p class="requests__second requests__note">{words::note(request)}</p>
            </td>
            <td class="requests__action">
                <button type="button" class=button on:click=move |_| open()>
                    {action} <span class="visually-hidden">"："{name}</span>
                </button>
            </td>
        </tr>
    }
    .into_any()
}

/// Opens what the row's action promises.
pub(super) async fn open(local: &Local, router: Router, request: &RequestView) -> Result<(), Trouble> {
    let what = match (request.state, &request.letter_id) {
        (RequestState::Sent | RequestState::Accepted, Some(letter)) => {
            router.go(Route::Sent(Some(letter.clone())));
            return Ok(());
        }
        (RequestState::Returned, Some(letter)) => OpenDraft::Replace(letter.clone()),
        _ => OpenDraft::Request(request.id.clone()),
    };
    let writer = local.open_draft(what).await?;
    let draft = writer.id().to_owned();
    writer.close();
    router.go(Route::Letter(draft));
    Ok(())
}
