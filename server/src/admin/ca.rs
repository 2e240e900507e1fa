use super::{Folder, Options};
use crate::ca::{Authority, Revoked};
use crate::failure::{Failure, say};
use crate::moment::{self, Moment};
use crate::running;
use crate::terminals::CA;

/// `admin ca create|rotate|crl`.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = options.data.join(CA);
    let now = moment::machine();
    match options.verb.as_str() {
        "create" => {
            running::folder(&options.data)?;
            Authority::create(&folder, now).map_err(Failure::new)?;
            say(&format!(
                "{} に認証局を作りました。鍵の控えを、別の場所に鍵をかけて保管してください。",
                folder.display()
            ));
        }
        "rotate" => {
            let distrust = options.has("distrust");
            let number = Authority::rotate(&folder, now, distrust).map_err(Failure::new)?;
            let rest = if distrust {
                "前の世代の端末は使えなくなりました"
            } else {
                "前の世代の端末も、期限まで使えます"
            };
            say(&format!("第{number}世代の鍵を作りました。{rest}。"));
        }
        "crl" => {
            let authority = Authority::load(&folder).map_err(Failure::new)?;
            let rows = Folder::open(&options.data)?.read(|rows| rows.terminals(None))?;
            let revoked: Vec<Revoked> = rows
                .iter()
                .filter_map(|row| {
                    let at = Moment::parse(row.revoked_at.as_deref()?)?;
                    Some(Revoked { serial: bytes(&row.serial)?, at })
                })
                .collect();
            for (number, pem) in authority.crl(&revoked, now).map_err(Failure::new)? {
                let path = folder.join(format!("crl-{number}.pem"));
                std::fs::write(&path, pem).map_err(|error| Failure::file(&path, &error))?;
                say(&format!("{}（取り消し{}件、7日間有効）", path.display(), revoked.len()));
            }
        }
        _ => return Err(options.unknown()),
    }
    Ok(())
}

/// Bytes of lower-case hex.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
}
