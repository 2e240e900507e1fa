use core::fmt;

use crate::json;

/// Why JSON is not a letter as `QuestionnaireResponse`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// Not JSON, or one object names a key twice.
    Json(json::ReadError),
    /// Another resource, or none.
    Resource,
    /// It answers another Questionnaire than ours.
    Questionnaire,
    /// The form has nothing of this link id.
    Link {
        /// The link id.
        link: String,
    },
    /// The edition's form does not ask this.
    NotAsked {
        /// The link id.
        link: String,
    },
    /// It is answered twice.
    Twice {
        /// The link id.
        link: String,
    },
    /// The answer has another shape than the question.
    Answer {
        /// The link id.
        link: String,
        /// What is expected, in Japanese.
        expected: &'static str,
    },
}

impl ReadError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            ReadError::Json(error) => error.code(),
            ReadError::Resource => "letter.fhir.resource",
            ReadError::Questionnaire => "letter.fhir.questionnaire",
            ReadError::Link { .. } => "letter.fhir.link",
            ReadError::NotAsked { .. } => "letter.fhir.not_asked",
            ReadError::Twice { .. } => "letter.fhir.twice",
            ReadError::Answer { .. } => "letter.fhir.answer",
        }
    }

    /// The link id the error speaks of, if it speaks of one.
    pub fn link(&self) -> Option<&str> {
        match self {
            ReadError::Link { link }
            | ReadError::NotAsked { link }
            | ReadError::Twice { link }
            | ReadError::Answer { link, .. } => Some(link),
            _ => None,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Json(error) => write!(f, "{error}"),
            ReadError::Resource => f.write_str("FHIRのQuestionnaireResponseではありません。"),
            ReadError::Questionnaire => f.write_str(
                "questionnaireが意見書の様式を指していません。IkenshoのQuestionnaireのurlを書いてください。",
            ),
            ReadError::Link { link } => write!(f, "linkId「{link}」は様式にありません。"),
            ReadError::NotAsked { link } => write!(f, "linkId「{link}」はこの様式にない項目です。"),
            ReadError::Twice { link } => write!(f, "linkId「{link}」の答えが2つあります。"),
            ReadError::Answer { link, expected } => {
                write!(f, "linkId「{link}」の答えの書き方が違います。{expected}で書いてください。")
            }
        }
    }
}

impl core::error::Error for ReadError {}
