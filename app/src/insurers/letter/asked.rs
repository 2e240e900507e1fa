use leptos::prelude::*;

use super::opened::Opened;
use crate::insurers::compare::said;
use crate::insurers::intake::{Verdict, differing, pairs};
use crate::ui::{Icon, Tone, chip, icon};

/// 依頼との照合: request and letter side by side.
pub(super) fn asked(open: &Opened) -> AnyView {
    let Some(request) = &open.request else { return ().into_any() };
    let pairs = pairs(&request.request, &open.letter);
    let summary = match differing(&pairs) {
        0 => chip(Tone::Done, Icon::Done, "違いはありません"),
        n => chip(Tone::Warn, Icon::Check, ["違うところが", &n.to_string(), "か所あります"].concat()),
    };
    let rows = pairs.into_iter().map(|pair| {
        let differs = pair.verdict == Verdict::Differs;
        view! {
            <tr class="compare__row" class:compare__row--changed=differs>
                <th scope="row">{pair.label}</th>
                <td data-label="依頼">{said(&pair.requested)}</td>
                <td data-label="意見書" class="compare__now">{said(&pair.written)}</td>
                <td>{verdict(pair.verdict)}</td>
            </tr>
        }
    });
    view! {
        <h3 class="points__title">"依頼と意見書の照合" {summary}</h3>
        <table class="compare">
            <caption class="visually-hidden">"依頼と意見書の照合"</caption>
            <thead><tr>
                <th scope="col">"項目"</th><th scope="col">"依頼"</th><th scope="col">"意見書"</th><th scope="col">"照合"</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <p class="points__help">"違うときは、どちらが正しいかを確かめてから受理するか、差し戻してください。"</p>
    }
    .into_any()
}

fn verdict(verdict: Verdict) -> AnyView {
    match verdict {
        Verdict::Differs => chip(Tone::Warn, Icon::Check, "違う"),
        Verdict::Same => view! { <span class="compare__filled">{icon(Icon::Done)} "一致"</span> }.into_any(),
        Verdict::Spelling => {
            view! { <span class="compare__filled">{icon(Icon::Done)} "書き方だけの違い"</span> }.into_any()
        }
        Verdict::NotAsked => view! { <span class="compare__same">"依頼に記載なし"</span> }.into_any(),
    }
}
