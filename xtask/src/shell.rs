//! Running other programs.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::paths;

/// A command in the repository's top folder, without standard input: no chore may wait for an answer.
pub(crate) fn command(program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(paths::root()).stdin(Stdio::null());
    command
}

pub(crate) fn cargo(words: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&cargo, words)
}

/// Runs to the end; an exit code other than 0 is a failure that names the command.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| did_not_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{}` failed ({status}).", words_of(command))))
    }
}

/// What the command printed on standard output.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| did_not_start(command, &error))?;
    if !output.status.success() {
        return Err(Failure::new(format!("`{}` failed ({}).", words_of(command), output.status)));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Failure::new(format!("`{}` printed something that is not UTF-8.", words_of(command))))
}

pub(crate) fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(program).is_file())
}

fn did_not_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}", words_of(command)))
}

/// The command as a person would type it, with the program's name alone.
fn words_of(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
