use super::{Code, Doer};
use crate::act::Place;
use crate::moment::Moment;
use crate::store::rows::EnrolmentCodeRow;
use crate::store::{Stored, Tx};

/// The most characters of a terminal's name.
pub(crate) const NAME: usize = 40;
/// How long a code is good that a clinic's administrator makes, for the device on the next desk.
pub(crate) const CODE_MINUTES: i64 = 60;

/// A code to be made.
pub(crate) struct NewCode<'a> {
    pub(crate) id: String,
    pub(crate) place: Place,
    /// What the terminal will be called.
    pub(crate) name: &'a str,
    pub(crate) code: &'a Code,
    pub(crate) by: &'a Doer,
    pub(crate) minutes: i64,
}

/// A terminal's name as it is kept; none when it is empty, too long or holds what cannot be shown.
pub(crate) fn name(typed: &str) -> Option<&str> {
    let name = typed.trim();
    let is_good = !name.is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    is_good.then_some(name)
}

/// Keeps the hash of a new code, and forgets those of yesterday.
pub(crate) fn make_code(tx: &mut dyn Tx, now: Moment, new: NewCode<'_>) -> Stored<EnrolmentCodeRow> {
    let row = EnrolmentCodeRow {
        id: new.id,
        place: new.place,
        name: new.name.to_owned(),
        hash: new.code.hash(),
        made_at: now.text(),
        made_by: new.by.who.clone(),
        expires_at: Moment(now.0 + new.minutes * 60_000).text(),
        terminal_id: None,
    };
    tx.forget_enrolment_codes(&now.days_ago(1).text())?;
    tx.put_enrolment_code(&row)?;
    new.by.note(tx, now, "enrolment_code.make", &row.id)?;
    Ok(row)
}
