use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::people::{InsurerView, MeView};
use wire::requests::RequestPost;

use super::paper_check::{Fault, read};
use super::paper_form::{Form, TEXTS};
use crate::el::{El, el};
use crate::local::{Local, OpenDraft, Trouble};
use crate::route::{Route, Router};
use crate::ui::{Icon, banner, era_date, sign};

/// 紙の依頼を入力: a request that came on paper, in under a minute; or `refused`, one the server did not take, again.
pub fn paper_request(local: Local, router: Router, refused: Option<String>) -> AnyView {
    let (list, wanted) = (local.requests(), refused.clone());
    // After a reload what waits on this device is read a moment later.
    let there = Memo::new(move |_| {
        wanted.as_ref().is_none_or(|wanted| list.read().items.iter().any(|request| request.id == *wanted))
    });
    (move || match there.get() {
        true => untrack(|| typing(local.clone(), router, refused.clone())).any(),
        false => not_there().any(),
    })
    .into_any()
}

fn not_there() -> El {
    let words = "この端末で待っている依頼の中にありません。すでに登録されたときは、依頼一覧にあります。";
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("h1").class("page__title").text("紙の依頼を入力"))
        .child(el("p").text(words))
        .child(el("p").child(el("a").attr("href", "/").text("依頼一覧へ戻る")))
}

fn typing(local: Local, router: Router, refused: Option<String>) -> El {
    let listed = local.requests().get_untracked();
    let before = listed.items.iter().find(|request| Some(&request.id) == refused.as_ref());
    let form = Form::new(before.map(|request| &request.request));
    let reason = local.refusals().get_untracked();
    let reason = reason.iter().find(|(id, _)| Some(id) == refused.as_ref());
    let trouble = RwSignal::new(reason.map(|(_, trouble)| trouble.clone()));
    let (me, insurers) = (local.me(), local.insurers());
    let submit = move || {
        let clinic = clinic_of(me.get_untracked().as_ref(), &form.doctor.get_untracked());
        match read(&form.typing(), clinic) {
            Err(faults) => {
                form.faults.set(faults);
                focus("paper-faults");
            }
            Ok(post) => {
                form.faults.set(Vec::new());
                keep(local.clone(), router, post, refused.clone(), trouble);
            }
        }
    };
    let insurer_options = move || {
        let named = |insurer: &InsurerView| {
            let no = &insurer.insurer_no;
            let chosen = (*form.insurer.read_untracked() == *no).then_some("");
            let words = [&insurer.name, "（", no, "）"].concat();
            el("option").attr("value", no.clone()).maybe("selected", chosen).text(words)
        };
        insurers.read().iter().map(named).collect()
    };
    let doctor_options = move || {
        let doctors =
            me.get().and_then(|me| me.facility).map(|facility| facility.doctors).unwrap_or_default();
        doctors
            .into_iter()
            .map(|doctor| {
                let chosen = (*form.doctor.read_untracked() == doctor.name).then_some("");
                el("option").attr("value", doctor.name.clone()).maybe("selected", chosen).text(doctor.name)
            })
            .collect()
    };
    let title = |text| el("h2").class("paper__title").text(text);
    let date = |key, label, value| {
        el("div").child(era_date(key, label, value, form.invalid(key))).list(form.said(key))
    };
    let send = el("button")
        .attr("type", "button")
        .class("button button--filled")
        .text("登録して書きはじめる")
        .on("click", move |_| submit());
    let card = el("div")
        .class("card paper")
        .child(title("保険者と申請"))
        .child(
            select("insurer_no", "保険者（市町村）", form.insurer, insurer_options)
                .list(form.said("insurer_no")),
        )
        .opt(text(form, 0))
        .child(date("apply_date", "申請日", form.apply))
        .child(date("request_date", "作成依頼日", form.asked))
        .child(date("due_date", "提出期限（あれば）", form.due))
        .opt(text(form, 6))
        .child(title("申請者"))
        .opt(text(form, 1))
        .opt(text(form, 2))
        .child(date("pt_birth", "生年月日", form.birth))
        .child(sexes(form))
        .opt(text(form, 3))
        .opt(text(form, 4))
        .opt(text(form, 5))
        .child(title("医師"))
        .child(select("dr_name", "依頼された医師", form.doctor, doctor_options))
        .child(el("div").class("paper__end").child(send));
    let told = move || {
        trouble.get().map(|trouble| {
            banner(
                "banner banner--error",
                "alert",
                Icon::Fix,
                trouble.title,
                trouble.action.unwrap_or_default(),
            )
        })
    };
    let lead = "届いた依頼書を見ながら入力してください。同じ申請の電子の依頼があとから届いたときは、自動で一つにまとまります。";
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("p").child(el("a").attr("href", "/").text("依頼一覧へ戻る")))
        .child(el("div").class("page__head").child(el("h1").class("page__title").text("紙の依頼を入力")))
        .child(el("p").class("paper__lead").text(lead))
        .show(told)
        .child(summary(form))
        .child(card)
}

/// Keeps the request and opens its letter.
fn keep(
    local: Local,
    router: Router,
    post: RequestPost,
    refused: Option<String>,
    trouble: RwSignal<Option<Trouble>>,
) {
    spawn_local(async move {
        let opened = async {
            let request = local.paper_request(post, refused).await?;
            local.open_draft(OpenDraft::Request(request)).await
        };
        match opened.await {
            Ok(writer) => {
                let draft = writer.id().to_owned();
                writer.close();
                router.go(Route::Letter(draft));
            }
            Err(reason) => trouble.set(Some(reason)),
        }
    });
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
                focus(&target);
            });
        el("li").child(link)
    };
    let lines = el("ul").list(move || form.faults.get().into_iter().map(line).collect());
    let words =
        el("div").class("banner__text").child(el("p").class("banner__title").text("まだ登録できません"));
    el("div")
        .class("banner banner--error paper__faults")
        .attr("id", "paper-faults")
        .attr("tabindex", "-1")
        .hidden(move || form.faults.read().is_empty())
        .child(sign(Icon::Fix))
        .child(words.child(lines))
}

fn text(form: Form, index: usize) -> Option<El> {
    let (key, label, help) = *TEXTS.get(index)?;
    let value = *form.texts.get(index)?;
    let input = el("input")
        .class("input")
        .attr("id", key)
        .value(value.get_untracked())
        .live("aria-invalid", move || form.invalid(key).get().then_some("true".into()))
        .on("input", move |event| value.set(event_target_value(&event)));
    let help = (!help.is_empty()).then(|| el("span").class("field__help").text(help));
    let label = el("label").class("field__label").attr("for", key).text(label);
    Some(el("div").class("field").child(label).opt(help).child(input).list(form.said(key)))
}

fn select(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    options: impl Fn() -> Vec<El> + 'static,
) -> El {
    let select = el("select")
        .class("input")
        .attr("id", id)
        .on("change", move |event| value.set(event_target_value(&event)))
        .child(el("option").attr("value", "").text("選んでください"))
        .list(options);
    el("div")
        .class("field")
        .child(el("label").class("field__label").attr("for", id).text(label))
        .child(el("span").class("select").child(select).child(sign(Icon::Down)))
}

fn sexes(form: Form) -> El {
    let one = |word: &'static str, id: &'static str| {
        let box_ = el("input")
            .attr("type", "radio")
            .attr("name", "pt_sex")
            .attr("id", id)
            .maybe("checked", (*form.sex.read_untracked() == word).then_some(""))
            .on("change", move |_| form.sex.set(word.to_owned()));
        el("label").class("paper__sex").child(box_).text(word)
    };
    el("fieldset")
        .class("field")
        .child(el("legend").class("field__label").text("性別"))
        .child(el("span").class("paper__sexes").child(one("男", "pt_sex")).child(one("女", "pt_sex_f")))
        .list(form.said("pt_sex"))
}

/// This clinic, as a request names it.
fn clinic_of(me: Option<&MeView>, doctor: &str) -> serde_json::Map<String, serde_json::Value> {
    let mut clinic = serde_json::Map::new();
    if let Some(facility) = me.and_then(|me| me.facility.as_ref()) {
        for (key, text) in [
            ("clinic_name", &facility.name),
            ("office_no", &facility.office_no),
            ("clinic_zip", &facility.zip),
            ("clinic_addr", &facility.addr),
            ("clinic_tel", &facility.tel),
            ("clinic_fax", &facility.fax),
        ] {
            clinic.insert(key.to_owned(), text.clone().into());
        }
    }
    if !doctor.is_empty() {
        clinic.insert("dr_name".to_owned(), doctor.into());
    }
    clinic
}

fn focus(id: &str) {
    let id = id.to_owned();
    // After the view has followed the signals.
    request_animation_frame(move || {
        if let Some(element) =
            document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            // A field that cannot take the focus is still in view.
            let _ = element.focus();
        }
    });
}
