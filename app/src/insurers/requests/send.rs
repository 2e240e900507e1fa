//! One new request.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::page::Page;
use wire::paths;
use wire::people::FacilityView;
use wire::requests::{RequestPost, RequestsPosted};

use super::form::{Form, TEXTS, clinic};
use super::outcome;
use crate::insurers::operation::Operation;
use crate::insurers::shell::Place;
use crate::insurers::told::{self, Told, focus};
use crate::requests::paper_check::{Fault, read};
use crate::ui::{Icon, era_date, icon};

const FAULTS: &str = "send-faults";

/// 1件の依頼を送る.
pub(in crate::insurers) fn send(place: &Place) -> AnyView {
    let form = Form::new(place.local.today());
    let facilities = RwSignal::new(Vec::<FacilityView>::new());
    let told = RwSignal::new(None::<Told>);
    let operation = Operation::new();
    let local = place.local.clone();
    spawn_local(async move {
        match local.get::<Page<FacilityView>>(paths::FACILITIES).await {
            Ok(page) => _ = facilities.try_set(page.items),
            Err(trouble) => _ = told.try_set(Some(Told::Trouble(trouble))),
        }
    });
    let place = place.clone();
    let press = move |_| {
        told.set(None);
        match post(&place, form, &facilities.get_untracked()) {
            Err(faults) => {
                form.faults.set(faults);
                focus(FAULTS);
            }
            Ok(post) => {
                form.faults.set(Vec::new());
                let place = place.clone();
                spawn_local(async move { deliver(&place, &post, operation, told).await });
            }
        }
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <p class="page__back"><a href=move || "/requests">{icon(Icon::Left)} "送った依頼へ戻る"</a></p>
            <div class="page__head"><h1 class="page__title">"1件の依頼を送る"</h1></div>
            <div id="send-told" tabindex="-1">{told::banner(told)}</div>
            {summary(form)}
            <div class="card paper">
                <h2 class="paper__title">"申請"</h2>
                {text(form, 0)} {text(form, 1)}
                {date(form, "apply_date", "申請日", form.apply)}
                {date(form, "request_date", "作成依頼日", form.asked)}
                {date(form, "due_date", "提出期限（依頼日の14日後が入ります）", form.due)}
                <h2 class="paper__title">"被保険者"</h2>
                {text(form, 2)} {text(form, 3)}
                {date(form, "pt_birth", "生年月日", form.birth)}
                {sexes(form)}
                {text(form, 4)} {text(form, 5)} {text(form, 6)}
                <h2 class="paper__title">"依頼先"</h2>
                {clinics(form, facilities)}
                {doctors(form, facilities)}
                <div class="paper__end">
                    <button type="button" class="button button--filled" on:click=press>"この依頼を送る"</button>
                </div>
            </div>
        </main>
    }
    .into_any()
}

/// The request, or what is to be corrected.
fn post(place: &Place, form: Form, facilities: &[FacilityView]) -> Result<RequestPost, Vec<Fault>> {
    let insurer = place.local.me().get_untracked().and_then(|me| me.insurer);
    let chosen = facilities.iter().find(|facility| facility.id == form.facility.get_untracked());
    let named = chosen.map(|facility| clinic(facility, &form.doctor.get_untracked()));
    let read = read(
        &form.typing(insurer.map(|insurer| insurer.insurer_no).unwrap_or_default()),
        named.clone().unwrap_or_default(),
    );
    let missing =
        Fault { key: "office_no", message: "依頼する医療機関を選んでください。".to_owned() };
    match (read, named) {
        (Err(mut faults), None) => {
            faults.push(missing);
            Err(faults)
        }
        (_, None) => Err(vec![missing]),
        (read, Some(_)) => read,
    }
}

async fn deliver(place: &Place, post: &RequestPost, operation: Operation, told: RwSignal<Option<Told>>) {
    let content = wire::record::to_text(post);
    let id = operation.id(&place.local, &content);
    let answer = place.local.post::<RequestsPosted>(paths::REQUESTS, post, &id).await;
    operation.answered(&answer);
    place.desk.refresh(&place.local);
    let row = answer.map(|posted| posted.rows.into_iter().next());
    let _ = told.try_set(Some(match row {
        Err(trouble) => Told::Trouble(trouble),
        Ok(row) => match row.as_ref().map(outcome::of) {
            Some(Ok(sentence)) => Told::Done(sentence.to_owned()),
            Some(Err(trouble)) => Told::Trouble(trouble),
            None => Told::Trouble(crate::local::Trouble::not_understood()),
        },
    }));
    focus("send-told");
}

/// Every sentence with a link to its input; gets the focus when something is wrong.
fn summary(form: Form) -> AnyView {
    let lines = move || {
        let faults = form.faults.get().into_iter();
        faults
            .map(|fault| {
                let target = match fault.key {
                    "apply_date" | "request_date" | "due_date" | "pt_birth" => [fault.key, "-y"].concat(),
                    key => key.to_owned(),
                };
                let href = ["#", &target].concat();
                let jump = move |event: web_sys::MouseEvent| {
                    event.prevent_default();
                    focus(target.clone());
                };
                view! { <li><a href=href on:click=jump>{fault.message}</a></li> }
            })
            .collect_view()
    };
    view! {
        <div class="banner banner--error paper__faults" id=FAULTS tabindex="-1" hidden=move || form.faults.read().is_empty()>
            {icon(Icon::Fix)}
            <div class="banner__text"><p class="banner__title">"まだ送れません"</p><ul>{lines}</ul></div>
        </div>
    }
    .into_any()
}

fn said(form: Form, key: &'static str) -> AnyView {
    let sentences = move || {
        let faults = form.faults.read();
        let mine = faults.iter().filter(|fault| fault.key == key);
        mine.map(|fault| view! { <span class="message message--error">{icon(Icon::Fix)} {fault.message.clone()}</span> })
            .collect_view()
    };
    view! { <span id=message_id(key)>{sentences}</span> }.into_any()
}

fn message_id(key: &str) -> String {
    [key, "-message"].concat()
}

fn text(form: Form, index: usize) -> Option<AnyView> {
    let (key, label, help) = *TEXTS.get(index)?;
    let value = *form.texts.get(index)?;
    Some(
        view! {
            <div class="field">
                <label class="field__label" for=key>{label}</label>
                {(!help.is_empty()).then(|| view! { <span class="field__help">{help}</span> })}
                <input class="input" id=key autocomplete="off" aria-describedby=message_id(key)
                    aria-invalid=move || form.invalid(key).get().then_some("true")
                    on:input=move |event| value.set(event_target_value(&event)) />
                {said(form, key)}
            </div>
        }
        .into_any(),
    )
}

fn date(form: Form, key: &'static str, label: &'static str, value: RwSignal<letters::Typed>) -> AnyView {
    view! { <div>{era_date(key, label, value, form.invalid(key)).any()} {said(form, key)}</div> }.into_any()
}

fn sexes(form: Form) -> AnyView {
    let one = |word: &'static str, id: &'static str| {
        view! {
            <label class="paper__sex">
                <input type="radio" name="pt_sex" id=id on:change=move |_| form.sex.set(word.to_owned()) /> {word}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">"性別"</legend>
            <span class="paper__sexes">{one("男", "pt_sex")} {one("女", "pt_sex_f")}</span>
            {said(form, "pt_sex")}
        </fieldset>
    }
    .into_any()
}

fn clinics(form: Form, facilities: RwSignal<Vec<FacilityView>>) -> AnyView {
    let options = move || {
        let all = facilities.get().into_iter();
        all.map(|one| view! { <option value=one.id>{one.name} "（" {one.office_no} "）"</option> })
            .collect_view()
    };
    let choose = move |event| {
        form.facility.set(event_target_value(&event));
        form.doctor.set(String::new());
    };
    view! {
        <div class="field">
            <label class="field__label" for="office_no">"医療機関"</label>
            <span class="select">
                <select class="input" id="office_no" aria-describedby=message_id("office_no")
                    aria-invalid=move || form.invalid("office_no").get().then_some("true") on:change=choose>
                    <option value="">"選んでください"</option>
                    {options}
                </select>
                {icon(Icon::Down)}
            </span>
            {said(form, "office_no")}
        </div>
    }
    .into_any()
}

fn doctors(form: Form, facilities: RwSignal<Vec<FacilityView>>) -> AnyView {
    let options = move || {
        let chosen = form.facility.get();
        let doctors = facilities.get().into_iter().find(|one| one.id == chosen).map(|one| one.doctors);
        let names = doctors.unwrap_or_default().into_iter();
        names
            .map(|doctor| view! { <option value=doctor.name.clone()>{doctor.name.clone()}</option> })
            .collect_view()
    };
    view! {
        <div class="field">
            <label class="field__label" for="dr_name">"医師"</label>
            <span class="select">
                <select class="input" id="dr_name" on:change=move |event| form.doctor.set(event_target_value(&event))>
                    <option value="">"決まっていない"</option>
                    {options}
                </select>
                {icon(Icon::Down)}
            </span>
        </div>
    }
    .into_any()
}
