use std::path::Path;

use wire::tokens::ProgramPost;

use super::{AdminError, Folder, Options, acting};
use crate::act::{Place, uuid7};
use crate::failure::{Failure, say};
use crate::programs::{self, AddError};
use crate::secret;
use crate::sessions::Token;

/// `admin program list|add|revoke`: programs that send letters from a terminal, such as `ikensho send`.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = Folder::open(&options.data)?;
    match options.verb.as_str() {
        "list" => list(&folder),
        "add" => add(&folder, options),
        "revoke" => revoke(&folder, options),
        _ => Err(options.unknown()),
    }
}

fn list(folder: &Folder) -> Result<(), Failure> {
    for row in folder.read(|rows| rows.programs(None))? {
        let until = match &row.revoked_at {
            Some(at) => format!("取り消し {at}"),
            None => format!("期限 {}", row.expires_at),
        };
        say(&format!("{}\t{}\t端末 {}\t{until}", row.id, row.name, row.terminal_id));
    }
    Ok(())
}

/// The token goes into a file of its owner's, never onto the screen.
fn add(folder: &Folder, options: &Options) -> Result<(), Failure> {
    let out = Path::new(options.need("out")?);
    let terminal_id = options.need("terminal")?.to_owned();
    let post = ProgramPost { id: uuid7(), name: options.need("name")?.to_owned(), terminal_id };
    let token = Token::generate().map_err(Failure::new)?;
    // The file first: a program that nobody has would only be one to take back.
    secret::create(out, token.text().as_bytes()).map_err(Failure::new)?;
    let added = acting(folder, options, move |act| {
        let place = act.tx.terminal(&post.terminal_id)?.map(|row| row.place);
        let Some(Place::Facility(facility)) = place else { return Err(no_terminal()) };
        programs::add(act, &facility, &post, &token).map_err(|error| match error {
            AddError::Name => "--name は40文字までの名前です。".into(),
            AddError::Terminal => no_terminal(),
            AddError::Id => "もう一度実行してください。".into(),
            AddError::Store(error) => error.into(),
        })
    });
    let view = match added {
        Ok(view) => view,
        Err(failure) => {
            // It opens nothing.
            let _ = std::fs::remove_file(out);
            return Err(failure);
        }
    };
    say(&format!(
        "{}\n{} にトークンがあります（{} まで）。その端末の証明書とともに使います。",
        view.id,
        out.display(),
        view.expires_at
    ));
    Ok(())
}

fn no_terminal() -> AdminError {
    "この番号の端末は、使用中の医療機関の端末ではありません。`ikensho admin terminal list` で確かめてください。".into()
}

fn revoke(folder: &Folder, options: &Options) -> Result<(), Failure> {
    let id = options.need("id")?.to_owned();
    let view = acting(folder, options, move |act| {
        let row = act.tx.program(&id)?;
        let row = row.ok_or_else(|| AdminError::from("この番号のプログラムは登録されていません。"))?;
        Ok(programs::revoke(act, row)?)
    })?;
    say(&format!("{}（{}）のトークンを取り消しました。", view.name, view.id));
    Ok(())
}
