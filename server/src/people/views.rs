use wire::people::{FacilityView, InsurerView, Role, UserView};
use wire::users::AccountState;

use crate::store::rows::{FacilityRow, InsurerRow, UserRow};
use crate::store::{Rows, Stored};

/// An insurer as everybody sees it.
pub(crate) fn insurer(row: InsurerRow) -> InsurerView {
    InsurerView {
        insurer_no: row.insurer_no,
        name: row.name,
        electronic_from: row.electronic_from,
        exam_days: row.exam_days,
    }
}

/// A clinic with its doctors whose accounts are in use.
pub(crate) fn facility(rows: &dyn Rows, row: FacilityRow) -> Stored<FacilityView> {
    let doctors = rows
        .users_of(&row.id)?
        .into_iter()
        .filter(|user| user.roles.contains(&Role::Doctor) && user.state == AccountState::Active);
    Ok(FacilityView {
        doctors: doctors.map(user).collect(),
        id: row.id,
        office_no: row.office_no,
        name: row.name,
        zip: row.zip,
        addr: row.addr,
        tel: row.tel,
        fax: row.fax,
    })
}

/// A person who works here.
fn user(row: UserRow) -> UserView {
    UserView { id: row.id, name: row.name, roles: row.roles }
}
