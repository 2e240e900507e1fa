use leptos::prelude::*;
use letters::Typed;

use super::{Icon, icon};

/// The four inputs of a date outside the letter: 元号・年・月・日, each typed as a person says it.
///
/// `label` names the group; the value is what stands in the inputs, possible or not.
pub fn era_date(
    id: &'static str,
    label: &'static str,
    value: RwSignal<Typed>,
    invalid: Signal<bool>,
) -> AnyView {
    let number = move |part: &'static str,
                       word: &'static str,
                       read: fn(&Typed) -> &String,
                       write: fn(&mut Typed, String)| {
        let input_id = [id, "-", part].concat();
        view! {
            <input class="input era-date__number" id=input_id.clone() inputmode="numeric" autocomplete="off"
                aria-invalid=move || invalid.get().then_some("true")
                prop:value=move || read(&value.read()).clone()
                on:input=move |event| value.update(|typed| write(typed, event_target_value(&event))) />
            <label for=input_id>{word}</label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{label}</legend>
            <span class="era-date">
                <span class="select">
                    <select class="input" id=[id, "-e"].concat() aria-label="元号"
                        on:change=move |event| value.update(|typed| typed.era = event_target_value(&event))>
                        {ja::era::Era::ALL.into_iter().rev().map(|era| view! {
                            <option value=era.name() selected=move || value.read().era == era.name()>{era.name()}</option>
                        }).collect_view()}
                    </select>
                    {icon(Icon::Down)}
                </span>
                {number("y", "年", |t| &t.y, |t, text| t.y = text)}
                {number("m", "月", |t| &t.m, |t, text| t.m = text)}
                {number("d", "日", |t| &t.d, |t, text| t.d = text)}
            </span>
        </fieldset>
    }
    .into_any()
}
