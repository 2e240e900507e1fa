//! One new request.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::page::Page;
use wire::paths;
use wire::people::FacilityView;
use wire::requests::{RequestPost, RequestsPosted};

use super::form::{Form, TEXTS, clinic};
use super::outcome;
use crate::el::{El, el};
use crate::insurers::operation::Operation;
use crate::insurers::shell::{self, Place};
use crate::insurers::told::{self, Told, focus};
use crate::requests::paper_check::{Fault, read};
use crate::ui::{Icon, era_date, sign};

const FAULTS: &str = "send-faults";

/// 1件の依頼を送る.
pub(in crate::insurers) fn send(place: &Place) -> El {
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
    let title = |words: &'static str| el("h2").class("paper__title").text(words);
    let send = el("button")
        .attr("type", "button")
        .class("button button--filled")
        .text("この依頼を送る")
        .on("click", press);
    let card = el("div")
        .class("card paper")
        .child(title("申請"))
        .opt(text(form, 0))
        .opt(text(form, 1))
        .child(date(form, "apply_date", "申請日", form.apply))
        .child(date(form, "request_date", "作成依頼日", form.asked))
        .child(date(form, "due_date", "提出期限（依頼日の14日後が入ります）", form.due))
        .child(title("被保険者"))
        .opt(text(form, 2))
        .opt(text(form, 3))
        .child(date(form, "pt_birth", "生年月日", form.birth))
        .child(sexes(form))
        .opt(text(form, 4))
        .opt(text(form, 5))
        .opt(text(form, 6))
        .child(title("依頼先"))
        .child(clinics(form, facilities))
        .child(doctors(form, facilities))
        .child(el("div").class("paper__end").child(send));
    let back = el("a").attr("href", "/requests").child(sign(Icon::Left)).text("送った依頼へ戻る");
    shell::page()
        .child(el("p").class("page__back").child(back))
        .child(el("div").class("page__head").child(el("h1").class("page__title").text("1件の依頼を送る")))
        .child(el("div").attr("id", "send-told").attr("tabindex", "-1").show(told::banner(told)))
        .child(summary(form))
        .child(card)
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
fn summary(form: Form) -> El {
    let line = |fault: Fault| {
        let target = match fault.key {
            "apply_date" | "request_date" | "due_date" | "pt_birth" => [fault.key, "-y"].concat(),
            key => key.to_owned(),
        };
        let link =
            el("a").attr("href", ["#", &target].concat()).text(fault.message).on("click", move |event| {
                event.prevent_default();
                focus(target.clone());
            });
        el("li").child(link)
    };
    let words = el("div")
        .class("banner__text")
        .child(el("p").class("banner__title").text("まだ送れません"))
        .child(el("ul").list(move || form.faults.get().into_iter().map(line).collect()));
    el("div")
        .class("banner banner--error paper__faults")
        .attr("id", FAULTS)
        .attr("tabindex", "-1")
        .hidden(move || form.faults.read().is_empty())
        .child(sign(Icon::Fix))
        .child(words)
}

fn said(form: Form, key: &'static str) -> El {
    let sentences = move || {
        let faults = form.faults.read();
        let mine = faults.iter().filter(|fault| fault.key == key);
        mine.map(|fault| {
            el("span").class("message message--error").child(sign(Icon::Fix)).text(fault.message.clone())
        })
        .collect()
    };
    el("span").attr("id", message_id(key)).list(sentences)
}

fn message_id(key: &str) -> String {
    [key, "-message"].concat()
}

fn text(form: Form, index: usize) -> Option<El> {
    let (key, label, help) = *TEXTS.get(index)?;
    let value = *form.texts.get(index)?;
    let input = el("input")
        .class("input")
        .attr("id", key)
        .attr("aria-describedby", message_id(key))
        .live("aria-invalid", move || form.invalid(key).get().then(|| "true".into()))
        .on("input", move |event| value.set(event_target_value(&event)));
    let help = (!help.is_empty()).then(|| el("span").class("field__help").text(help));
    Some(field(key, label).opt(help).child(input).child(said(form, key)))
}

fn field(key: &'static str, label: &'static str) -> El {
    el("div").class("field").child(el("label").class("field__label").attr("for", key).text(label))
}

fn date(form: Form, key: &'static str, label: &'static str, value: RwSignal<letters::Typed>) -> El {
    el("div").child(era_date(key, label, value, form.invalid(key))).child(said(form, key))
}

fn sexes(form: Form) -> El {
    let one = |word: &'static str, id: &'static str| {
        let choice = el("input")
            .attr("type", "radio")
            .attr("name", "pt_sex")
            .attr("id", id)
            .on("change", move |_| form.sex.set(word.to_owned()));
        el("label").class("paper__sex").child(choice).text(" ").text(word)
    };
    el("fieldset")
        .class("field")
        .child(el("legend").class("field__label").text("性別"))
        .child(el("span").class("paper__sexes").child(one("男", "pt_sex")).child(one("女", "pt_sex_f")))
        .child(said(form, "pt_sex"))
}

fn clinics(form: Form, facilities: RwSignal<Vec<FacilityView>>) -> El {
    let options = move || {
        let option = |one: FacilityView| {
            let words = [&one.name, "（", &one.office_no, "）"].concat();
            el("option").attr("value", one.id).text(words)
        };
        facilities.get().into_iter().map(option).collect()
    };
    let select = el("select")
        .class("input")
        .attr("id", "office_no")
        .attr("aria-describedby", message_id("office_no"))
        .live("aria-invalid", move || form.invalid("office_no").get().then(|| "true".into()))
        .on("change", move |event| {
            form.facility.set(event_target_value(&event));
            form.doctor.set(String::new());
        })
        .child(el("option").attr("value", "").text("選んでください"))
        .list(options);
    field("office_no", "医療機関")
        .child(el("span").class("select").child(select).child(sign(Icon::Down)))
        .child(said(form, "office_no"))
}

fn doctors(form: Form, facilities: RwSignal<Vec<FacilityView>>) -> El {
    let options = move || {
        let chosen = form.facility.get();
        let doctors = facilities.get().into_iter().find(|one| one.id == chosen).map(|one| one.doctors);
        let option = |name: String| el("option").attr("value", name.clone()).text(name);
        doctors.unwrap_or_default().into_iter().map(|doctor| option(doctor.name)).collect()
    };
    let select = el("select")
        .class("input")
        .attr("id", "dr_name")
        .on("change", move |event| form.doctor.set(event_target_value(&event)))
        .child(el("option").attr("value", "").text("決まっていない"))
        .list(options);
    field("dr_name", "医師").child(el("span").class("select").child(select).child(sign(Icon::Down)))
}
