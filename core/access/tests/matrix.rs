//! Every cell of the matrix against the list that was written by hand: kinds × who × 職種 × actions × subjects.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use access::{Action, Actor, Because, Insured, Kind, Matrix, Party, Profession, Role, Subject};

/// Noon of 2026-10-14 in Japan.
const NOW: i64 = 1_791_946_800_000;
const PLACE: &str = "here";
const ME: &str = "me";

/// One line of the list: for whom, in which relation, with consent or not, which actions.
struct Line<'a> {
    kinds: &'a str,
    who: &'a str,
    professions: &'a str,
    relation: &'a str,
    consent: bool,
    actions: Vec<&'a str>,
}

fn lines() -> Vec<Line<'static>> {
    let (mut lines, mut head) = (Vec::new(), ["", "", ""]);
    let text = include_str!("expected.txt");
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(inner) = line.strip_prefix('[') {
            let mut cells = inner.trim_end_matches(']').split('|').map(str::trim);
            head = core::array::from_fn(|_| cells.next().unwrap());
            continue;
        }
        let (relation, actions) = line.split_once(':').unwrap();
        let consent = relation.ends_with("+consent");
        let actions: Vec<&str> = actions.split_whitespace().collect();
        for action in &actions {
            assert!(Action::parse(action).is_some(), "{action} is no action");
        }
        let [kinds, who, professions] = head;
        let relation = relation.trim_end_matches("+consent");
        lines.push(Line { kinds, who, professions, relation, consent, actions });
    }
    lines
}

fn names(cell: &str, word: &str) -> bool {
    cell == "*" || cell.split_whitespace().any(|one| one == word)
}

/// Who sits there: the word of the list, the roles, the 職種.
fn parties() -> Vec<(&'static str, Vec<Role>, Option<Profession>)> {
    let mut parties = vec![("nobody", vec![], None), ("program", vec![], None)];
    for role in Role::ALL {
        for profession in Profession::ALL {
            parties.push((role.word(), vec![*role], Some(*profession)));
        }
        parties.push((role.word(), vec![*role], None));
    }
    parties
}

/// Every way something can stand to the actor, by the relation of the list that it satisfies.
fn subjects() -> Vec<(&'static str, bool, Subject<'static>)> {
    let insured = Insured { insurer: "elsewhere", ..Insured::default() };
    let mut all = vec![
        ("open", false, Subject::Open),
        ("self", false, Subject::Person(ME)),
        ("", false, Subject::Person("another")),
        ("own", false, Subject::Place(PLACE)),
        ("other", false, Subject::Place("elsewhere")),
        ("own", false, Subject::Shared { facility: PLACE, insurer: Some("elsewhere") }),
        ("sent", false, Subject::Shared { facility: "elsewhere", insurer: Some(PLACE) }),
        ("other", false, Subject::Shared { facility: "elsewhere", insurer: None }),
        ("other", false, Subject::Everything),
    ];
    for consent in [None, Some(false), Some(true)] {
        let with = |relation, insured| {
            (relation, consent == Some(true), Subject::Insured(Insured { consent, ..insured }))
        };
        all.push(with("requested", Insured { requested: true, ..insured }));
        all.push(with("identified", Insured { identified_until: Some(NOW + 1), ..insured }));
        all.push(with("", Insured { identified_until: Some(NOW), ..insured }));
        all.push(with("served", Insured { served: true, ..insured }));
        all.push(with("", insured));
        all.push(with("insured", Insured { insurer: PLACE, ..insured }));
    }
    all
}

/// `any` holds for whatever belongs to a place, whichever.
fn covers(line: &Line<'_>, relation: &str, agreed: bool) -> bool {
    let belongs = ["own", "sent", "other"].contains(&relation);
    (line.relation == relation || line.relation == "any" && belongs) && (!line.consent || agreed)
}

#[test]
fn every_cell_is_as_it_was_written_by_hand() {
    let (matrix, lines, subjects) = (Matrix::built_in(), lines(), subjects());
    let (mut cells, mut allowed, mut wrong) = (0, 0, Vec::new());
    for kind in Kind::ALL {
        for (who, roles, profession) in parties() {
            let party = match who {
                "nobody" => Party::Nobody,
                "program" => Party::Program,
                _ => Party::Person { user: ME, roles: &roles, profession },
            };
            let place = if kind.is_place() { PLACE } else { "" };
            let actor = Actor { kind: *kind, place, party };
            let word = profession.map_or("none", Profession::word);
            let mine: Vec<&Line<'_>> = lines
                .iter()
                .filter(|line| {
                    names(line.kinds, kind.word()) && names(line.who, who) && names(line.professions, word)
                })
                .collect();
            for action in Action::ALL {
                for (relation, agreed, subject) in &subjects {
                    let expected = mine
                        .iter()
                        .any(|line| line.actions.contains(&action.word()) && covers(line, relation, *agreed));
                    let decision = matrix.may(&actor, *action, subject, NOW);
                    cells += 1;
                    allowed += usize::from(expected);
                    if decision.allowed != expected {
                        wrong.push(format!(
                            "{}/{who}/{word} {} {subject:?}: {} ({})",
                            kind.word(),
                            action.word(),
                            decision.allowed,
                            decision.because
                        ));
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {cells} cells:\n{}",
        wrong.len(),
        wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(cells > 800_000 && allowed > 5_000, "{cells} {allowed}");
}

fn doctor<'a>(roles: &'a [Role], profession: Option<Profession>) -> Actor<'a> {
    Actor { kind: Kind::Clinic, place: PLACE, party: Party::Person { user: ME, roles, profession } }
}

#[test]
fn a_set_of_roles_is_their_sum() {
    let matrix = Matrix::built_in();
    let solo = [Role::Doctor, Role::FacilityAdmin];
    let may = |roles, action| {
        matrix.may(&doctor(roles, Some(Profession::Physician)), action, &Subject::Place(PLACE), NOW).allowed
    };
    assert!(may(&solo, Action::LetterApprove) && may(&solo, Action::UserAdd));
    assert!(!may(&solo[..1], Action::UserAdd) && !may(&solo[1..], Action::LetterApprove));
}

#[test]
fn the_reason_is_the_nearest_one() {
    let matrix = Matrix::built_in();
    let because = |actor: &Actor<'_>, action, subject: &Subject<'_>, now| {
        matrix.may(actor, action, subject, now).because.to_string()
    };
    let physician = doctor(&[Role::Doctor], Some(Profession::Physician));
    let own = Subject::Place(PLACE);
    assert_eq!(because(&physician, Action::DraftLook, &own, NOW), "draft.look/clinic/doctor/own");
    assert_eq!(because(&physician, Action::LetterAccept, &own, NOW), "denied/kind");
    assert_eq!(because(&physician, Action::UserAdd, &own, NOW), "denied/role");
    assert_eq!(
        because(&doctor(&[Role::Doctor], None), Action::LetterApprove, &own, NOW),
        "denied/profession"
    );
    assert_eq!(because(&physician, Action::DraftLook, &Subject::Place("x"), NOW), "denied/relation");
    let asked = |consent| Subject::Insured(Insured { requested: true, consent, ..Insured::default() });
    assert_eq!(because(&physician, Action::SurveyLook, &asked(None), NOW), "denied/consent");
    // 2026-03-31 23:59:59.999 and 2026-04-01 00:00 in Japan.
    let start = 1_774_969_200_000;
    assert_eq!(
        because(&physician, Action::SurveyLook, &asked(Some(true)), start - 1),
        "denied/from 2026-04-01"
    );
    assert_eq!(
        because(&physician, Action::SurveyLook, &asked(Some(true)), start),
        "survey.look/clinic/doctor/requested"
    );
}

#[test]
fn before_a_row_is_read_the_relation_says_whose_rows() {
    let matrix = Matrix::built_in();
    let officer = [Role::InsurerOfficer];
    let party = Party::Person { user: ME, roles: &officer, profession: None };
    let actor = Actor { kind: Kind::Insurer, place: "990010", party };
    let decision = matrix.may_any(&actor, Action::LettersLook, NOW);
    assert!(matches!(decision.because, Because::Row { relation: access::Relation::Sent, .. }));
    assert!(!matrix.may_any(&actor, Action::DraftsLook, NOW).allowed);
}

#[test]
fn a_table_with_a_cell_that_is_not_understood_is_refused_whole() {
    let good = "draft.look\tclinic\tdoctor\t*\town\t-\t2026-04-01\t2027-04-01\tsource";
    assert!(Matrix::parse(good).is_ok());
    for (from, to) in [
        ("draft.look", "draft.lok"),
        ("clinic", "clinics"),
        ("doctor", "docter"),
        ("*", "baker"),
        ("own", "mine"),
        ("\t-\t", "\tmaybe\t"),
        ("2026-04-01", "2026-02-30"),
        ("2027-04-01", "soon"),
        ("\tsource", ""),
        ("source", ""),
    ] {
        let error = Matrix::parse(&format!("# head\n{}", good.replacen(from, to, 1))).unwrap_err();
        assert_eq!(error.line, 2, "{to}");
    }
    let until = Matrix::parse(good).unwrap();
    let april = 1_806_505_200_000;
    let actor = doctor(&[Role::Doctor], None);
    let at = |now| until.may(&actor, Action::DraftLook, &Subject::Place(PLACE), now).because.to_string();
    assert_eq!((&*at(april - 1), &*at(april)), ("draft.look/clinic/doctor/own", "denied/until 2027-04-01"));
}

#[test]
fn roles_fit_places_and_professions() {
    use Profession as P;
    let fits =
        |role: Role, kind| -> Vec<P> { P::ALL.iter().copied().filter(|p| role.fits(kind, *p)).collect() };
    assert_eq!(fits(Role::Doctor, Kind::Clinic), [P::Physician, P::Dentist]);
    assert_eq!(
        fits(Role::Visitor, Kind::CareClinic),
        [P::Pharmacist, P::Nurse, P::Dietitian, P::DentalHygienist]
    );
    assert_eq!(fits(Role::Doctor, Kind::Insurer), []);
    assert_eq!(fits(Role::Clerk, Kind::CareOffice), []);
    assert_eq!(fits(Role::FacilityAdmin, Kind::Operator), []);
    assert_eq!(fits(Role::InsurerOfficer, Kind::Clinic), []);
    assert_eq!(fits(Role::CareProvider, Kind::CareOffice).len(), P::ALL.len());
    assert_eq!(fits(Role::Operator, Kind::Operator).len(), P::ALL.len());
}
