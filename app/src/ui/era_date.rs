use leptos::prelude::*;
use letters::Typed;

use super::{Icon, sign};
use crate::el::{El, el};

/// The four inputs of a date outside the letter: 元号・年・月・日, each typed as a person says it.
///
/// `label` names the group; the value is what stands in the inputs, possible or not.
pub fn era_date(id: &'static str, label: &'static str, value: RwSignal<Typed>, invalid: Signal<bool>) -> El {
    let number = move |part: &str, word: &'static str, first: String, write: fn(&mut Typed, String)| {
        let input_id = [id, "-", part].concat();
        let input = el("input")
            .class("input era-date__number")
            .attr("id", input_id.clone())
            .attr("inputmode", "numeric")
            .live("aria-invalid", move || invalid.get().then_some("true".into()))
            .value(first)
            .on("input", move |event| value.update(|typed| write(typed, event_target_value(&event))));
        [input, el("label").attr("for", input_id).text(word)]
    };
    let now = value.get_untracked();
    let eras = ja::era::Era::ALL.into_iter().rev().map(|era| {
        let chosen = (now.era == era.name()).then_some("");
        el("option").attr("value", era.name()).maybe("selected", chosen).text(era.name())
    });
    let era = el("select")
        .class("input")
        .attr("id", [id, "-e"].concat())
        .attr("aria-label", "元号")
        .on("change", move |event| value.update(|typed| typed.era = event_target_value(&event)))
        .each(eras);
    let inputs = el("span")
        .class("era-date")
        .child(el("span").class("select").child(era).child(sign(Icon::Down)))
        .each(number("y", "年", now.y, |typed, text| typed.y = text))
        .each(number("m", "月", now.m, |typed, text| typed.m = text))
        .each(number("d", "日", now.d, |typed, text| typed.d = text));
    el("fieldset").class("field").child(el("legend").class("field__label").text(label)).child(inputs)
}
