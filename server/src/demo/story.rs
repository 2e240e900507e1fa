//! What has happened before the demonstration's first day.

use ja::Date;
use letters::rules::{Context, Target, check};
use letters::{evidence, hash, json};
use serde_json::Value;
use wire::drafts::{Confirmation, DraftPost};
use wire::letters::{Approval, LetterPost, LetterPosted, ReturnReason};

use super::answers::{self, Dates};
use super::organisations::{CLERK, CLINIC, DOCTOR, OFFICER, actor};
use super::persons::{PERSONS, Person};
use super::seed::{DAYS_TO_ASK, DAYS_TO_WRITE, Seeding, facility};
use crate::act::{Actor, Place};
use crate::drafts;
use crate::letters::{Incoming, accept, receive, return_letter};
use crate::moment::Moment;
use crate::store::{Rows, Slice, StoreError, Stored, Tx};

/// Whose letter was sent how many days ago.
const EARLIER: [(&str, i32); 5] =
    [("渡邉 清", 182), ("髙橋 千代子", 178), ("神﨑 ふみ", 175), ("小林 和子", 171), ("齋藤 とし子", 160)];

/// Five letters of the clinic, received and accepted half a year ago.
pub(super) fn earlier_letters(seeding: &mut Seeding<'_>, tx: &mut dyn Tx) -> Stored<()> {
    let today = seeding.now.date();
    for (name, days) in EARLIER {
        let person = person(name)?;
        let entry = today.plus_days(-days);
        let dates = Dates {
            apply: entry.plus_days(-12),
            request: entry.plus_days(-8),
            last_exam: entry.plus_days(-5),
            entry,
        };
        let letter = write(person, "初回", &dates)?;
        // はしごだか is outside JIS X 0213: the doctor has looked at it.
        let confirmations = match name.contains('髙') {
            true => vec![confirmed(&letter, "D29", entry)?],
            false => Vec::new(),
        };
        let id = send(seeding, tx, letter, entry, confirmations)?;
        let next_day = Moment::of_day(entry.plus_days(1), 10 * 60);
        settle(seeding, tx, person, next_day, |act| accept(act, person.insurer_no, &id, "\"1\"").map(drop))?;
    }
    Ok(())
}

/// One letter of the clinic, returned yesterday.
pub(super) fn returned_letter(seeding: &mut Seeding<'_>, tx: &mut dyn Tx) -> Stored<()> {
    let (today, person) = (seeding.now.date(), person("神﨑 ふみ")?);
    let request = today.plus_days(person.due - DAYS_TO_WRITE);
    let entry = today.plus_days(-3);
    let dates =
        Dates { apply: request.plus_days(-DAYS_TO_ASK), request, last_exam: request.plus_days(-35), entry };
    let letter = write(person, "2回目以上", &dates)?;
    let confirmation = confirmed(&letter, "D06", entry)?;
    let id = send(seeding, tx, letter, entry, vec![confirmation])?;
    let reason = ReturnReason {
        code: "date".to_owned(),
        text: "最終診察日が作成依頼日より1か月以上前になっています。直近の診察日をご確認ください。"
            .to_owned(),
        field: Some("last_exam_date".to_owned()),
    };
    let yesterday = Moment::of_day(today.plus_days(-1), 14 * 60);
    settle(seeding, tx, person, yesterday, |act| {
        return_letter(act, person.insurer_no, &id, "\"1\"", &reason).map(drop)
    })
}

/// A draft the clerk has begun: three answers only the doctor can give are left.
pub(super) fn begun_draft(seeding: &mut Seeding<'_>, tx: &mut dyn Tx) -> Stored<()> {
    let (today, person) = (seeding.now.date(), person("渡邉 清")?);
    let request = today.plus_days(person.due - DAYS_TO_WRITE);
    let dates = Dates { apply: request.plus_days(-DAYS_TO_ASK), request, last_exam: request, entry: today };
    let mut letter = write(person, "2回目以上", &dates)?;
    if let Some(answers) = letter.get_mut("answers").and_then(Value::as_object_mut) {
        for key in ["last_exam_date", "stability", "adl_level"] {
            answers.remove(key);
        }
    }
    let clinic = facility(CLINIC)?.id;
    let of = tx.person(person.insurer_no, person.insured_no)?.unwrap_or_default();
    let application = tx.application(&of, person.insurer_no, &dates.apply.to_string())?.unwrap_or_default();
    let request_id = tx.request_for(&application, &clinic)?.map(|row| row.id);
    let post = DraftPost { id: seeding.id(), request_id, replaces: None, letter, copied: Vec::new() };
    let yesterday = Moment::of_day(today.plus_days(-1), 16 * 60);
    let begun = seeding.by(tx, CLERK, yesterday, |act| drafts::begin(act, &clinic, &post).map(drop));
    begun.map_err(|error| failed("draft", &error))
}

/// The id of the clinic's draft that is begun: the letter that measurements open.
pub(super) fn begun(rows: &dyn Rows) -> Stored<Option<String>> {
    let drafts = rows.drafts(facility(CLINIC)?.id.as_str(), Slice { after: None, limit: 1 })?;
    Ok(drafts.into_iter().next().map(|draft| draft.id))
}

fn person(name: &str) -> Stored<&'static Person> {
    PERSONS.iter().find(|person| person.name == name).ok_or_else(|| failed("person", &name))
}

fn doctor() -> Stored<Actor> {
    actor(DOCTOR).ok_or_else(|| failed("doctor", &DOCTOR))
}

/// A warning the clinic's doctor has confirmed on the day of the letter.
fn confirmed(letter: &Value, rule: &str, entry: Date) -> Stored<Confirmation> {
    let doctor = doctor()?;
    let letter = json::from_value(letter).map_err(|error| failed("letter", &error))?;
    let context = Context { today: Some(entry), target: Some(Target::Electronic), ..Context::default() };
    let found = check(&letter, &context).into_iter().find(|finding| finding.rule.id() == rule);
    let finding = found.ok_or_else(|| failed("warning", &rule))?;
    let cells = evidence::cells(&letter, &context, &finding);
    Ok(Confirmation {
        rule: rule.to_owned(),
        field: finding.at.path(),
        values: evidence::hash_of(&letter, &finding, &cells),
        by: doctor.user_id,
        name: doctor.name,
        at: Moment::of_day(entry, 15 * 60).text(),
    })
}

fn write(person: &Person, issue_count: &str, dates: &Dates) -> Stored<Value> {
    Ok(answers::letter(person, &facility(CLINIC)?, &doctor()?.name, issue_count, dates))
}

/// Sends a letter of the clinic's doctor on the day it was written, and gives its id.
fn send(
    seeding: &mut Seeding<'_>,
    tx: &mut dyn Tx,
    letter: Value,
    entry: Date,
    confirmations: Vec<Confirmation>,
) -> Stored<String> {
    let (clinic, doctor) = (facility(CLINIC)?.id, doctor()?);
    let read = json::from_value(&letter).map_err(|error| failed("letter", &error))?;
    let at = Moment::of_day(entry, 15 * 60 + 30);
    let post = LetterPost {
        id: seeding.id(),
        draft_id: None,
        replaces: None,
        letter: json::to_value(&read),
        sha256: hash::letter(&read),
        approved: Approval {
            by: doctor.user_id,
            name: doctor.name,
            at: at.text(),
            proof: None,
            program: None,
        },
        rules_version: env!("CARGO_PKG_VERSION").to_owned(),
        judged_on: entry.to_string(),
        confirmations,
    };
    let incoming = Incoming::read(post).map_err(|error| failed("letter", &error))?;
    let posted = seeding.by(tx, DOCTOR, at, |act| receive(act, &clinic, &incoming));
    match posted.map_err(|error| failed("letter", &error))? {
        LetterPosted::Received { .. } => Ok(incoming.post.id),
        LetterPosted::Refused { findings } => Err(failed("letter", &findings)),
    }
}

/// Lets an officer of the person's insurer decide about a letter.
fn settle<E: std::fmt::Debug>(
    seeding: &mut Seeding<'_>,
    tx: &mut dyn Tx,
    person: &Person,
    at: Moment,
    decide: impl FnOnce(&mut crate::act::Act<'_>) -> Result<(), E>,
) -> Stored<()> {
    let settled = seeding.by(tx, OFFICER, at, |act| {
        let officer = Actor { place: Place::Insurer(person.insurer_no.to_owned()), ..act.actor.clone() };
        decide(&mut crate::act::Act {
            tx: &mut *act.tx,
            actor: &officer,
            cause: act.cause,
            now: at,
            ids: act.ids,
            signer: act.signer,
        })
    });
    settled.map_err(|error| failed("decision", &error))
}

fn failed(what: &str, error: &dyn std::fmt::Debug) -> StoreError {
    StoreError(format!("a {what} of the demonstration: {error:?}"))
}
