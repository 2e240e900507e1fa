use ja::Date;
use wire::events::Event;
use wire::people::Kind;
use wire::requests::{Origin, RequestPost};

use super::organisations::{
    CLERK, CLINIC, HOSPITAL, HOSPITAL_DOCTOR, USERS, actor, code, facilities, insurers, users,
};
use super::persons::{PERSONS, Person};
use super::{ids, story};
use crate::act::{Act, Actor, By, Cause, Ids, Place};
use crate::moment::Moment;
use crate::receipt::Signer;
use crate::requests;
use crate::store::accounts::InvitationRow;
use crate::store::rows::FacilityRow;
use crate::store::{StoreError, Stored, Tx};
use crate::terminals::Code;

/// Days from 作成依頼日 to 提出期限.
pub(super) const DAYS_TO_WRITE: i32 = 14;
/// Days from 申請日 to 作成依頼日.
pub(super) const DAYS_TO_ASK: i32 = 4;

/// Puts the demonstration's first day into an empty store.
pub(crate) fn seed_once(tx: &mut dyn Tx, now: Moment, signer: &Signer) -> Stored<()> {
    if tx.insurers()?.is_empty() { seed(tx, now, signer) } else { Ok(()) }
}

/// Begins again under a new epoch, and tells everybody to load everything again.
pub(crate) fn reset(tx: &mut dyn Tx, now: Moment, signer: &Signer) -> Stored<()> {
    let epoch = tx.epoch()? + 1;
    tx.clear()?;
    tx.set_epoch(epoch)?;
    seed(tx, now, signer)?;
    let act = &mut Seeding { now, signer, ids: ids::counted() };
    for facility in facilities() {
        act.by(tx, CLERK, now, |act| act.tell_facility(&facility.id, &Event::Reload))?;
    }
    for insurer in insurers(now.date()) {
        act.by(tx, CLERK, now, |act| act.tell_insurer(&insurer.insurer_no, &Event::Reload))?;
    }
    Ok(())
}

fn seed(tx: &mut dyn Tx, now: Moment, signer: &Signer) -> Stored<()> {
    let today = now.date();
    for row in insurers(today) {
        tx.put_insurer(&row)?;
    }
    for row in facilities() {
        tx.put_facility(&row)?;
    }
    for row in users() {
        tx.put_user(&row)?;
    }
    for number in USERS {
        invite(tx, number, now)?;
    }
    let seeding = &mut Seeding { now, signer, ids: ids::counted() };
    story::earlier_letters(seeding, tx)?;
    for person in PERSONS {
        ask(seeding, tx, today, person)?;
    }
    story::returned_letter(seeding, tx)?;
    story::begun_draft(seeding, tx)
}

/// How long an invitation of the demonstration holds, in minutes: a year.
const INVITATION: i64 = 365 * 24 * 60;

/// Lets a user sign in for the first time, at a certified terminal, by a code that everybody may know.
fn invite(tx: &mut dyn Tx, number: u64, now: Moment) -> Stored<()> {
    let code = Code::read(&code(number)).ok_or_else(|| StoreError("no code".into()))?;
    tx.put_invitation(&InvitationRow {
        hash: code.hash(),
        user_id: ids::numbered(number),
        recovery_id: None,
        made_by: "server".to_owned(),
        made_at: now.text(),
        expires_at: now.minutes_later(INVITATION).text(),
    })
}

/// What every step of the story is given.
pub(super) struct Seeding<'a> {
    pub(super) now: Moment,
    pub(super) signer: &'a Signer,
    ids: Ids,
}

impl Seeding<'_> {
    /// A new id.
    pub(super) fn id(&self) -> String {
        (self.ids)()
    }

    /// Lets the user with this number do something at an instant.
    pub(super) fn by<T>(
        &mut self,
        tx: &mut dyn Tx,
        user: u64,
        now: Moment,
        work: impl FnOnce(&mut Act<'_>) -> T,
    ) -> T {
        let nobody = Actor {
            user_id: "server".to_owned(),
            name: String::new(),
            roles: Vec::new(),
            profession: None,
            place: Place::Operator,
            kind: Kind::Operator,
            by: By::BuiltIn,
        };
        let actor = actor(user).unwrap_or(nobody);
        let cause = Cause { terminal: String::new(), because: "demo".to_owned() };
        work(&mut Act { tx, actor: &actor, cause: &cause, now, ids: &self.ids, signer: self.signer })
    }
}

/// The facility with this number.
pub(super) fn facility(number: u64) -> Stored<FacilityRow> {
    let id = ids::numbered(number);
    let facility = facilities().into_iter().find(|row| row.id == id);
    facility.ok_or_else(|| StoreError("the demonstration has no such facility".into()))
}

/// The request of a person, sent by the insurer or typed in from paper at the facility.
fn ask(seeding: &mut Seeding<'_>, tx: &mut dyn Tx, today: Date, person: &Person) -> Stored<()> {
    let (facility, user) = match person.clinic {
        true => (facility(CLINIC)?, CLERK),
        false => (facility(HOSPITAL)?, HOSPITAL_DOCTOR),
    };
    let dr_name = if person.clinic { "佐々木 健一" } else { "小川 直子" };
    let request_date = today.plus_days(person.due - DAYS_TO_WRITE);
    let text = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect()
    };
    let post = RequestPost {
        insurer_no: person.insurer_no.to_owned(),
        insured_no: person.insured_no.to_owned(),
        apply_date: request_date.plus_days(-DAYS_TO_ASK).to_string(),
        request_date: request_date.to_string(),
        due_date: Some(today.plus_days(person.due).to_string()),
        request_no: None,
        person: text(&[
            ("pt_name", person.name),
            ("pt_kana", person.kana),
            ("pt_birth", person.birth),
            ("pt_sex", person.sex),
            ("pt_zip", person.zip),
            ("pt_addr", person.addr),
            ("pt_tel", person.tel),
        ]),
        clinic: text(&[
            ("clinic_name", &facility.name),
            ("office_no", &facility.office_no),
            ("dr_name", dr_name),
        ]),
    };
    let morning = Moment::of_day(request_date, 9 * 60).min(seeding.now);
    let taken = seeding.by(tx, user, morning, |act| match person.origin {
        Origin::Electronic => requests::take(act, person.insurer_no, &post).map(drop),
        Origin::Paper => requests::paper(act, &facility.id, &post).map(drop),
    });
    taken.map_err(|error| StoreError(format!("a request of the demonstration: {error:?}")))
}
