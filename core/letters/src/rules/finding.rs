//! What a rule found.

use ja::Date;

use super::table::Rule;
use crate::form::{Cell, Field};
use crate::order;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// E: the letter cannot be finished or sent. Saving a draft is never blocked.
    Error,
    /// W: somebody must confirm it; who and when is kept.
    Warning,
    /// I: a hint.
    Hint,
}

impl Severity {
    /// `E`, `W` or `I`.
    pub const fn letter(self) -> &'static str {
        match self {
            Severity::Error => "E",
            Severity::Warning => "W",
            Severity::Hint => "I",
        }
    }
}

/// One finding of one rule about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How much it weighs here; some rules have two severities.
    pub severity: Severity,
    /// The field a doctor would correct.
    pub at: Field,
    /// What the sentence says beside its fixed words.
    pub args: Args,
}

/// The values of a sentence's {…}, in the order in which they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Args {
    /// None.
    None,
    /// One.
    One(Arg),
    /// Two.
    Two(Arg, Arg),
}

/// A value said in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A whole number.
    Number(i32),
    /// A number with one decimal, in tenths.
    Tenths(i32),
    /// A printed label or a word of a list.
    Label(&'static str),
    /// A character of the letter.
    Char(char),
    /// A text of a letter.
    Text(Box<str>),
    /// A date, said in 和暦.
    Date(Date),
}

impl Arg {
    /// The name of the item a cell belongs to.
    pub(crate) fn item(cell: Cell) -> Arg {
        Arg::Label(cell.field().of_item().label)
    }
}

impl From<Arg> for Args {
    fn from(arg: Arg) -> Args {
        Args::One(arg)
    }
}

/// Findings while they are collected.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    /// A finding of the rule's own (first) severity, without values.
    pub(crate) fn at(&mut self, rule: Rule, at: impl Into<Field>) {
        self.say(rule, at, Args::None);
    }

    /// A finding of the rule's own (first) severity, with values.
    pub(crate) fn say(&mut self, rule: Rule, at: impl Into<Field>, args: impl Into<Args>) {
        self.weigh(rule, rule.severity(), at, args);
    }

    /// A finding of a rule that has two severities.
    pub(crate) fn weigh(
        &mut self,
        rule: Rule,
        severity: Severity,
        at: impl Into<Field>,
        args: impl Into<Args>,
    ) {
        self.0.push(Finding { rule, severity, at: at.into(), args: args.into() });
    }

    /// In form order: item, then rule, then part.
    pub(crate) fn in_form_order(mut self) -> Vec<Finding> {
        let key = |finding: &Finding| (finding.at.item, finding.rule, finding.at.part);
        order::by(&mut self.0, |a, b| key(a).cmp(&key(b)));
        self.0
    }
}
