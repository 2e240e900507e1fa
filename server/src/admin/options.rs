use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value};

use crate::failure::{Failure, SEE_HELP};

/// Options that take no value.
const FLAGS: [&str; 3] = ["operator", "distrust", "written-beforehand"];
/// Options that take one.
const VALUES: [&str; 19] = [
    "data",
    "name",
    "zip",
    "addr",
    "tel",
    "fax",
    "office-no",
    "insurer-no",
    "electronic-from",
    "exam-days",
    "facility",
    "insurer",
    "hours",
    "out",
    "id",
    "kind",
    "role",
    "profession",
    "terminal",
];

/// What stands behind the noun.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) verb: String,
    pub(super) data: PathBuf,
    values: Vec<(String, String)>,
}

impl Options {
    /// Reads the verb and everything behind it.
    pub(super) fn read(mut parser: lexopt::Parser) -> Result<Options, Failure> {
        let (mut words, mut values) = (Vec::new(), Vec::<(String, String)>::new());
        while let Some(argument) = parser.next()? {
            let name = match argument {
                Value(word) => {
                    words.push(word.to_string_lossy().into_owned());
                    continue;
                }
                Long(name) => name.to_owned(),
                Short('o') => "out".to_owned(),
                other => return Err(other.unexpected().into()),
            };
            let value = if FLAGS.contains(&name.as_str()) {
                String::new()
            } else if VALUES.contains(&name.as_str()) {
                let value = parser.value()?;
                value.into_string().map_err(|_| {
                    Failure::new(format!("--{name} の文字が読めません（UTF-8で指定してください）。"))
                })?
            } else {
                return Err(Failure::new(format!("admin に --{name} という指定はありません。{SEE_HELP}")));
            };
            if values.iter().any(|(known, _)| *known == name) {
                return Err(Failure::new(format!("--{name} が2回あります。1つにしてください。")));
            }
            values.push((name, value));
        }
        let mut words = words.into_iter();
        let (Some(verb), None) = (words.next(), words.next()) else {
            return Err(Failure::new(
                ["対象のあとに、操作を1つ続けてください（list、add など）。", SEE_HELP].concat(),
            ));
        };
        let data = values.iter().find(|(name, _)| name == "data").map(|(_, value)| value.into());
        let data =
            data.ok_or_else(|| Failure::new("データのフォルダーを --data DIR で指定してください。"))?;
        Ok(Options { verb, data, values })
    }

    /// An option's value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an option is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of an option that must be there.
    pub(super) fn need(&self, name: &str) -> Result<&str, Failure> {
        let missing = || Failure::new(format!("{} には --{name} の指定が要ります。{SEE_HELP}", self.verb));
        self.get(name).filter(|value| !value.trim().is_empty()).ok_or_else(missing)
    }

    /// The value of an option that must be a number of so many digits.
    pub(super) fn digits(&self, name: &str, length: usize) -> Result<String, Failure> {
        let value = self.need(name)?;
        let is_one = value.len() == length && value.bytes().all(|byte| byte.is_ascii_digit());
        let wrong = || Failure::new(format!("--{name} は{length}桁の数字です：{value}"));
        is_one.then(|| value.to_owned()).ok_or_else(wrong)
    }

    /// A verb that the noun does not know.
    pub(super) fn unknown(&self) -> Failure {
        Failure::new(format!("ここに「{}」という操作はありません。{SEE_HELP}", self.verb))
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn read(words: &[&str]) -> Result<Options, String> {
        Options::read(lexopt::Parser::from_args(words)).map_err(|failure| format!("{failure:?}"))
    }

    #[test]
    fn a_verb_and_what_it_needs() {
        let options = read(&["add", "--data", "d", "--office-no", "9910123455", "--operator"]).unwrap();
        assert_eq!((&*options.verb, options.get("office-no")), ("add", Some("9910123455")));
        assert!(options.has("operator") && !options.has("distrust"));
        assert!(options.digits("office-no", 10).is_ok() && options.digits("office-no", 6).is_err());
        assert!(options.need("name").is_err());
        for wrong in [
            &["--data", "d"][..],
            &["add", "more", "--data", "d"],
            &["add"],
            &["add", "--data", "d", "--data", "e"],
            &["add", "--data", "d", "--colour", "red"],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
