//! A letter of a file as the rules see it, and what can be done with it.

use letters::form::{Cell, cell};
use letters::rules::{Context, Finding, Previous, Rule, Severity, Target};
use letters::{Letter, Request, file, show};
use wire::letters::PreviousLetter;
use wire::people::{MeView, Role};
use wire::requests::{RequestState, RequestView};

use super::place::{Place, paper};
use crate::letters::knowledge::Knowledge;
use crate::local::Local;

/// A letter of a file that could be read, with everything that is said of it.
pub(super) struct Judged {
    pub(super) letter: Letter,
    /// How the file was read, where a person should know.
    pub(super) notes: Vec<String>,
    pub(super) place: Place,
    pub(super) context: Context,
    pub(super) findings: Vec<Finding>,
    pub(super) way: Way,
}

/// What can be done with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// It can be finished and sent, or opened.
    Ready,
    /// It can only be opened as a draft, for this reason.
    Draft(&'static str),
    /// It cannot be taken in: what stands in the way, and what to do.
    Stuck(String),
}

const INSURER_NO: Cell = cell("insurer_no");

impl Judged {
    /// 直す.
    pub(super) fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// Findings of this severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// What has to be confirmed before it is sent.
    pub(super) fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Warning)
    }

    /// Where the letter says something else than the request (V15, V16): the item, what was asked, what is written.
    pub(super) fn differences(&self) -> Vec<(String, String, String)> {
        let request = self.place.request();
        let differs = self.findings.iter().filter(|finding| matches!(finding.rule, Rule::V15 | Rule::V16));
        let cells = differs.filter_map(|finding| Cell::of(finding.at));
        cells
            .map(|cell| {
                let asked = request.map(|request| asked(request, cell)).unwrap_or_default();
                (show::cell_name(cell), asked, show::value_text(cell, self.letter.get(cell)))
            })
            .collect()
    }
}

impl Place {
    /// The request that is answered.
    pub(super) fn request(&self) -> Option<&RequestView> {
        match self {
            Place::Asked(request) | Place::Returned { request: Some(request), .. } => Some(request),
            _ => None,
        }
    }

    /// The returned letter that is replaced.
    pub(super) fn replaces(&self) -> Option<&str> {
        match self {
            Place::Returned { letter, .. } => Some(letter),
            _ => None,
        }
    }
}

/// What a request says of an item, in the words of the form.
fn asked(request: &RequestView, cell: Cell) -> String {
    let key = cell.field().path();
    let said = [&request.request.person, &request.request.clinic].into_iter().find_map(|part| part.get(&key));
    let Some(said) = said else { return String::new() };
    let value = letters::json::cell_from_value(cell, said);
    value
        .map_or_else(|_| said.as_str().unwrap_or_default().to_owned(), |value| show::value_text(cell, &value))
}

/// Judges a letter as if it were sent now.
pub(super) fn judge(
    found: &file::Found,
    place: Place,
    (previous, me): (Option<&PreviousLetter>, Option<&MeView>),
    local: &Local,
    known: Knowledge,
    format: file::Format,
) -> Judged {
    let letter = found.letter.clone();
    let context = context(&letter, &place, previous, local, me);
    let findings = (known.check)(&letter, &context);
    let way = way(&letter, &place, &findings, format);
    let notes = found.notes.iter().map(ToString::to_string).collect();
    Judged { notes, letter, place, context, findings, way }
}

fn context(
    letter: &Letter,
    place: &Place,
    previous: Option<&PreviousLetter>,
    local: &Local,
    me: Option<&MeView>,
) -> Context {
    let view = place.request();
    let request = view.and_then(|view| Request::from_json(&wire::record::to_value(&view.request)).ok());
    let doctor = me.filter(|me| me.user.roles.contains(&Role::Doctor));
    let previous =
        match (previous.and_then(|previous| letters::json::from_value(&previous.letter).ok()), view) {
            (Some(letter), _) => Previous::Letter(Box::new(letter)),
            (None, Some(view)) if view.previous_date.is_none() && place.replaces().is_none() => {
                Previous::None
            }
            _ => Previous::NotKnown,
        };
    Context {
        today: Some(local.today()),
        due_date: request.as_ref().and_then(|request| request.due_date),
        request,
        previous,
        insurer: local.insurer_facts(letter.text(INSURER_NO)),
        target: Some(Target::Electronic),
        finalising: doctor.map(|_| true),
        signer: doctor.map(|me| me.user.name.clone()),
        approved: doctor.map(|_| true),
        ..Context::default()
    }
}

fn way(letter: &Letter, place: &Place, findings: &[Finding], format: file::Format) -> Way {
    let stuck = |words: &str| Way::Stuck(words.to_owned());
    match place {
        Place::Begun { .. } => {
            return stuck(
                "書きかけの下書きがあります。ファイルの内容は入れません。下書きを開いて続けるか、「くわしく」で下書きと比べてください。",
            );
        }
        Place::Sent { .. } => {
            return stuck(
                "この申請の意見書は送信済みです。直すときは、差し戻されてから、または送信箱から差し替えてください。",
            );
        }
        Place::Twice => {
            return stuck(
                "同じ申請の意見書が、読み込んだファイルに2件以上あります。1件にして読み込み直してください。",
            );
        }
        Place::UnknownInsurer => {
            return stuck(
                "この保険者番号の市町村は登録されていません。番号を確かめ、元のソフトで直してください。",
            );
        }
        Place::Nameless(missing) => return Way::Stuck(lacks(missing)),
        Place::Unasked { .. } => {
            if let Err(missing) = paper(letter) {
                return Way::Stuck(lacks(&missing));
            }
        }
        Place::Asked(_) | Place::Returned { .. } => {}
    }
    let state = place.request().map(|request| request.state);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        Way::Draft("直すところがあります。")
    } else if matches!(format, file::Format::Orca13(_)) {
        Way::Draft("試験的な形式です。下書きにして、内容を確かめてから送ってください。")
    } else if state == Some(RequestState::Withdrawn) {
        Way::Draft("この依頼は取り下げられています。")
    } else if state == Some(RequestState::SentOnPaper) {
        Way::Draft("この依頼には紙で送付済みです。")
    } else {
        Way::Ready
    }
}

fn lacks(missing: &[&str]) -> String {
    [&missing.join("・"), "がないため、どの申請の意見書か分かりません。元のソフトで直してください。"].concat()
}
