use access::{Profession, Role};
use wire::users::{AccountPatch, AccountPost, AccountState};

use super::terminal::place;
use super::{AdminError, Folder, Options, acting};
use crate::act::{Place, uuid7};
use crate::failure::{Failure, say};
use crate::terminals::Code;
use crate::users;

/// `admin user list|add|invite|suspend|resume`: the first 管理者 of a place, and the operators themselves.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = Folder::open(&options.data)?;
    let place = place(&folder, options)?;
    match options.verb.as_str() {
        "list" => list(&folder, place),
        "add" => add(&folder, options, place),
        "invite" => invite(&folder, options, place),
        "suspend" => change(&folder, options, place, AccountState::Suspended),
        "resume" => change(&folder, options, place, AccountState::Active),
        _ => Err(options.unknown()),
    }
}

fn list(folder: &Folder, place: Place) -> Result<(), Failure> {
    for row in folder.read(|rows| users::list(rows, &place))? {
        let roles: Vec<&str> = row.roles.iter().map(|role| role.word()).collect();
        let state = if row.state == AccountState::Active { "使用中" } else { "休止" };
        let profession = row.profession.map_or("", Profession::word);
        let (roles, passkeys) = (roles.join(","), row.passkeys);
        say(&format!("{}\t{}\t{profession}\t{roles}\t{state}\tパスキー{passkeys}個", row.id, row.name));
    }
    Ok(())
}

fn add(folder: &Folder, options: &Options, place: Place) -> Result<(), Failure> {
    let profession = Profession::parse(options.need("profession")?);
    let roles: Option<Vec<Role>> = options.need("role")?.split(',').map(Role::parse).collect();
    let word = |words: Vec<&str>| words.join(", ");
    let post = AccountPost {
        id: uuid7(),
        name: options.need("name")?.to_owned(),
        profession: profession.ok_or_else(|| {
            Failure::new(format!(
                "--profession は次のどれかです：{}",
                word(Profession::ALL.iter().map(|one| one.word()).collect())
            ))
        })?,
        roles: roles.ok_or_else(|| {
            Failure::new(format!(
                "--role は次の1つ以上を「,」でつなぎます：{}",
                word(Role::ALL.iter().map(|one| one.word()).collect())
            ))
        })?,
        place: None,
    };
    let code = Code::generate().map_err(Failure::new)?;
    let text = code.text();
    let id = post.id.clone();
    let until = acting(folder, options, move |act| {
        users::add(act, &place, &post, &code).map(|(_, until)| until).map_err(|error| match error {
            users::AddError::Roles => "この事業所と職種では選べない役割です。".into(),
            users::AddError::Name => "--name must be 1 to 60 characters".into(),
            users::AddError::Place => "この事業所は登録されていません。".into(),
            users::AddError::Id | users::AddError::Exists => "この利用者はすでに登録されています。".into(),
            users::AddError::Store(error) => error.into(),
        })
    })?;
    say(&format!("{id}\n招待コード {text}（{until} まで、1回だけ）"));
    Ok(())
}

fn invite(folder: &Folder, options: &Options, place: Place) -> Result<(), Failure> {
    let id = options.need("id")?.to_owned();
    let code = Code::generate().map_err(Failure::new)?;
    let text = code.text();
    let until = acting(folder, options, move |act| {
        let user = act.tx.user_at(&place, &id)?.ok_or_else(unknown)?;
        users::invite(act, &user, &code).map_err(|error| match error {
            users::InviteError::SignedIn => {
                "この方はすでにサインインしたことがあります。2人で行う「復旧」を使ってください。".into()
            }
            users::InviteError::Suspended => "この利用者は休止中です。".into(),
            users::InviteError::Store(error) => error.into(),
        })
    })?;
    say(&format!("招待コード {text}（{until} まで、1回だけ）"));
    Ok(())
}

/// Suspending ends the person's sessions; a running server closes what is open within seconds.
fn change(folder: &Folder, options: &Options, place: Place, state: AccountState) -> Result<(), Failure> {
    let id = options.need("id")?.to_owned();
    let patch = AccountPatch { state: Some(state), ..AccountPatch::default() };
    let view = acting(folder, options, move |act| {
        let user = act.tx.user_at(&place, &id)?.ok_or_else(unknown)?;
        let etag = user.etag();
        let changed = users::change(act, user, &etag, &patch, true);
        changed.map(|(view, _)| view).map_err(|error| match error {
            users::ChangeError::Store(error) => error.into(),
            error => AdminError(format!("{error:?}")),
        })
    })?;
    say(&format!(
        "{}（{}）を{}にしました。",
        view.name,
        view.id,
        match view.state {
            AccountState::Active => "使用中",
            AccountState::Suspended => "休止",
        }
    ));
    Ok(())
}

fn unknown() -> AdminError {
    AdminError::from("この番号の利用者は、この事業所に登録されていません。")
}
