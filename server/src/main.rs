//! The Ikensho server: requests in, letters in, accepted or returned; and the commands around it.

mod act;
mod admin;
mod arguments;
mod audit;
mod backup;
mod ca;
mod check;
mod convert;
mod cursor;
mod demo;
mod drafts;
mod failure;
mod housekeeping;
mod http;
mod id;
mod letter_file;
mod letters;
mod moment;
mod passkeys;
mod pdf;
mod people;
mod phrases;
mod prints;
mod programs;
mod questionnaire;
mod receipt;
mod receipt_no;
mod recoveries;
mod relay;
mod requests;
mod restored;
mod running;
mod secret;
mod send;
mod serve;
mod sessions;
mod store;
mod terminals;
#[cfg(test)]
mod tests;
mod tls;
mod users;
mod verify;
mod wipe;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    let result = match arguments::read() {
        Ok(Command::Help) => {
            failure::say(&[arguments::HELP, admin::HELP, backup::HELP].join("\n"));
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::Demo(options)) => demo::run(&options),
        Ok(Command::Serve(options)) => serve::run(&options),
        Ok(Command::Admin(order)) => admin::run(&order),
        Ok(Command::Check(options)) => return check::run(&options),
        Ok(Command::Convert(options)) => return convert::run(&options),
        Ok(Command::Send(options)) => send::run(&options),
        Ok(Command::Questionnaire(options)) => questionnaire::run(&options),
        Ok(Command::Pdf(options)) => return pdf::run(&options),
        Ok(Command::VerifyReceipt { file, key }) => verify::receipt(&file, &key),
        Ok(Command::Backup(order)) => backup::run(&order),
        Ok(Command::VerifyAudit(options)) => verify::audit(&options),
        Ok(Command::Restored { data, copy }) => restored::run(&data, copy.as_deref()),
        Err(failure) => Err(failure),
    };
    result.unwrap_or_else(|failure| failure.report())
}
