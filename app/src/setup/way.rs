//! Which way of sending fits: A from other software, B in this browser.

/// A yes, a no, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// はい.
    Yes,
    /// いいえ.
    No,
    /// わからない.
    Unsure,
}

/// The questions, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// Whether the clinic writes its letters in other software.
    Software,
    /// Whether that software can send them.
    Linked,
    /// Whether the clinic has a terminal for オンライン資格確認.
    Terminal,
    /// Whether a certificate is in the terminal that would send.
    Certificate,
}

impl Question {
    pub(super) const ALL: [Question; 4] =
        [Question::Software, Question::Linked, Question::Terminal, Question::Certificate];
}

/// What was answered so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Answers(pub(super) [Option<Said>; 4]);

/// What fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the software; `ask` when its maker has to be asked first.
    A {
        /// Whether somebody has to ask.
        ask: bool,
    },
    /// In the browser; what is known of the certificate.
    B {
        /// Whether it is there.
        certificate: Said,
    },
}

impl Answers {
    pub(super) fn of(self, question: Question) -> Option<Said> {
        Question::ALL.iter().zip(self.0).find(|(asked, _)| **asked == question).and_then(|(_, said)| said)
    }

    pub(super) fn with(mut self, question: Question, said: Said) -> Answers {
        for (asked, slot) in Question::ALL.iter().zip(&mut self.0) {
            if *asked == question {
                *slot = Some(said);
            }
        }
        self
    }

    /// The next question, or `None` when nothing is left to ask.
    pub(super) fn asked(self) -> Vec<Question> {
        let mut asked = vec![Question::Software];
        let Some(software) = self.of(Question::Software) else { return asked };
        if software != Said::No {
            asked.push(Question::Terminal);
            let Some(terminal) = self.of(Question::Terminal) else { return asked };
            if terminal != Said::No {
                asked.push(Question::Linked);
                match self.of(Question::Linked) {
                    None | Some(Said::Yes | Said::Unsure) => return asked,
                    Some(Said::No) => {}
                }
            }
        }
        asked.push(Question::Certificate);
        asked
    }

    /// What fits, once every question that matters is answered. Whoever does not know begins with A.
    pub(super) fn way(self) -> Option<Way> {
        let last = self.asked().into_iter().next_back()?;
        let said = self.of(last)?;
        match last {
            Question::Linked => Some(Way::A { ask: said == Said::Unsure }),
            Question::Certificate => Some(Way::B { certificate: said }),
            Question::Software | Question::Terminal => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Question::*;
    use Said::*;

    fn said(answers: &[(Question, Said)]) -> Answers {
        answers.iter().fold(Answers::default(), |all, (question, said)| all.with(*question, *said))
    }

    #[test]
    fn whoever_does_not_know_begins_with_a() {
        let unsure = said(&[(Software, Unsure), (Terminal, Unsure), (Linked, Unsure)]);
        assert_eq!(unsure.way(), Some(Way::A { ask: true }));
        let linked = said(&[(Software, Yes), (Terminal, Yes), (Linked, Yes)]);
        assert_eq!(linked.way(), Some(Way::A { ask: false }));
    }

    #[test]
    fn b_is_for_those_without_software_without_the_terminal_or_whose_software_is_not_linked() {
        let certificate = (Certificate, Yes);
        for answers in [
            &[(Software, No), certificate][..],
            &[(Software, Yes), (Terminal, No), certificate],
            &[(Software, Yes), (Terminal, Yes), (Linked, No), certificate],
        ] {
            assert_eq!(said(answers).way(), Some(Way::B { certificate: Yes }), "{answers:?}");
        }
    }

    #[test]
    fn nothing_is_said_before_what_matters_is_answered_and_no_more_is_asked_than_that() {
        assert_eq!((Answers::default().asked(), Answers::default().way()), (vec![Software], None));
        let half = said(&[(Software, Yes)]);
        assert_eq!((half.asked(), half.way()), (vec![Software, Terminal], None));
        // An answer to a question that is no longer asked says nothing.
        let changed = said(&[(Software, No), (Terminal, Yes), (Linked, Yes)]);
        assert_eq!((changed.asked(), changed.way()), (vec![Software, Certificate], None));
    }
}
