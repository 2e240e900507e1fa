use ja::Date;
use wire::people::{Kind, Profession, Role};
use wire::users::AccountState;

use super::ids::numbered;
use crate::act::{Actor, By, Place};
use crate::store::rows::{FacilityRow, InsurerRow, UserRow};
use crate::terminals::Code;

/// The clinic of 佐々木 and 森.
pub(super) const CLINIC: u64 = 900_001;
/// The second facility.
pub(super) const HOSPITAL: u64 = 900_002;
/// 医師 佐々木 健一.
pub(super) const DOCTOR: u64 = 900_011;
/// 事務 森 美咲.
pub(super) const CLERK: u64 = 900_012;
/// 医師 of the hospital.
pub(super) const HOSPITAL_DOCTOR: u64 = 900_013;
/// 保険者 田中 由美.
pub(super) const OFFICER: u64 = 900_014;
/// 管理者 of the clinic.
pub(super) const ADMIN: u64 = 900_015;
/// 運用者 島田 徹, and a second one: a recovery needs two.
pub(super) const OPERATORS: [u64; 2] = [900_016, 900_017];
/// 管理者 of the hospital.
pub(super) const HOSPITAL_ADMIN: u64 = 900_018;
/// 薬剤師 of the clinic, who visits.
pub(super) const VISITOR: u64 = 900_019;
/// 管理者 of みどり野市.
pub(super) const INSURER_ADMIN: u64 = 900_020;

/// Each person's host.
pub(super) const HOSTS: [(&str, u64); 5] = [
    ("ishi.localhost", DOCTOR),
    ("jimu.localhost", CLERK),
    ("ishi2.localhost", HOSPITAL_DOCTOR),
    ("kanri.localhost", ADMIN),
    ("hokensha.localhost", OFFICER),
];

/// The insurers. 霧ヶ原町 does not take 電送 yet; the others have for a year.
pub(super) fn insurers(today: Date) -> Vec<InsurerRow> {
    let from = Some(today.plus_days(-365).to_string());
    [("990010", "みどり野市", from.clone()), ("990028", "青葉浜市", from), ("990036", "霧ヶ原町", None)]
        .into_iter()
        .map(|(insurer_no, name, electronic_from)| InsurerRow {
            insurer_no: insurer_no.to_owned(),
            name: name.to_owned(),
            electronic_from,
            exam_days: 60,
            written_beforehand: false,
        })
        .collect()
}

/// The facilities.
pub(super) fn facilities() -> Vec<FacilityRow> {
    let row = |id, office_no: &str, name: &str, zip: &str, addr: &str, tel: &str, fax: &str| FacilityRow {
        id: numbered(id),
        office_no: office_no.to_owned(),
        name: name.to_owned(),
        zip: zip.to_owned(),
        addr: addr.to_owned(),
        tel: tel.to_owned(),
        fax: fax.to_owned(),
        kind: Kind::Clinic,
        recovery_key: None,
    };
    vec![
        row(
            CLINIC,
            "9910123455",
            "ひばり内科クリニック",
            "999-0102",
            "みどり野市若葉町4-5",
            "0990-65-4321",
            "0990-65-4322",
        ),
        row(
            HOSPITAL,
            "9910987651",
            "さくら通り病院",
            "999-0110",
            "みどり野市さくら通り2-18",
            "0990-70-1100",
            "0990-70-1101",
        ),
    ]
}

/// The users.
pub(super) fn users() -> Vec<UserRow> {
    let row = |id, name: &str, profession, role, facility: Option<u64>, insurer: Option<&str>| UserRow {
        id: numbered(id),
        name: name.to_owned(),
        roles: vec![role],
        facility_id: facility.map(numbered),
        insurer_no: insurer.map(str::to_owned),
        profession: Some(profession),
        state: AccountState::Active,
        revision: 1,
        signed_in_at: None,
    };
    let (doctor, office) = (Profession::Physician, Profession::Office);
    let [operator, second] = OPERATORS;
    vec![
        row(DOCTOR, "佐々木 健一", doctor, Role::Doctor, Some(CLINIC), None),
        row(CLERK, "森 美咲", office, Role::Clerk, Some(CLINIC), None),
        row(HOSPITAL_DOCTOR, "小川 直子", doctor, Role::Doctor, Some(HOSPITAL), None),
        row(OFFICER, "田中 由美", Profession::Official, Role::InsurerOfficer, None, Some("990010")),
        row(ADMIN, "西野 真理", office, Role::FacilityAdmin, Some(CLINIC), None),
        row(operator, "島田 徹", office, Role::Operator, None, None),
        row(second, "久保 亜紀", office, Role::Operator, None, None),
        row(HOSPITAL_ADMIN, "野口 隆", office, Role::FacilityAdmin, Some(HOSPITAL), None),
        row(VISITOR, "堀 千尋", Profession::Pharmacist, Role::Visitor, Some(CLINIC), None),
        row(INSURER_ADMIN, "宮本 豊", Profession::Official, Role::FacilityAdmin, None, Some("990010")),
    ]
}

/// The invitation code of a user of the demonstration, for the certified listener: the number in its last digits.
pub(super) fn code(number: u64) -> String {
    format!("{number:012}")
}

/// Everybody's name, at which of the demonstration's terminals, and invitation code, to be read out.
pub(super) fn people() -> Vec<(String, &'static str, String)> {
    let all = USERS.zip(users_by_number());
    all.map(|(number, user)| {
        let terminal = match (&user.facility_id, &user.insurer_no) {
            (Some(id), _) if *id == numbered(CLINIC) => "clinic.p12",
            (Some(_), _) => "hospital.p12",
            (None, Some(_)) => "insurer.p12",
            (None, None) => "operator.p12",
        };
        let code = Code::read(&code(number)).map(|code| code.text());
        (user.name, terminal, code.unwrap_or_default())
    })
    .collect()
}

fn users_by_number() -> Vec<UserRow> {
    let mut users = users();
    users.sort_by(|a, b| a.id.cmp(&b.id));
    users
}

/// Every user's number.
pub(super) const USERS: std::ops::RangeInclusive<u64> = DOCTOR..=INSURER_ADMIN;

/// The user with this number as somebody who acts.
pub(super) fn actor(number: u64) -> Option<Actor> {
    let user = users().into_iter().find(|user| user.id == numbered(number))?;
    let place = user.place();
    let kind = match place {
        Place::Facility(_) => Kind::Clinic,
        Place::Insurer(_) => Kind::Insurer,
        Place::Operator => Kind::Operator,
    };
    Some(Actor {
        user_id: user.id,
        name: user.name,
        roles: user.roles,
        profession: user.profession,
        place,
        kind,
        by: By::BuiltIn,
    })
}

/// 管理者 of the clinic, of the hospital and of みどり野市, and an operator, as somebody who acts.
#[cfg(test)]
pub(crate) fn admins() -> Vec<Actor> {
    [ADMIN, HOSPITAL_ADMIN, INSURER_ADMIN, OPERATORS[0]].into_iter().filter_map(actor).collect()
}
