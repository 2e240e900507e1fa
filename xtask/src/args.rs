//! A chore's words after its name: flags, options with a value, and names.

use crate::failure::{Failure, Outcome};

/// Each `take_…` removes what it read, so that [`Args::end`] can refuse whatever nobody asked for.
pub(crate) struct Args(Vec<String>);

impl Args {
    pub(crate) fn new(words: Vec<String>) -> Self {
        Self(words)
    }

    pub(crate) fn take_flag(&mut self, flag: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != flag);
        self.0.len() != before
    }

    /// The value after `option`, or in `option=value`. An option without a value is refused.
    pub(crate) fn take_option(&mut self, option: &str) -> Outcome<Option<String>> {
        let joined = format!("{option}=");
        let Some(at) = self.0.iter().position(|word| word == option || word.starts_with(&joined)) else {
            return Ok(None);
        };
        let word = self.0.remove(at);
        if let Some(value) = word.strip_prefix(&joined) {
            return Ok(Some(value.to_owned()));
        }
        if at < self.0.len() {
            return Ok(Some(self.0.remove(at)));
        }
        Err(Failure::new(format!("`{option}` needs a value after it.")))
    }

    /// The words left, which must not look like options.
    pub(crate) fn take_names(&mut self) -> Outcome<Vec<String>> {
        match self.0.iter().find(|word| word.starts_with('-')) {
            Some(word) => Err(Failure::new(format!("`{word}` is not an option of this chore."))),
            None => Ok(std::mem::take(&mut self.0)),
        }
    }

    pub(crate) fn end(self) -> Outcome {
        match self.0.first() {
            Some(word) => Err(Failure::new(format!("`{word}` is not an option of this chore."))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn reads_flags_and_options_in_any_order() {
        let mut args = args("--data there --no-open --port=81");
        assert_eq!(args.take_option("--port").unwrap().as_deref(), Some("81"));
        assert_eq!(args.take_option("--data").unwrap().as_deref(), Some("there"));
        assert!(args.take_flag("--no-open"));
        assert!(args.end().is_ok());
    }

    #[test]
    fn refuses_what_nobody_reads() {
        assert!(args("--prot 81").end().unwrap_err().to_string().contains("--prot"));
        assert!(args("--port").take_option("--port").is_err());
        assert!(args("size --jason").take_names().is_err());
    }
}
