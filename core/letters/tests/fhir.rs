//! FHIR R4: the Questionnaires as published, and letters both ways.
#![cfg(test)]

mod any;

use std::path::{Path, PathBuf};

use letters::fhir::{self, ReadError};
use letters::form::{Cell, Edition, Field, ITEMS};
use letters::{Letter, Mark, Value, diff, json};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fhir").join(name)
}

/// Compares a file with what the code says; `UPDATE_SNAPSHOTS=1` writes it anew.
fn locked(name: &str, text: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(data(name), text).unwrap();
    }
    let kept = std::fs::read_to_string(data(name)).unwrap_or_default();
    assert!(kept == text, "{name} is not what the code says; UPDATE_SNAPSHOTS=1 writes it");
}

fn letter(form: &str, answers: &str) -> Letter {
    json::read(&format!(r#"{{"form":"{form}","answers":{{{answers}}}}}"#)).unwrap()
}

fn response(form: &str, items: &Json) -> Json {
    json!({
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": format!("https://ikensho.example/fhir/Questionnaire/ikensho-{form}|1"),
        "item": items,
    })
}

fn read(items: &Json) -> Result<Letter, ReadError> {
    fhir::read(&response("r8", items).to_string())
}

/// Every item below, groups included.
fn walk<'a>(json: &'a Json, found: &mut Vec<&'a Json>) {
    for item in json["item"].as_array().into_iter().flatten() {
        found.push(item);
        walk(item, found);
    }
}

fn items(json: &Json) -> Vec<&Json> {
    let mut found = Vec::new();
    walk(json, &mut found);
    found
}

#[test]
fn the_questionnaires_are_locked() {
    for edition in Edition::ALL {
        let name = format!("questionnaire-{}.json", edition.name().to_ascii_lowercase());
        locked(&name, &format!("{}\n", json::canonical(&fhir::questionnaire(edition))));
    }
}

#[test]
fn a_questionnaire_asks_what_its_edition_asks() {
    for edition in Edition::ALL {
        let form = fhir::questionnaire(edition);
        assert_eq!(form["experimental"], true);
        assert!(form["description"].as_str().unwrap().contains("独自のプロファイル"));
        let all = items(&form);
        let mut links: Vec<&str> = all.iter().map(|item| item["linkId"].as_str().unwrap()).collect();
        for item in ITEMS.iter().filter(|item| item.editions.has(edition)) {
            let mine = |link: &&str| **link == *item.key || link.starts_with(&format!("{}.", item.key));
            assert!(links.iter().any(mine), "{}", item.key);
        }
        links.sort_unstable();
        assert!(links.windows(2).all(|pair| pair[0] != pair[1]), "a link id stands twice");
        // enableWhen names a question that is there, by one of its options.
        for when in all.iter().flat_map(|item| item["enableWhen"].as_array().into_iter().flatten()) {
            let asked = all.iter().find(|item| item["linkId"] == when["question"]).unwrap();
            let options = asked["answerOption"].as_array();
            let named = |coding: &Json| {
                options.is_some_and(|options| options.iter().any(|option| option["valueCoding"] == *coding))
            };
            assert!(when["answerBoolean"] == true || named(&when["answerCoding"]), "{when}");
        }
    }
    let links = |edition| -> Vec<String> {
        items(&fhir::questionnaire(edition)).iter().map(|item| item["linkId"].to_string()).collect()
    };
    for (link, editions) in [
        ("\"consent\"", [true, true, false]),
        ("\"care_bp.choice\"", [true, false, false]),
        ("\"care_bp\"", [false, true, true]),
        ("\"care_none\"", [false, true, true]),
    ] {
        assert_eq!(Edition::ALL.map(|edition| links(edition).contains(&link.to_owned())), editions, "{link}");
    }
}

#[test]
fn letters_are_written_byte_for_byte() {
    let list = json::parse(include_str!("data/orca-utf8.json")).unwrap();
    for letter in list.as_array().unwrap() {
        let letter = json::from_value(letter).unwrap();
        let written = fhir::write(&letter);
        assert_eq!(written.losses, []);
        let name = format!("response-{}.json", letter.edition.name().to_ascii_lowercase());
        locked(&name, &format!("{}\n", written.text));
    }
    // A letter with a drug in the second row alone, an impossible date, 不詳 and the three marks.
    let odd = letter(
        "R8",
        r#""drugs":[{},{"name":"薬B","usage":"朝"}],"last_exam_date":{"era":"令和","y":"8","m":"2","d":"30"},
        "dx1_onset":"不詳","dx2_onset":"2020-03","height":"148.50",
        "med":{"訪問診療":"checked","訪問看護":"underlined","介護医療院":"underline_only"}"#,
    );
    let written = fhir::write(&odd);
    assert_eq!(written.losses, []);
    locked("response-odd.json", &format!("{}\n", written.text));
}

/// Written by hand from the profile's own text, without the code that writes.
#[test]
fn a_response_written_by_hand_is_read() {
    let read = read(&json!([
        { "linkId": "basics", "item": [
            { "linkId": "pt_name", "answer": [{ "valueString": "髙橋 千代子" }] },
            { "linkId": "pt_birth", "answer": [{ "valueDate": "1939-03-08" }] },
            { "linkId": "pt_sex", "answer": [{ "valueCoding": { "code": "女" } }] },
        ] },
        { "linkId": "dx1_onset", "answer": [{ "valueDate": "2020" }] },
        { "linkId": "dx2_onset", "answer": [{ "_valueDate": { "extension": [
            { "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown" },
        ] } }] },
        { "linkId": "tx", "answer": [
            { "valueCoding": { "system": "https://ikensho.example/fhir/CodeSystem/tx", "code": "透析" } },
            { "valueCoding": { "code": "経管栄養", "display": "経管栄養" } },
        ] },
        { "linkId": "drugs", "item": [{ "linkId": "drugs.name", "answer": [{ "valueString": "薬A" }] }] },
        { "linkId": "drugs" },
        { "linkId": "drugs", "item": [{ "linkId": "drugs.unit", "answer": [{ "valueString": "錠" }] }] },
        { "linkId": "weakness.parts", "item": [
            { "linkId": "weakness", "answer": [{ "valueBoolean": true, "item": [
                { "linkId": "weakness.degree", "answer": [{ "valueCoding": { "code": "重" } }] },
            ] }] },
        ] },
        { "linkId": "palsy", "answer": [{ "valueBoolean": false }] },
        { "linkId": "med", "answer": [
            { "valueCoding": { "code": "訪問看護" } },
            { "valueCoding": { "code": "訪問診療" }, "extension": [
                { "url": "https://ikensho.example/fhir/StructureDefinition/mark", "valueCode": "underlined" },
            ] },
        ] },
    ]))
    .unwrap();
    let expected = letter(
        "R8",
        r#""pt_name":"髙橋 千代子","pt_birth":"1939-03-08","pt_sex":"女","dx1_onset":"2020","dx2_onset":"不詳",
        "tx":["透析","経管栄養"],"drugs":[{"name":"薬A"},{},{"unit":"錠"}],"weakness":{"checked":true,"degree":"重"},
        "med":{"訪問看護":"checked","訪問診療":"underlined"}"#,
    );
    assert_eq!(diff(&read, &expected), []);
}

#[test]
fn what_is_not_ours_is_refused_by_name() {
    let error = |json: &Json| fhir::read(&json.to_string()).unwrap_err().code().to_owned();
    assert_eq!(error(&json!({ "resourceType": "Patient" })), "letter.fhir.resource");
    assert_eq!(error(&json!([])), "letter.fhir.resource");
    let mut other = response("r8", &json!([]));
    for questionnaire in ["https://else.example/q", "https://ikensho.example/fhir/Questionnaire/ikensho-r8|2"]
    {
        other["questionnaire"] = questionnaire.into();
        assert_eq!(error(&other), "letter.fhir.questionnaire");
    }
    assert_eq!(fhir::read("{\"a\":1,\"a\":2}").unwrap_err().code(), "letter.json.duplicate_key");
    let text = |text: &str| json!([{ "valueString": text }]);
    for (item, code) in [
        (json!({ "linkId": "nope", "answer": text("a") }), "letter.fhir.link"),
        (json!({ "linkId": "drugs.name", "answer": text("a") }), "letter.fhir.link"),
        (json!({ "linkId": "drugs.1.name", "answer": text("a") }), "letter.fhir.link"),
        (json!({ "linkId": "tx.透析", "answer": [{ "valueBoolean": true }] }), "letter.fhir.link"),
        (
            json!({ "linkId": "consent", "answer": [{ "valueCoding": { "code": "同意する" } }] }),
            "letter.fhir.not_asked",
        ),
        (
            json!({ "linkId": "pt_name", "answer": [{ "valueString": "a" }, { "valueString": "b" }] }),
            "letter.fhir.twice",
        ),
        (
            json!({ "linkId": "tx", "answer": [{ "valueCoding": { "code": "透析" } }, { "valueCoding": { "code": "透析" } }] }),
            "letter.fhir.twice",
        ),
        (json!({ "linkId": "pt_name", "answer": [{ "valueInteger": 1 }] }), "letter.fhir.answer"),
        (json!({ "linkId": "pt_name", "answer": text("") }), "letter.fhir.answer"),
        (json!({ "linkId": "pt_sex", "answer": [{ "valueCoding": { "code": "F" } }] }), "letter.fhir.answer"),
        (
            json!({ "linkId": "pt_sex", "answer": [{ "valueCoding": { "system": "https://else.example", "code": "女" } }] }),
            "letter.fhir.answer",
        ),
        (json!({ "linkId": "pt_birth", "answer": [{ "valueDate": "1939-02-30" }] }), "letter.fhir.answer"),
        (json!({ "linkId": "pt_birth", "answer": [{ "valueDate": "1939" }] }), "letter.fhir.answer"),
        (json!({ "linkId": "dx1_onset", "answer": [{ "valueDate": "不詳" }] }), "letter.fhir.answer"),
        (json!({ "linkId": "palsy", "answer": [{ "valueString": "true" }] }), "letter.fhir.answer"),
        (json!({ "linkId": "basics", "answer": text("a") }), "letter.fhir.answer"),
    ] {
        let error = read(&json!([item])).unwrap_err();
        assert_eq!((error.code(), error.link().is_some()), (code, true), "{item}");
    }
    let rows: Vec<Json> = (0..9).map(|_| json!({ "linkId": "drugs" })).collect();
    assert_eq!(read(&json!(rows)).unwrap_err().code(), "letter.fhir.answer");
}

#[test]
fn what_the_edition_does_not_ask_is_said() {
    let consent = letter("R8", r#""consent":"同意する","hand":"右""#);
    let losses = fhir::write(&consent).losses;
    assert_eq!(losses.iter().map(|loss| loss.cell.field().path()).collect::<Vec<_>>(), ["consent"]);
    let mut marked = Letter::new(Edition::R8);
    let visit = Cell::of(Field::parse("med.看護職員の訪問による相談・支援").unwrap()).unwrap();
    marked.set(visit, Value::Mark(Mark::Checked)).unwrap();
    assert_eq!(fhir::write(&marked).losses.len(), 1);
}

proptest! {
    #[test]
    fn written_and_read_it_is_the_same_letter(letter in any::any_letter()) {
        let written = fhir::write(&letter);
        prop_assert_eq!(&written.losses, &[]);
        prop_assert_eq!(fhir::read(&written.text).unwrap(), letter);
    }

    #[test]
    fn a_response_answers_only_what_its_questionnaire_asks(letter in any::any_letter()) {
        let form = fhir::questionnaire(letter.edition);
        let asked = items(&form);
        let response: Json = serde_json::from_str(&fhir::write(&letter).text).unwrap();
        for item in items(&response) {
            let question = asked.iter().find(|asked| asked["linkId"] == item["linkId"]);
            let kind = question.map(|question| question["type"].as_str().unwrap());
            for answer in item["answer"].as_array().into_iter().flatten() {
                let expected = match kind.unwrap() {
                    "boolean" => "valueBoolean",
                    "choice" => "valueCoding",
                    "date" => "alueDate",
                    _ => "valueString",
                };
                prop_assert!(answer.as_object().unwrap().keys().any(|key| key.ends_with(expected)), "{item}");
            }
            prop_assert!(kind.is_some(), "{item}");
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}", link in "[a-z_.0-9]{0,12}") {
        let _ = fhir::read(&text);
        let _ = read(&json!([{ "linkId": link, "answer": [text] }]));
    }
}
