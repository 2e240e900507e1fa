use ja::Date;

use crate::row::{Relation, Row, Who};
use crate::{Action, Actor, Because, Decision, Matrix, Party, Subject};

impl Matrix {
    /// Whether the actor may do this to this subject now. `now` is an instant, Unix ms; the day is Japan's.
    pub fn may(&self, actor: &Actor<'_>, action: Action, subject: &Subject<'_>, now: i64) -> Decision {
        self.decide(actor, action, Some(subject), now)
    }

    /// Whether there is any subject at all to which the actor may do this now: what is asked before a row is read. The
    /// relation of the answer says whose rows may be read.
    pub fn may_any(&self, actor: &Actor<'_>, action: Action, now: i64) -> Decision {
        self.decide(actor, action, None, now)
    }

    fn decide(&self, actor: &Actor<'_>, action: Action, subject: Option<&Subject<'_>>, now: i64) -> Decision {
        let today = Date::from_unix_ms_japan(now);
        let mut nearest = Because::Kind;
        for row in self.rows(action) {
            match weigh(row, actor, subject, today, now) {
                Ok((who, relation)) => {
                    let because = Because::Row { action, kind: actor.kind, who, relation };
                    return Decision { allowed: true, because };
                }
                Err(because) if stage(because) > stage(nearest) => nearest = because,
                Err(_) => {}
            }
        }
        Decision { allowed: false, because: nearest }
    }
}

/// As whom and by which relation a row allows it, or the first thing that is missing.
fn weigh(
    row: &Row,
    actor: &Actor<'_>,
    subject: Option<&Subject<'_>>,
    today: Date,
    now: i64,
) -> Result<(Who, Relation), Because> {
    if !row.kinds.contains(&actor.kind) {
        return Err(Because::Kind);
    }
    let who = row.who.iter().copied().find(|who| who.is(actor.kind, actor.party)).ok_or(Because::Role)?;
    let profession = match actor.party {
        Party::Person { profession, .. } => profession,
        Party::Nobody | Party::Program => None,
    };
    let is_asked = !row.professions.is_empty() && matches!(actor.party, Party::Person { .. });
    if is_asked && !profession.is_some_and(|profession| row.professions.contains(&profession)) {
        return Err(Because::Profession);
    }
    let related = |relation: &Relation| match subject {
        Some(subject) => subject.is_related(actor, *relation, now),
        None => true,
    };
    let relation = row.relations.iter().copied().find(related).ok_or(Because::Relation)?;
    if row.consent && !subject.is_none_or(Subject::is_agreed) {
        return Err(Because::Consent);
    }
    match (row.from, row.until) {
        (Some(from), _) if today < from => Err(Because::From(from)),
        (_, Some(until)) if today >= until => Err(Because::Until(until)),
        _ => Ok((who, relation)),
    }
}

/// How near a denial came to being allowed.
fn stage(because: Because) -> u8 {
    match because {
        Because::Kind => 0,
        Because::Role => 1,
        Because::Profession => 2,
        Because::Relation => 3,
        Because::Consent => 4,
        Because::Until(_) => 5,
        Because::From(_) => 6,
        Because::Row { .. } => 7,
    }
}
