use access::Kind;

use super::{AdminError, Folder, Options};
use crate::act::{Place, uuid7};
use crate::failure::{Failure, say};
use crate::moment;
use crate::store::rows::FacilityRow;
use crate::terminals::Doer;

/// `admin facility list|add|change|revoke`.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = Folder::open(&options.data)?;
    let now = moment::machine();
    match options.verb.as_str() {
        "list" => {
            for row in folder.read(|rows| rows.facilities())? {
                say(&format!("{}\t{}\t{}\t{}", row.office_no, row.name, row.addr, row.tel));
            }
        }
        "add" => {
            let row = FacilityRow {
                id: uuid7(),
                office_no: options.digits("office-no", 10)?,
                name: options.need("name")?.to_owned(),
                zip: String::new(),
                addr: String::new(),
                tel: String::new(),
                fax: String::new(),
                kind: kind(options)?.unwrap_or(Kind::Clinic),
                recovery_key: None,
            };
            let row = filled(row, options)?;
            let said = format!("{}（{}）を登録しました。", row.name, row.office_no);
            folder.write(move |tx| {
                if tx.facility_with(&row.office_no)?.is_some() {
                    return Err(
                        "この医療機関コードは登録済みです。直すときは change を使ってください。".into()
                    );
                }
                tx.put_facility(&row)?;
                Ok(Doer::operator().note(tx, now, "facility.add", &row.id)?)
            })?;
            say(&said);
        }
        "change" => {
            let row = known(&folder, options)?;
            let row = filled(row, options)?;
            let said = format!("{}（{}）を直しました。", row.name, row.office_no);
            folder.write(move |tx| {
                tx.put_facility(&row)?;
                Ok::<_, AdminError>(Doer::operator().note(tx, now, "facility.change", &row.id)?)
            })?;
            say(&said);
        }
        "revoke" => {
            let row = known(&folder, options)?;
            let count = super::terminal::revoke_all(&folder, Place::Facility(row.id))?;
            say(&format!("{}の端末{count}台の証明書を取り消しました。", row.name));
        }
        _ => return Err(options.unknown()),
    }
    Ok(())
}

fn known(folder: &Folder, options: &Options) -> Result<FacilityRow, Failure> {
    let office_no = options.digits("office-no", 10)?;
    let row = folder.read(|rows| rows.facility_with(&office_no))?;
    row.ok_or_else(|| Failure::new("この医療機関コードの医療機関は登録されていません。"))
}

/// What kind of facility it is.
fn kind(options: &Options) -> Result<Option<Kind>, Failure> {
    let Some(word) = options.get("kind") else { return Ok(None) };
    let kinds = [Kind::Clinic, Kind::CareClinic, Kind::CarePlanOffice, Kind::CareOffice];
    let kind = kinds.into_iter().find(|kind| kind.word() == word);
    let words = kinds.map(Kind::word).join("、");
    kind.map(Some).ok_or_else(|| Failure::new(format!("--kind は {words} のどれかです：{word}")))
}

fn filled(mut row: FacilityRow, options: &Options) -> Result<FacilityRow, Failure> {
    for (name, part) in [
        ("name", &mut row.name),
        ("zip", &mut row.zip),
        ("addr", &mut row.addr),
        ("tel", &mut row.tel),
        ("fax", &mut row.fax),
    ] {
        if let Some(value) = options.get(name) {
            value.clone_into(part);
        }
    }
    row.kind = kind(options)?.unwrap_or(row.kind);
    Ok(row)
}
