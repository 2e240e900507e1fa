use wire::users::AccountView;

use super::view;
use crate::act::Place;
use crate::store::{Rows, Stored};

/// The accounts of a place.
pub(crate) fn list(rows: &dyn Rows, place: &Place) -> Stored<Vec<AccountView>> {
    rows.users_at(place)?.iter().map(|user| view(rows, user)).collect()
}
