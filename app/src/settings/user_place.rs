use leptos::prelude::*;
use wire::paths;
use wire::people::{FacilityView, Role};
use wire::users::AccountView;

use super::panel::{Panel, Rows};
use crate::el::{El, el};

/// Whether an operator is at the screen.
pub(super) fn is_operator(panel: &Panel) -> bool {
    panel
        .local
        .me()
        .with_untracked(|me| me.as_ref().is_some_and(|me| me.user.roles.contains(&Role::Operator)))
}

/// Whose users are listed: an operator looks after every clinic's, everybody else after their own place's.
pub(super) fn choice(panel: &Panel, rows: Rows<AccountView>, place: RwSignal<String>) -> Option<El> {
    if !is_operator(panel) {
        return None;
    }
    let facilities: Rows<FacilityView> = panel.rows(paths::FACILITIES);
    let options = move || {
        let named = facilities.rows.get().unwrap_or_default().into_iter().map(|facility| {
            let words = [&facility.name, "（", &facility.office_no, "）"].concat();
            el("option").attr("value", facility.id).text(words)
        });
        [el("option").attr("value", "").text("運用者")].into_iter().chain(named).collect()
    };
    let asking = panel.clone();
    let select = el("select")
        .class("input")
        .attr("id", "user-place")
        .on("change", move |event| {
            let chosen = event_target_value(&event);
            let path = match chosen.as_str() {
                "" => paths::USERS.to_owned(),
                facility => [paths::USERS, "?place=", facility].concat(),
            };
            place.set(chosen);
            asking.follow(rows, path);
        })
        .list(options);
    Some(
        el("div")
            .class("field")
            .child(el("label").class("field__label").attr("for", "user-place").text("事業所"))
            .child(select),
    )
}
