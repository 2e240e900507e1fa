//! The table of the API's routes: the router, the contract and the tests read it.

mod accounts;
mod house;
mod letters;
mod terminals;

use super::route::Route;

/// Every route of the API.
pub(super) fn all() -> impl Iterator<Item = &'static Route> {
    [house::ROUTES, letters::ROUTES, accounts::ROUTES, terminals::ROUTES].into_iter().flatten()
}
