//! A finding as a Japanese sentence.

use core::fmt::Write as _;

use super::finding::{Arg, Args, Finding};

impl Finding {
    /// The sentence of the rule with the finding's values in place of its {…}.
    pub fn message(&self) -> String {
        let sentence = self.rule.sentence(self.severity);
        let mut said = String::with_capacity(sentence.len() + 16);
        let mut args = match &self.args {
            Args::None => [None, None],
            Args::One(arg) => [Some(arg), None],
            Args::Two(first, second) => [Some(first), Some(second)],
        }
        .into_iter()
        .flatten();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            if let Some(arg) = args.next() {
                arg.say(&mut said);
            }
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        said.push_str(rest);
        said
    }
}

impl Arg {
    fn say(&self, to: &mut String) {
        match self {
            Arg::Number(number) => _ = write!(to, "{number}"),
            Arg::Tenths(tenths) => _ = write!(to, "{}.{}", tenths / 10, tenths % 10),
            Arg::Label(label) => to.push_str(label),
            Arg::Char(c) => to.push(*c),
            Arg::Text(text) => to.push_str(text),
            Arg::Date(date) => to.push_str(&ja::era::format_era(*date)),
        }
    }
}
