use std::path::Path;

use super::{AdminError, Folder, Options};
use crate::act::{Place, uuid7};
use crate::ca::{Authority, Key, Subject, p12};
use crate::failure::{Failure, say};
use crate::moment;
use crate::secret;
use crate::terminals::{self, CA, Code, Doer, NewCode};

/// How long a code is good that travels by post or telephone.
const CODE_HOURS: i64 = 24;
const MOST_HOURS: i64 = 72;

/// `admin terminal list|code|issue|revoke`.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = Folder::open(&options.data)?;
    match options.verb.as_str() {
        "list" => list(&folder),
        "code" => code(&folder, options),
        "issue" => issue(&folder, options),
        "revoke" => revoke(&folder, options.need("id")?),
        _ => Err(options.unknown()),
    }
}

fn list(folder: &Folder) -> Result<(), Failure> {
    let rows = folder.read(|rows| {
        let terminals = rows.terminals(None)?.into_iter();
        terminals
            .map(|row| Ok((terminals::organisation(rows, &row.place)?, row)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    for (organisation, row) in rows {
        let until = match &row.revoked_at {
            Some(at) => format!("取り消し {at}"),
            None => format!("期限 {}", row.not_after),
        };
        say(&format!("{}\t{}\t{}\t{until}", row.id, organisation.unwrap_or_default(), row.name));
    }
    Ok(())
}

/// The place that an option names.
pub(super) fn place(folder: &Folder, options: &Options) -> Result<Place, Failure> {
    match (options.get("facility"), options.get("insurer"), options.has("operator")) {
        (Some(office_no), None, false) => {
            let row = folder.read(|rows| rows.facility_with(office_no))?;
            let row =
                row.ok_or_else(|| Failure::new("この医療機関コードの医療機関は登録されていません。"))?;
            Ok(Place::Facility(row.id))
        }
        (None, Some(insurer_no), false) => {
            let row = folder.read(|rows| rows.insurer(insurer_no))?;
            let row = row.ok_or_else(|| Failure::new("この保険者番号の保険者は登録されていません。"))?;
            Ok(Place::Insurer(row.insurer_no))
        }
        (None, None, true) => Ok(Place::Operator),
        _ => Err(Failure::new(
            "どこのものかを、--facility 医療機関コード、--insurer 保険者番号、--operator のどれか1つで指定してください。",
        )),
    }
}

fn name(options: &Options) -> Result<String, Failure> {
    let name = terminals::name(options.need("name")?).map(str::to_owned);
    name.ok_or_else(|| Failure::new("--name は1文字から40文字までの名前です。"))
}

fn code(folder: &Folder, options: &Options) -> Result<(), Failure> {
    let (place, name, now) = (place(folder, options)?, name(options)?, moment::machine());
    let hours = match options.get("hours") {
        None => CODE_HOURS,
        Some(typed) => {
            let hours = typed.parse().ok().filter(|hours| (1..=MOST_HOURS).contains(hours));
            hours
                .ok_or_else(|| Failure::new(format!("--hours は1から{MOST_HOURS}までの時間です：{typed}")))?
        }
    };
    let code = Code::generate().map_err(Failure::new)?;
    let text = code.text();
    let row = folder.write(move |tx| {
        let new = NewCode {
            id: uuid7(),
            place,
            name: &name,
            code: &code,
            by: &Doer::operator(),
            minutes: hours * 60,
        };
        Ok::<_, AdminError>(terminals::make_code(tx, now, new)?)
    })?;
    say(&format!(
        "{text}\n{} まで、1回だけ使えます。この端末の登録画面で入力してください: {}",
        row.expires_at, row.name
    ));
    Ok(())
}

/// A certificate as a file, for the first terminal of all or a program: whoever carries it also carries its key.
fn issue(folder: &Folder, options: &Options) -> Result<(), Failure> {
    let (place, name, now) = (place(folder, options)?, name(options)?, moment::machine());
    let out = Path::new(options.need("out")?);
    let authority = Authority::load(&options.data.join(CA)).map_err(Failure::new)?;
    let organisation = folder.read(|rows| terminals::organisation(rows, &place))?.unwrap_or_default();
    let subject = Subject { id: uuid7(), name, place, organisation };
    let key = Key::generate().map_err(Failure::new)?;
    let issued = authority.issue(&subject, &key.public(), now).map_err(Failure::new)?;
    let packed = p12(&issued, &key, &subject.name).map_err(Failure::new)?;
    // The file first: a terminal that nobody has would only be one to take back.
    secret::create(out, &packed.bytes).map_err(Failure::new)?;
    let row = terminals::terminal_row(&subject, &issued, now, &Doer::operator().who, None);
    let id = row.id.clone();
    folder.write(move |tx| {
        tx.put_terminal(&row)?;
        Ok::<_, AdminError>(Doer::operator().note(tx, now, "terminal.issue", &row.id)?)
    })?;
    say(&format!("{id}\t{}\nパスワード {}\nこの表示は一度だけです。", out.display(), &*packed.passphrase));
    Ok(())
}

fn revoke(folder: &Folder, id: &str) -> Result<(), Failure> {
    let (wanted, now) = (id.to_owned(), moment::machine());
    let row = folder.write(move |tx| {
        let row =
            tx.terminal(&wanted)?.ok_or_else(|| AdminError::from("この番号の端末は登録されていません。"))?;
        Ok(terminals::revoke(tx, now, &Doer::operator(), row)?)
    })?;
    say(&format!("{}（{}）の証明書を取り消しました。10秒以内に使えなくなります。", row.name, row.id));
    Ok(())
}

/// Takes every certificate of a place back, and says of how many terminals.
pub(super) fn revoke_all(folder: &Folder, place: Place) -> Result<usize, Failure> {
    let now = moment::machine();
    folder.write(move |tx| {
        let rows = tx.terminals(Some(&place))?.into_iter().filter(|row| row.revoked_at.is_none());
        let rows: Vec<_> = rows.collect();
        let count = rows.len();
        for row in rows {
            terminals::revoke(tx, now, &Doer::operator(), row)?;
        }
        Ok::<_, AdminError>(count)
    })
}
