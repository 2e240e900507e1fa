//! `admin`: the operator's tools, working on the data folder itself.
//!
//! They may run while the server does: the database takes a second process, and the server looks once a second
//! whether terminals or the files of its authorities changed.

mod ca;
mod facility;
mod insurer;
mod options;
mod program;
mod terminal;
mod user;

use std::path::Path;
use std::process::ExitCode;

use access::{Kind, Role};
use options::Options;

use crate::act::{Act, Actor, By, Cause, Ids, Place, uuid7};
use crate::failure::{Failure, SEE_HELP};
use crate::moment;
use crate::receipt::{self, Signer};
use crate::running::{self, DATABASE};
use crate::store::sqlite::Sqlite;
use crate::store::{self, Rows, Store, StoreError, Stored, Tx};

pub(crate) const HELP: &str = "  ikensho admin ca create|rotate [--distrust]|crl --data DIR
  ikensho admin facility list|add|change|revoke --data DIR [--office-no N --name NAME --kind clinic --zip --addr --tel --fax]
  ikensho admin insurer list|add|change|revoke --data DIR [--insurer-no N --name NAME --electronic-from DATE]
  ikensho admin terminal list|code|issue|revoke --data DIR [--facility N | --insurer N | --operator] [--name NAME]
  ikensho admin program list|add|revoke --data DIR [--terminal ID --name NAME -o FILE | --id ID]
  ikensho admin user list|add|invite|suspend|resume --data DIR [--facility N | --insurer N | --operator]
      [--name NAME --profession WORD --role WORD,WORD | --id ID]
      運用者の道具（docs/TERMINALS.md）";

/// An order of the operator's.
#[derive(Debug)]
pub(crate) struct Admin {
    noun: Noun,
    options: Options,
}

#[derive(Debug)]
enum Noun {
    Ca,
    Facility,
    Insurer,
    Program,
    Terminal,
    User,
}

/// Reads verb and options of a noun.
pub(crate) fn parse(noun: &str, parser: lexopt::Parser) -> Result<Admin, Failure> {
    let noun = match noun {
        "ca" => Noun::Ca,
        "facility" => Noun::Facility,
        "insurer" => Noun::Insurer,
        "program" => Noun::Program,
        "terminal" => Noun::Terminal,
        "user" => Noun::User,
        _ => return Err(Failure::new(format!("admin に「{noun}」という対象はありません。{SEE_HELP}"))),
    };
    Ok(Admin { noun, options: Options::read(parser)? })
}

/// Does what was asked for.
pub(crate) fn run(admin: &Admin) -> Result<ExitCode, Failure> {
    let Admin { noun, options } = admin;
    match noun {
        Noun::Ca => ca::run(options),
        Noun::Facility => facility::run(options),
        Noun::Insurer => insurer::run(options),
        Noun::Program => program::run(options),
        Noun::Terminal => terminal::run(options),
        Noun::User => user::run(options),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// The database of a data folder, which is made when it is not there. The copy of its audit log is the server's to
/// write: it copies what others wrote with its next commit, or when it starts.
struct Folder(Sqlite);

impl Folder {
    fn open(data: &Path) -> Result<Folder, Failure> {
        running::folder(data)?;
        Sqlite::open(&data.join(DATABASE)).map(Folder).map_err(Failure::new)
    }

    fn read<T>(&self, read: impl FnOnce(&dyn Rows) -> Stored<T>) -> Result<T, Failure> {
        let (mut read, mut found) = (Some(read), None);
        self.0.look(&mut |rows| found = read.take().map(|read| read(rows))).map_err(Failure::new)?;
        found.ok_or_else(|| Failure::new("データベースを読めませんでした。"))?.map_err(Failure::new)
    }

    fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut dyn Tx) -> Result<T, AdminError> + Send + 'static,
    ) -> Result<T, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(Failure::new)?;
        runtime.block_on(store::write(&self.0, write)).map_err(|AdminError(why)| Failure::new(why))
    }
}

/// Does something as the operator, with a command on the server's own machine.
fn acting<T: Send + 'static>(
    folder: &Folder,
    options: &Options,
    work: impl FnOnce(&mut Act<'_>) -> Result<T, AdminError> + Send + 'static,
) -> Result<T, Failure> {
    let signer: Signer = receipt::load(&options.data.join(receipt::FILE)).map_err(Failure::new)?;
    let (ids, now): (Ids, _) = (std::sync::Arc::new(uuid7), moment::machine());
    folder.write(move |tx: &mut dyn Tx| {
        let actor = Actor {
            user_id: "operator".to_owned(),
            name: String::new(),
            roles: vec![Role::Operator],
            profession: None,
            place: Place::Operator,
            kind: Kind::Operator,
            by: By::BuiltIn,
        };
        let cause = Cause { terminal: String::new(), because: "admin".to_owned() };
        work(&mut Act { tx, actor: &actor, cause: &cause, now, ids: &ids, signer: &signer })
    })
}

/// Why an order was not carried out.
struct AdminError(String);

impl From<StoreError> for AdminError {
    fn from(error: StoreError) -> AdminError {
        AdminError(error.to_string())
    }
}

impl From<&str> for AdminError {
    fn from(why: &str) -> AdminError {
        AdminError(why.to_owned())
    }
}
