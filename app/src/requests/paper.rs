use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::Typed;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::people::MeView;

use super::paper_check::{Fault, Typing, read};
use crate::local::{Local, OpenDraft, Trouble};
use crate::route::{Route, Router};
use crate::ui::{Icon, era_date, icon};

const TEXTS: [(&str, &str, &str); 7] = [
    ("insured_no", "被保険者番号", "10桁。生活保護の方は H から"),
    ("pt_name", "氏名", ""),
    ("pt_kana", "ふりがな", ""),
    ("pt_zip", "郵便番号", ""),
    ("pt_addr", "住所", ""),
    ("pt_tel", "連絡先", ""),
    ("request_no", "依頼番号（あれば）", ""),
];

/// What is being typed; every part is a signal of its own.
#[derive(Clone, Copy)]
struct Form {
    insurer: RwSignal<String>,
    doctor: RwSignal<String>,
    sex: RwSignal<String>,
    texts: [RwSignal<String>; TEXTS.len()],
    apply: RwSignal<Typed>,
    asked: RwSignal<Typed>,
    due: RwSignal<Typed>,
    birth: RwSignal<Typed>,
    faults: RwSignal<Vec<Fault>>,
}

impl Form {
    fn new() -> Form {
        let era = |name: &str| RwSignal::new(Typed { era: name.to_owned(), ..Typed::default() });
        Form {
            insurer: RwSignal::default(),
            doctor: RwSignal::default(),
            sex: RwSignal::default(),
            texts: [(); TEXTS.len()].map(|()| RwSignal::default()),
            apply: era("令和"),
            asked: era("令和"),
            due: era("令和"),
            birth: era("昭和"),
            faults: RwSignal::default(),
        }
    }

    fn typing(self) -> Typing {
        let mut texts = vec![("insurer_no", self.insurer.get_untracked())];
        texts.extend(TEXTS.iter().zip(self.texts).map(|((key, ..), text)| (*key, text.get_untracked())));
        let dates = vec![
            ("apply_date", self.apply.get_untracked()),
            ("request_date", self.asked.get_untracked()),
            ("pt_birth", self.birth.get_untracked()),
        ];
        Typing { texts, dates, due: self.due.get_untracked(), sex: self.sex.get_untracked() }
    }

    fn invalid(self, key: &'static str) -> Signal<bool> {
        Signal::derive(move || self.faults.read().iter().any(|fault| fault.key == key))
    }

    /// The sentences about one input.
    fn said(self, key: &'static str) -> impl Fn() -> Vec<AnyView> {
        move || {
            let faults = self.faults.read();
            let mine = faults.iter().filter(|fault| fault.key == key);
            mine.map(|fault| {
                view! { <p class="message message--error">{icon(Icon::Fix)} {fault.message.clone()}</p> }
                    .into_any()
            })
            .collect()
        }
    }
}

/// 紙の依頼を入力: a request that came on paper, in under a minute.
pub fn paper_request(local: Local, router: Router) -> AnyView {
    let form = Form::new();
    let trouble = RwSignal::new(None::<Trouble>);
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
                let local = local.clone();
                spawn_local(async move {
                    let opened = async {
                        let request = local.paper_request(post).await?;
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
        }
    };
    let insurer_options = move || {
        insurers
            .get()
            .iter()
            .map(|insurer| {
                let no = insurer.insurer_no.clone();
                let name = format!("{}（{no}）", insurer.name);
                view! { <option value=no>{name}</option> }
            })
            .collect_view()
    };
    let doctor_options = move || {
        let doctors =
            me.get().and_then(|me| me.facility).map(|facility| facility.doctors).unwrap_or_default();
        doctors
            .into_iter()
            .map(|doctor| view! { <option value=doctor.name.clone()>{doctor.name.clone()}</option> })
            .collect_view()
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <p><a href=move || "/">"依頼一覧へ戻る"</a></p>
            <div class="page__head"><h1 class="page__title">"紙の依頼を入力"</h1></div>
            <p class="paper__lead">"届いた依頼書を見ながら入力してください。同じ申請の電子の依頼があとから届いたときは、自動で一つにまとまります。"</p>
            {move || trouble.get().map(|trouble| view! {
                <div class="banner banner--error" role="alert">{icon(Icon::Fix)}
                    <p class="banner__text"><strong>{trouble.title}</strong> " " {trouble.action}</p></div>
            })}
            {summary(form)}
            <div class="card paper">
                <h2 class="paper__title">"保険者と申請"</h2>
                <div class="field">
                    <label class="field__label" for="insurer_no">"保険者（市町村）"</label>
                    {select("insurer_no", form.insurer, insurer_options.into_any())}
                    {form.said("insurer_no")}
                </div>
                {text(form, 0)}
                <div>{era_date("apply_date", "申請日", form.apply, form.invalid("apply_date"))} {form.said("apply_date")}</div>
                <div>{era_date("request_date", "作成依頼日", form.asked, form.invalid("request_date"))} {form.said("request_date")}</div>
                <div>{era_date("due_date", "提出期限（あれば）", form.due, form.invalid("due_date"))} {form.said("due_date")}</div>
                {text(form, 6)}
                <h2 class="paper__title">"申請者"</h2>
                {text(form, 1)} {text(form, 2)}
                <div>{era_date("pt_birth", "生年月日", form.birth, form.invalid("pt_birth"))} {form.said("pt_birth")}</div>
                {sexes(form)}
                {text(form, 3)} {text(form, 4)} {text(form, 5)}
                <h2 class="paper__title">"医師"</h2>
                <div class="field">
                    <label class="field__label" for="dr_name">"依頼された医師"</label>
                    {select("dr_name", form.doctor, doctor_options.into_any())}
                </div>
                <div class="paper__end">
                    <button type="button" class="button button--filled" on:click=move |_| submit()>"登録して書きはじめる"</button>
                </div>
            </div>
        </main>
    }
    .into_any()
}

/// Every sentence with a link to its input; gets the focus when something is wrong.
fn summary(form: Form) -> impl IntoView {
    let lines = move || {
        form.faults.get().into_iter().map(|fault| {
            let target = match fault.key {
                "apply_date" | "request_date" | "due_date" | "pt_birth" => [fault.key, "-y"].concat(),
                key => key.to_owned(),
            };
            let href = ["#", &target].concat();
            view! { <li><a href=href on:click=move |event| { event.prevent_default(); focus(&target); }>{fault.message}</a></li> }
        }).collect_view()
    };
    view! {
        <div class="banner banner--error paper__faults" id="paper-faults" tabindex="-1" hidden=move || form.faults.read().is_empty()>
            {icon(Icon::Fix)}
            <div class="banner__text"><p class="banner__title">"まだ登録できません"</p><ul>{lines}</ul></div>
        </div>
    }
}

fn text(form: Form, index: usize) -> Option<AnyView> {
    let (key, label, help) = *TEXTS.get(index)?;
    let value = *form.texts.get(index)?;
    Some(
        view! {
            <div class="field">
                <label class="field__label" for=key>{label}</label>
                {(!help.is_empty()).then(|| view! { <span class="field__help">{help}</span> })}
                <input class="input" id=key autocomplete="off" aria-invalid=move || form.invalid(key).get().then_some("true")
                    on:input=move |event| value.set(event_target_value(&event)) />
                {form.said(key)}
            </div>
        }
        .into_any(),
    )
}

fn select(id: &'static str, value: RwSignal<String>, options: AnyView) -> impl IntoView {
    view! {
        <span class="select">
            <select class="input" id=id on:change=move |event| value.set(event_target_value(&event))>
                <option value="">"選んでください"</option>
                {options}
            </select>
            {icon(Icon::Down)}
        </span>
    }
}

fn sexes(form: Form) -> impl IntoView {
    let one = move |word: &'static str, id: &'static str| {
        view! {
            <label class="paper__sex"><input type="radio" name="pt_sex" id=id
                on:change=move |_| form.sex.set(word.to_owned()) /> {word}</label>
        }
    };
    view! {
        <fieldset class="field"><legend class="field__label">"性別"</legend>
            <span class="paper__sexes">{one("男", "pt_sex")} {one("女", "pt_sex_f")}</span>
            {form.said("pt_sex")}
        </fieldset>
    }
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
