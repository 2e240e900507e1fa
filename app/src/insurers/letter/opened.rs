use letters::rules::{Context, Previous, Rule, Severity, Target, check};
use letters::{Letter, Request};
use wire::letters::{LetterView, PreviousLetter};
use wire::paths;
use wire::requests::RequestView;

use crate::local::{Local, Trouble};

/// A letter as the desk reads it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opened {
    pub(super) view: LetterView,
    pub(super) letter: Letter,
    /// The person's letter before, of the same clinic.
    pub(super) previous: Option<(PreviousLetter, Letter)>,
    /// The request it answers.
    pub(super) request: Option<RequestView>,
}

/// Asks the server for a letter and the request it answers.
///
/// # Errors
/// The server's problem, or a letter this version cannot read.
pub(super) async fn open(local: &Local, id: &str) -> Result<Opened, Trouble> {
    let view: LetterView = local.get(&paths::letter(id)).await?;
    let letter = read(&view.letter)?;
    let previous = match &view.previous {
        Some(previous) => Some((previous.clone(), read(&previous.letter)?)),
        None => None,
    };
    let request = match &view.line.request_id {
        // A request that came on paper is the clinic's own: the insurer is not shown it.
        Some(request) => local.get(&paths::request(request)).await.ok(),
        None => None,
    };
    Ok(Opened { view, letter, previous, request })
}

/// Reads the letter of a file or an answer.
///
/// # Errors
/// When this version does not know its form.
pub(in crate::insurers) fn read(json: &serde_json::Value) -> Result<Letter, Trouble> {
    letters::json::from_value(json).map_err(|_| Trouble::not_understood())
}

impl Opened {
    /// The sentence of a warning the doctor confirmed, with the letter's own values in it.
    pub(super) fn sentence(&self, rule: &str, field: &str) -> String {
        let found = self.judged().into_iter().find(|(id, at, _)| id == rule && at == field);
        match (found, Rule::parse(rule)) {
            (Some((_, _, sentence)), _) => sentence,
            (None, Some(known)) => without_gaps(known.sentence(Severity::Warning)),
            (None, None) => ["確認 ", rule].concat(),
        }
    }

    fn judged(&self) -> Vec<(String, String, String)> {
        let asked = self.request.as_ref().map(|view| wire::record::to_value(&view.request));
        let context = Context {
            today: self.view.approved.at.get(..10).and_then(ja::Date::parse_iso),
            due_date: self.view.line.due_date.as_deref().and_then(ja::Date::parse_iso),
            request: asked.and_then(|json| Request::from_json(&json).ok()),
            previous: match &self.previous {
                Some((_, letter)) => Previous::Letter(Box::new(letter.clone())),
                None => Previous::None,
            },
            target: Some(Target::Electronic),
            finalising: Some(true),
            ..Context::default()
        };
        let found = check(&self.letter, &context);
        found.iter().map(|f| (f.rule.id().to_owned(), f.at.path(), f.message())).collect()
    }
}

/// A sentence whose values are not known any more.
fn without_gaps(sentence: &str) -> String {
    let mut pieces = sentence.split('{');
    let mut said = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        said.push('…');
        said.push_str(piece.split_once('}').map_or("", |(_, after)| after));
    }
    said
}
