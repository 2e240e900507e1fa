use ja::Date;

/// How a letter is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The day the document is made: PDF/A has to say it.
    pub today: Date,
    /// What is printed besides the answers.
    pub form: Form,
    /// Whether 医師氏名 is printed.
    pub doctor_name: DoctorName,
    /// Whether 保険者番号, 被保険者番号 and 種別 stand in boxes at the head of each page.
    pub header: bool,
}

/// What is printed besides the answers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Form {
    /// The whole form, for plain paper.
    #[default]
    Whole,
    /// Nothing, for a municipality's own paper.
    Answers(Offset),
}

/// Whether 医師氏名 is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DoctorName {
    /// As the letter has it.
    #[default]
    Printed,
    /// Left blank for the doctor's own hand (自署).
    ByHand,
}

/// How far everything moves on the paper, in millimetres; both may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Offset {
    /// To the right.
    pub right: f32,
    /// Down.
    pub down: f32,
}

impl Options {
    /// The whole form with everything on it and no header boxes.
    pub fn new(today: Date) -> Options {
        Options { today, form: Form::default(), doctor_name: DoctorName::default(), header: false }
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.form == Form::Whole
    }

    pub(crate) fn offset(&self) -> Offset {
        match self.form {
            Form::Whole => Offset::default(),
            Form::Answers(offset) => offset,
        }
    }
}
