use ja::Date;

use super::{AdminError, Folder, Options};
use crate::act::Place;
use crate::failure::{Failure, say};
use crate::moment;
use crate::store::rows::InsurerRow;
use crate::terminals::Doer;

/// Days between examination and 記入日 for which most insurers pay the fee.
const EXAM_DAYS: u16 = 60;

/// `admin insurer list|add|change|revoke`.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = Folder::open(&options.data)?;
    let now = moment::machine();
    match options.verb.as_str() {
        "list" => {
            for row in folder.read(|rows| rows.insurers())? {
                let from = row.electronic_from.as_deref().unwrap_or("未定");
                say(&format!("{}\t{}\t電送の開始 {from}", row.insurer_no, row.name));
            }
        }
        "add" | "change" => {
            let insurer_no = options.digits("insurer-no", 6)?;
            let known = folder.read(|rows| rows.insurer(&insurer_no))?;
            let is_new = options.verb == "add";
            let row = match (known, is_new) {
                (Some(row), false) => row,
                (None, true) => InsurerRow {
                    insurer_no,
                    name: options.need("name")?.to_owned(),
                    electronic_from: None,
                    exam_days: EXAM_DAYS,
                    written_beforehand: false,
                },
                (Some(_), true) => {
                    return Err(Failure::new(
                        "この保険者番号は登録済みです。直すときは change を使ってください。",
                    ));
                }
                (None, false) => return Err(unknown()),
            };
            let row = filled(row, options)?;
            let said = format!("{}（{}）を登録しました。", row.name, row.insurer_no);
            let action = if is_new { "insurer.add" } else { "insurer.change" };
            folder.write(move |tx| {
                tx.put_insurer(&row)?;
                Ok::<_, AdminError>(Doer::operator().note(tx, now, action, &row.insurer_no)?)
            })?;
            say(&said);
        }
        "revoke" => {
            let insurer_no = options.digits("insurer-no", 6)?;
            let row = folder.read(|rows| rows.insurer(&insurer_no))?.ok_or_else(unknown)?;
            let count = super::terminal::revoke_all(&folder, Place::Insurer(insurer_no))?;
            say(&format!("{}の端末{count}台の証明書を取り消しました。", row.name));
        }
        _ => return Err(options.unknown()),
    }
    Ok(())
}

fn unknown() -> Failure {
    Failure::new("この保険者番号の保険者は登録されていません。")
}

fn filled(mut row: InsurerRow, options: &Options) -> Result<InsurerRow, Failure> {
    if let Some(name) = options.get("name") {
        name.clone_into(&mut row.name);
    }
    if let Some(from) = options.get("electronic-from") {
        let date = Date::parse_iso(from);
        let date = date.ok_or_else(|| {
            Failure::new(format!("--electronic-from は「2026-10-14」のように指定してください：{from}"))
        })?;
        row.electronic_from = Some(date.to_string());
    }
    if let Some(days) = options.get("exam-days") {
        row.exam_days = days.parse().map_err(|_| Failure::new(format!("--exam-days は日数です：{days}")))?;
    }
    row.written_beforehand |= options.has("written-beforehand");
    Ok(row)
}
