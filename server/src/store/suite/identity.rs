//! Who is at the terminal: certificates, codes, people, sessions, invitations.

use std::sync::Arc;

use wire::people::Role;
use wire::terminals::TerminalKind;
use wire::users::AccountState;

use super::{done, seen};
use crate::act::Place;
use crate::store::accounts::{InvitationRow, SessionRow};
use crate::store::rows::{EnrolmentCodeRow, TerminalRow, UserRow};
use crate::store::{Store, write};

/// Terminals and one-time codes are found by what they show, belong to their place, and outlive a clearing.
pub(super) async fn terminals(store: Arc<dyn Store>) {
    let clinic = Place::Facility("f".into());
    let row = |id: &str, place: &Place| TerminalRow {
        id: id.into(),
        place: place.clone(),
        name: "診察室1".into(),
        kind: TerminalKind::Own,
        fingerprint: format!("fingerprint of {id}"),
        certificate: String::new(),
        serial: String::new(),
        not_before: "2026-01-01".into(),
        not_after: "2027-01-01".into(),
        issued_at: "2026-01-01".into(),
        issued_by: "u".into(),
        revoked_at: None,
        renews: None,
    };
    let rows = [row("a", &clinic), row("b", &Place::Insurer("f".into())), row("c", &Place::Operator)];
    let put = rows.clone();
    assert_eq!(seen(&store, |s| s.terminals_version()), 0);
    done(&store, move |tx| put.iter().try_for_each(|row| tx.put_terminal(row))).await;
    assert_eq!(seen(&store, |s| s.terminals_version()), 3);
    let twice = TerminalRow { id: "d".into(), ..rows[0].clone() };
    let twice = write(&*store, move |tx| tx.put_terminal(&twice)).await;
    assert!(twice.is_err(), "a certificate is one terminal's");
    assert_eq!(seen(&store, |s| s.terminals(Some(&clinic))), rows[..1]);
    assert_eq!(seen(&store, |s| s.terminals(None)), rows);
    assert_eq!(seen(&store, |s| s.terminal_with("fingerprint of b")), Some(rows[1].clone()));
    assert_eq!(seen(&store, |s| s.terminal_with("b")), None);
    let revoked = TerminalRow { revoked_at: Some("2026-02-01".into()), ..rows[0].clone() };
    let put = revoked.clone();
    done(&store, move |tx| tx.put_terminal(&put)).await;
    let code = |id: &str, expires_at: &str| EnrolmentCodeRow {
        id: id.into(),
        place: clinic.clone(),
        name: "診察室2".into(),
        hash: format!("hash of {id}"),
        made_at: "2026-01-01".into(),
        made_by: "u".into(),
        expires_at: expires_at.into(),
        terminal_id: None,
    };
    let codes = [code("p", "2026-01-02"), code("q", "2026-01-03")];
    let put = codes.clone();
    done(&store, move |tx| put.iter().try_for_each(|row| tx.put_enrolment_code(row))).await;
    assert_eq!(seen(&store, |s| s.enrolment_codes(&clinic, "2026-01-02")), codes[1..]);
    assert_eq!(seen(&store, |s| s.enrolment_codes(&Place::Operator, "2026")), []);
    assert_eq!(seen(&store, |s| s.enrolment_code("hash of p")), Some(codes[0].clone()));
    done(&store, |tx| tx.forget_enrolment_codes("2026-01-03")).await;
    assert_eq!(seen(&store, |s| s.enrolment_code("hash of p")), None);
    done(&store, |tx| tx.clear()).await;
    assert_eq!(seen(&store, |s| s.terminal("a")), Some(revoked));
    assert_eq!(seen(&store, |s| s.enrolment_code("hash of q")), Some(codes[1].clone()));
}

/// Accounts are found by their place, and what belongs to them by its owner.
pub(super) async fn accounts(store: Arc<dyn Store>) {
    let user = |id: &str, facility: Option<&str>, insurer: Option<&str>| UserRow {
        id: id.into(),
        name: id.into(),
        roles: vec![Role::Clerk],
        facility_id: facility.map(str::to_owned),
        insurer_no: insurer.map(str::to_owned),
        profession: None,
        state: AccountState::Active,
        revision: 1,
        signed_in_at: None,
    };
    let users = [
        user("a", Some("f"), None),
        user("b", Some("g"), None),
        user("c", None, Some("990010")),
        user("d", None, Some("990028")),
        user("e", None, None),
    ];
    let put = users.clone();
    done(&store, move |tx| put.iter().try_for_each(|row| tx.put_user(row))).await;
    let places = [
        Place::Facility("f".into()),
        Place::Facility("g".into()),
        Place::Insurer("990010".into()),
        Place::Insurer("990028".into()),
        Place::Operator,
    ];
    for (place, own) in places.iter().zip(&users) {
        assert_eq!(seen(&store, |s| s.users_at(place)), std::slice::from_ref(own));
        for other in &users {
            let found = seen(&store, |s| s.user_at(place, &other.id));
            assert_eq!(found.is_some(), own.id == other.id, "{place:?} {}", other.id);
        }
        assert_eq!(own.place(), *place);
    }
    let session = |id: &str, user_id: &str, expires_at: &str| SessionRow {
        id: id.into(),
        hash: format!("hash {id}"),
        user_id: user_id.into(),
        terminal_id: "t".into(),
        fingerprint: "x".into(),
        begun_at: "2026-01".into(),
        seen_at: "2026-01".into(),
        expires_at: expires_at.into(),
    };
    let rows = [session("1", "a", "2026-02"), session("2", "a", "2026-03"), session("3", "b", "2026-02")];
    let put = rows.clone();
    done(&store, move |tx| put.iter().try_for_each(|row| tx.put_session(row))).await;
    assert_eq!(seen(&store, |s| s.sessions("a")), rows[..2]);
    assert_eq!(seen(&store, |s| s.session_with("hash 3")), Some(rows[2].clone()));
    done(&store, |tx| tx.remove_session("a", "3")).await;
    assert!(seen(&store, |s| s.session_with("hash 3")).is_some(), "another's session is not theirs to end");
    done(&store, |tx| tx.forget_sessions("2026-02-15")).await;
    assert_eq!(seen(&store, |s| s.sessions("a")), rows[1..2]);
    let invitation = |hash: &str| InvitationRow {
        hash: hash.into(),
        user_id: "a".into(),
        recovery_id: None,
        made_by: "b".into(),
        made_at: String::new(),
        expires_at: String::new(),
    };
    let (one, two) = (invitation("one"), invitation("two"));
    done(&store, move |tx| tx.put_invitation(&one).and_then(|()| tx.put_invitation(&two))).await;
    assert_eq!(seen(&store, |s| s.invitation_with("one")), None, "a newer one takes its place");
    assert_eq!(seen(&store, |s| s.invitation_of("a")).map(|row| row.hash), Some("two".into()));
    done(&store, |tx| tx.clear_accounts()).await;
    assert_eq!(seen(&store, |s| s.invitation_of("a")), None);
    assert_eq!(seen(&store, |s| s.sessions("a")), []);
}
