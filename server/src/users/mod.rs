//! Accounts of a place: 事業所 → 管理者 → 一般.

mod add;
mod change;
mod invite;
mod list;
mod view;

pub(crate) use add::{AddError, add};
pub(crate) use change::{ChangeError, change};
pub(crate) use invite::{InviteError, invite};
pub(crate) use list::list;
pub(crate) use view::view;

use access::{Kind, Profession, Role};

use crate::act::Place;
use crate::store::{Rows, Stored};

/// The most characters of a name.
const NAME_LENGTH: usize = 60;

/// What kind of place it is; none for a facility that is not there.
pub(crate) fn kind(rows: &dyn Rows, place: &Place) -> Stored<Option<Kind>> {
    Ok(match place {
        Place::Facility(id) => rows.facility(id)?.map(|row| row.kind),
        Place::Insurer(insurer_no) => rows.insurer(insurer_no)?.map(|_| Kind::Insurer),
        Place::Operator => Some(Kind::Operator),
    })
}

/// The place an operator names by a facility's id, an insurer's number or `operator`.
pub(crate) fn place(rows: &dyn Rows, name: &str) -> Stored<Option<Place>> {
    if name == crate::act::OPERATOR {
        return Ok(Some(Place::Operator));
    }
    if rows.facility(name)?.is_some() {
        return Ok(Some(Place::Facility(name.to_owned())));
    }
    Ok(rows.insurer(name)?.map(|row| Place::Insurer(row.insurer_no)))
}

/// A name that people can be called by.
fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= NAME_LENGTH && !name.chars().any(char::is_control)
}

/// A set of roles that fits: at least one, none twice, each of them possible here with this 職種.
fn fit(roles: &[Role], kind: Kind, profession: Profession) -> bool {
    let twice = |role: &Role| roles.iter().filter(|other| *other == role).count() > 1;
    !roles.is_empty() && !roles.iter().any(twice) && roles.iter().all(|role| role.fits(kind, profession))
}
