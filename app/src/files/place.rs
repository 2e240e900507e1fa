//! What a letter of a file answers, and what stands in its way.

use letters::Letter;
use letters::form::{Cell, cell};
use letters::json::cell_to_value;
use serde_json::{Map, Value};
use wire::letters::LetterState;
use wire::people::InsurerView;
use wire::requests::{RequestPost, RequestState, RequestView};

/// What is known on this device beside the file.
pub(super) struct Known<'a> {
    pub(super) requests: &'a [RequestView],
    pub(super) letters: &'a [Sent],
    pub(super) insurers: &'a [InsurerView],
    /// The draft in which somebody writes for a request.
    pub(super) begun: &'a dyn Fn(&str) -> Option<String>,
    /// The draft that is to take the place of a returned letter.
    pub(super) replacement: &'a dyn Fn(&str) -> Option<String>,
}

/// A letter of this clinic: at the insurer, or on its way.
pub(super) struct Sent {
    pub(super) key: Key,
    pub(super) letter: String,
    /// Where it stands; `None` while it is on its way.
    pub(super) state: Option<LetterState>,
}

/// (保険者番号, 被保険者番号, 申請日): what makes two letters answers to the same application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key(pub(super) [String; 3]);

/// Where a letter belongs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// It answers this request, for which nobody has begun a letter.
    Asked(Box<RequestView>),
    /// It takes the place of this returned letter.
    Returned { letter: String, request: Option<Box<RequestView>> },
    /// No request of the list is meant: one that came on paper. `near` has the same numbers and another 申請日.
    Unasked { near: Option<Box<RequestView>> },
    /// Somebody has begun a letter for the request.
    Begun { draft: OpenAs },
    /// The insurer has a letter for the application, or it is on its way.
    Sent { letter: String },
    /// Another letter of the file is for the same application, too.
    Twice,
    /// Nobody here knows the insurer.
    UnknownInsurer,
    /// It does not say for which application it is; the names of what is missing.
    Nameless(Vec<&'static str>),
}

/// How a letter that was begun is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OpenAs {
    /// The request's own.
    Request(String),
    /// The one that replaces this returned letter.
    Replacement(String),
}

const INSURER_NO: Cell = cell("insurer_no");
const INSURED_NO: Cell = cell("insured_no");
const APPLY_DATE: Cell = cell("apply_date");
const REQUEST_DATE: Cell = cell("request_date");
const REQUEST_NO: Cell = cell("request_no");
const PT_NAME: Cell = cell("pt_name");

/// The application a letter is for; the names of what it does not say otherwise.
pub(super) fn key(letter: &Letter) -> Result<Key, Vec<&'static str>> {
    let text = |cell: Cell| letter.text(cell).to_owned();
    let date = letter.date(APPLY_DATE).map(|date| date.to_string()).unwrap_or_default();
    let parts = [text(INSURER_NO), text(INSURED_NO), date];
    let names = ["保険者番号", "被保険者番号", "申請日"];
    let missing: Vec<_> =
        names.into_iter().zip(&parts).filter(|(_, part)| part.is_empty()).map(|(name, _)| name).collect();
    if missing.is_empty() { Ok(Key(parts)) } else { Err(missing) }
}

/// Where every letter of a file belongs.
pub(super) fn places(letters: &[&Letter], known: &Known<'_>) -> Vec<Place> {
    let keys: Vec<_> = letters.iter().map(|letter| key(letter)).collect();
    let is_alone = |wanted: &Key| keys.iter().flatten().filter(|key| *key == wanted).count() == 1;
    let place = |key: &Result<Key, Vec<&'static str>>| match key {
        Err(missing) => Place::Nameless(missing.clone()),
        Ok(key) => match place(key, known) {
            // What is done already is said first.
            done @ (Place::Sent { .. } | Place::Begun { .. } | Place::UnknownInsurer) => done,
            place if is_alone(key) => place,
            _ => Place::Twice,
        },
    };
    keys.iter().map(place).collect()
}

fn place(key: &Key, known: &Known<'_>) -> Place {
    if !known.insurers.iter().any(|insurer| insurer.insurer_no == key.0[0]) {
        return Place::UnknownInsurer;
    }
    let request = known.requests.iter().find(|view| key_of(&view.request) == *key);
    let boxed = || request.cloned().map(Box::new);
    let stands = |sent: &&Sent| sent.key == *key && sent.state != Some(LetterState::Superseded);
    if let Some(sent) = known.letters.iter().find(stands) {
        if sent.state != Some(LetterState::Returned) {
            return Place::Sent { letter: sent.letter.clone() };
        }
        return match (known.replacement)(&sent.letter) {
            Some(_) => Place::Begun { draft: OpenAs::Replacement(sent.letter.clone()) },
            None => Place::Returned { letter: sent.letter.clone(), request: boxed() },
        };
    }
    match boxed() {
        Some(request) if request.draft_id.is_some() || (known.begun)(&request.id).is_some() => {
            Place::Begun { draft: OpenAs::Request(request.id) }
        }
        Some(request) => Place::Asked(request),
        None => {
            let near = |view: &&RequestView| {
                let [insurer_no, insured_no, _] = &key_of(&view.request).0;
                [insurer_no, insured_no] == [&key.0[0], &key.0[1]] && is_to_do(view.state)
            };
            Place::Unasked { near: known.requests.iter().find(near).cloned().map(Box::new) }
        }
    }
}

const fn is_to_do(state: RequestState) -> bool {
    matches!(
        state,
        RequestState::Open | RequestState::Drafting | RequestState::Waiting | RequestState::Returned
    )
}

fn key_of(request: &RequestPost) -> Key {
    Key([&request.insurer_no, &request.insured_no, &request.apply_date].map(Clone::clone))
}

const PERSON: [Cell; 7] = [
    cell("pt_kana"),
    cell("pt_name"),
    cell("pt_birth"),
    cell("pt_sex"),
    cell("pt_zip"),
    cell("pt_addr"),
    cell("pt_tel"),
];
const CLINIC: [Cell; 7] = [
    cell("clinic_name"),
    cell("office_no"),
    cell("clinic_zip"),
    cell("clinic_addr"),
    cell("clinic_tel"),
    cell("clinic_fax"),
    cell("dr_name"),
];

/// The request that came on paper, as the letter repeats it; the names of what a request needs and the letter does not
/// say otherwise.
pub(super) fn paper(letter: &Letter) -> Result<RequestPost, Vec<&'static str>> {
    let Key([insurer_no, insured_no, apply_date]) = key(letter)?;
    let asked = letter.date(REQUEST_DATE);
    let needs = [
        ("正しい被保険者番号", !is_insured_no(&insured_no)),
        ("作成依頼日", asked.is_none()),
        ("氏名", letter.is_empty(PT_NAME)),
    ];
    let missing: Vec<_> = needs.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    Ok(RequestPost {
        insurer_no,
        insured_no,
        apply_date,
        request_date: asked.map(|date| date.to_string()).unwrap_or_default(),
        due_date: None,
        request_no: Some(letter.text(REQUEST_NO).to_owned()).filter(|no| !no.is_empty()),
        person: said(letter, &PERSON),
        clinic: said(letter, &CLINIC),
    })
}

/// Ten digits, or H and nine.
fn is_insured_no(text: &str) -> bool {
    let digits = text.strip_prefix('H').map_or((text, 10), |digits| (digits, 9));
    digits.0.len() == digits.1 && digits.0.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the letter says of these, as a request says it. A date that does not exist is left to the letter's own rules.
fn said(letter: &Letter, cells: &[Cell]) -> Map<String, Value> {
    let filled = cells
        .iter()
        .filter(|cell| !letter.is_empty(**cell))
        .map(|cell| (cell.field().path(), cell_to_value(*cell, letter.get(*cell))));
    filled.filter(|(_, value)| value.is_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use letters::json;
    use serde_json::json;
    use wire::requests::Origin;

    fn letter(insured_no: &str, apply_date: &str) -> Letter {
        let answers = json!({
            "insurer_no": "990010", "insured_no": insured_no, "apply_date": apply_date,
            "request_date": "2026-10-06", "pt_name": "髙橋 千代子", "pt_birth": "1939-03-08", "pt_sex": "女",
        });
        json::from_value(&json!({ "form": "R8", "answers": answers })).unwrap()
    }

    fn request(id: &str, insured_no: &str, state: RequestState) -> RequestView {
        let mut post = paper(&letter(insured_no, "2026-10-02")).unwrap();
        post.due_date = Some("2026-10-20".to_owned());
        RequestView {
            id: id.to_owned(),
            origin: Origin::Electronic,
            state,
            request: post,
            typed: None,
            paper_sent_on: None,
            insurer_name: "みどり野市".to_owned(),
            facility_id: String::new(),
            draft_id: None,
            letter_id: None,
            previous_date: None,
            return_text: None,
            arrived_at: String::new(),
        }
    }

    fn insurer() -> InsurerView {
        let name = "みどり野市".to_owned();
        InsurerView { insurer_no: "990010".to_owned(), name, electronic_from: None, exam_days: 31 }
    }

    fn sent(insured_no: &str, letter: &str, state: Option<LetterState>) -> Sent {
        let key = Key(["990010", insured_no, "2026-10-02"].map(str::to_owned));
        Sent { key, letter: letter.to_owned(), state }
    }

    /// One of everything: asked (1), begun on this device (2) and on the server (3), on its way (4), accepted (5),
    /// returned (6) and already being replaced (7).
    fn check(letters: &[Letter]) -> Vec<Place> {
        let mut begun = request("r3", "0000000003", RequestState::Drafting);
        begun.draft_id = Some("d3".to_owned());
        let requests = [
            request("r1", "0000000001", RequestState::Open),
            request("r2", "0000000002", RequestState::Open),
            begun,
            request("r4", "0000000004", RequestState::Open),
            request("r5", "0000000005", RequestState::Accepted),
            request("r6", "0000000006", RequestState::Returned),
            request("r7", "0000000007", RequestState::Returned),
        ];
        let letters_known = [
            sent("0000000004", "l4", None),
            sent("0000000005", "l5a", Some(LetterState::Superseded)),
            sent("0000000005", "l5", Some(LetterState::Accepted)),
            sent("0000000006", "l6", Some(LetterState::Returned)),
            sent("0000000007", "l7", Some(LetterState::Returned)),
        ];
        let known = Known {
            requests: &requests,
            letters: &letters_known,
            insurers: &[insurer()],
            begun: &|request| (request == "r2").then(|| "d2".to_owned()),
            replacement: &|letter| (letter == "l7").then(|| "d7".to_owned()),
        };
        places(&letters.iter().collect::<Vec<_>>(), &known)
    }

    #[test]
    fn a_letter_answers_the_request_with_its_numbers_and_day() {
        let letters: Vec<_> = (1..=7).map(|n| letter(&format!("{n:010}"), "2026-10-02")).collect();
        let places = check(&letters);
        assert!(matches!(&places[0], Place::Asked(request) if request.id == "r1"), "{:?}", places[0]);
        assert_eq!(places[1], Place::Begun { draft: OpenAs::Request("r2".to_owned()) });
        assert_eq!(places[2], Place::Begun { draft: OpenAs::Request("r3".to_owned()) });
        assert_eq!(places[3], Place::Sent { letter: "l4".to_owned() });
        assert_eq!(places[4], Place::Sent { letter: "l5".to_owned() });
        let Place::Returned { letter, request: Some(request) } = &places[5] else {
            panic!("{:?}", places[5])
        };
        assert_eq!((letter.as_str(), request.id.as_str()), ("l6", "r6"));
        assert_eq!(places[6], Place::Begun { draft: OpenAs::Replacement("l7".to_owned()) });
    }

    #[test]
    fn another_day_is_another_application_and_the_near_request_is_named() {
        let places = check(&[letter("0000000001", "2026-10-03"), letter("0000000009", "2026-10-02")]);
        let near = request("r1", "0000000001", RequestState::Open);
        assert_eq!(places, [Place::Unasked { near: Some(Box::new(near)) }, Place::Unasked { near: None }]);
    }

    #[test]
    fn two_letters_for_one_application_are_both_left_to_a_person() {
        let twice = letter("0000000001", "2026-10-02");
        let sent = letter("0000000005", "2026-10-02");
        let places = check(&[twice.clone(), letter("0000000009", "2026-10-02"), twice, sent.clone(), sent]);
        assert_eq!([&places[0], &places[2]], [&Place::Twice, &Place::Twice]);
        assert_eq!(places[1], Place::Unasked { near: None });
        assert_eq!(places[3], Place::Sent { letter: "l5".to_owned() });
    }

    #[test]
    fn what_a_letter_does_not_say_is_named() {
        let mut nameless = letter("", "2026-10-02");
        assert_eq!(check(&[nameless.clone()]), [Place::Nameless(vec!["被保険者番号"])]);
        assert!(nameless.set(INSURER_NO, letters::Value::text("990099")).is_ok());
        assert!(nameless.set(INSURED_NO, letters::Value::text("0000000001")).is_ok());
        assert_eq!(check(&[nameless]), [Place::UnknownInsurer]);
    }

    #[test]
    fn a_paper_request_says_what_the_letter_repeats_of_it() {
        let post = paper(&letter("0000000001", "2026-10-02")).unwrap();
        assert_eq!((post.insured_no.as_str(), post.apply_date.as_str()), ("0000000001", "2026-10-02"));
        assert_eq!(post.person["pt_birth"], "1939-03-08");
        assert_eq!(paper(&letter("12345", "2026-10-02")), Err(vec!["正しい被保険者番号"]));
        let mut undated = letter("H000000123", "2026-10-02");
        assert!(undated.set(REQUEST_DATE, letters::Value::Empty).is_ok());
        assert_eq!(paper(&undated), Err(vec!["作成依頼日"]));
    }
}
