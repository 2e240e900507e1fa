use ja::Date;
use letters::evidence;
use letters::rules::{Context, Electronic, Finding, InsurerFacts, Previous, Severity, Target, check};
use letters::{Letter, Request};
use wire::drafts::Confirmation;
use wire::letters::FindingView;

use crate::store::rows::InsurerRow;

/// What the server knows beside a letter when it judges.
pub(crate) struct Facts {
    /// The server's own date in Japan.
    pub(crate) today: Date,
    pub(crate) insurer: InsurerRow,
    pub(crate) request: Option<Request>,
    /// The newest earlier letter of the person that the same facility sent.
    pub(crate) previous: Option<Letter>,
    /// 氏名 of the doctor who confirmed the letter.
    pub(crate) signer: String,
}

/// What the server's own judgement says.
pub(crate) struct Judgement {
    /// Errors: the letter cannot be received.
    pub(crate) errors: Vec<FindingView>,
    /// Warnings nobody confirmed, or that were confirmed on other values than the letter's: kept beside it.
    pub(crate) warnings: Vec<FindingView>,
}

/// Judges a letter that is to be sent electronically.
pub(crate) fn judge(letter: &Letter, facts: Facts, confirmed: &[Confirmation]) -> Judgement {
    let electronic = facts.insurer.electronic_from.as_deref().and_then(Date::parse_iso);
    let context = Context {
        today: Some(facts.today),
        due_date: facts.request.as_ref().and_then(|request| request.due_date),
        request: facts.request,
        previous: facts.previous.map_or(Previous::None, |letter| Previous::Letter(Box::new(letter))),
        insurer: InsurerFacts {
            electronic: Some(electronic.map_or(Electronic::NotYet, Electronic::From)),
            exam_days: Some(facts.insurer.exam_days),
            written_beforehand: Some(facts.insurer.written_beforehand),
        },
        target: Some(Target::Electronic),
        finalising: Some(true),
        signer: Some(facts.signer),
        approved: Some(true),
        ..Context::default()
    };
    let findings = check(letter, &context);
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity).map(view);
    let standing = standing(letter, &context, &findings, confirmed);
    let is_new = |finding: &FindingView| {
        standing.iter().all(|c| (&c.rule, &c.field) != (&finding.rule, &finding.field))
    };
    Judgement {
        errors: of(Severity::Error).collect(),
        warnings: of(Severity::Warning).filter(is_new).collect(),
    }
}

/// The confirmations that were made on the values this letter holds.
fn standing<'a>(
    letter: &Letter,
    context: &Context,
    findings: &[Finding],
    confirmed: &'a [Confirmation],
) -> Vec<&'a Confirmation> {
    let of = |finding: &Finding| {
        let (rule, field) = (finding.rule.id(), finding.at.path());
        confirmed.iter().find(|c| c.rule == rule && c.field == field)
    };
    let (findings, confirmations): (Vec<&Finding>, Vec<&Confirmation>) =
        findings.iter().filter_map(|finding| Some((finding, of(finding)?))).unzip();
    let cells = evidence::of_each(letter, context, &findings);
    let each = findings.iter().zip(cells).zip(confirmations);
    let fit = each.filter(|((finding, cells), c)| evidence::hash_of(letter, finding, cells) == c.values);
    fit.map(|(_, confirmation)| confirmation).collect()
}

fn view(finding: &Finding) -> FindingView {
    FindingView {
        rule: finding.rule.id().to_owned(),
        severity: finding.severity.letter().to_owned(),
        field: finding.at.path(),
        message: finding.message(),
    }
}
