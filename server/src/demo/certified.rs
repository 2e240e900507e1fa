//! The demonstration's real certificates, in files to import.

use std::path::{Path, PathBuf};

use super::ids::numbered;
use super::organisations::{CLINIC, HOSPITAL, people};
use crate::act::Place;
use crate::ca::{Key, Subject, p12};
use crate::failure::Failure;
use crate::http::App;
use crate::running::folder;
use crate::store;
use crate::terminals::{CA, Doer, organisation, terminal_row};

/// What says how they are imported.
pub(super) const GUIDE_FILE: &str = "README.txt";

/// Terminals that have a certificate from the beginning: file, name, place.
fn terminals() -> [(&'static str, &'static str, Place); 4] {
    [
        ("clinic", "ひばり内科 診察室", Place::Facility(numbered(CLINIC))),
        ("hospital", "さくら通り病院 外来", Place::Facility(numbered(HOSPITAL))),
        ("insurer", "みどり野市 窓口", Place::Insurer("990010".to_owned())),
        ("operator", "運用者の端末", Place::Operator),
    ]
}

/// Makes the terminals' files, unless they are there, and says in which folder they are.
pub(super) async fn prepare(app: &App, data: &Path) -> Result<PathBuf, Failure> {
    let dir = data.join("terminals");
    if dir.exists() {
        return Ok(dir);
    }
    let authority = app.door.as_ref().map(|door| door.authority());
    let authority = authority.ok_or_else(|| Failure::new("the certified listener is not there"))?;
    let making = data.join("terminals.part");
    folder(&making)?;
    let mut guide = GUIDE.to_owned();
    for (file, name, place) in terminals() {
        let asked = place.clone();
        let organisation =
            store::read(std::sync::Arc::clone(&app.store), move |rows| organisation(rows, &asked));
        let organisation = organisation.await.map_err(Failure::new)?.unwrap_or_default();
        let subject = Subject { id: (app.ids)(), name: name.to_owned(), place, organisation };
        let (key, now) = (Key::generate().map_err(Failure::new)?, (app.clock)());
        let issued = authority.issue(&subject, &key.public(), now).map_err(Failure::new)?;
        let packed = p12(&issued, &key, name).map_err(Failure::new)?;
        let row = terminal_row(&subject, &issued, now, "operator", None);
        let kept = store::write(&*app.store, move |tx| {
            tx.put_terminal(&row)?;
            Doer::operator().note(tx, now, "terminal.issue", &row.id)
        });
        kept.await.map_err(Failure::new)?;
        crate::secret::create(&making.join(format!("{file}.p12")), &packed.bytes).map_err(Failure::new)?;
        guide.push_str(&format!("{file}.p12\t{name}\t{}\n", &*packed.passphrase));
    }
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", dir.display()));
    guide.push_str("\nはじめてのサインインには、次の招待コードを使います（それぞれ1回。デモを最初の状態に戻すと、また使えます）。\n");
    for (name, place, code) in people() {
        guide.push_str(&format!("{code}\t{name}\t{place}\n"));
    }
    std::fs::copy(data.join(CA).join("https.pem"), making.join("server-ca.pem")).map_err(failed)?;
    crate::secret::create(&making.join(GUIDE_FILE), guide.as_bytes()).map_err(Failure::new)?;
    std::fs::rename(&making, &dir).map_err(failed)?;
    Ok(dir)
}

const GUIDE: &str = "デモの端末の証明書です。架空の医療機関・保険者のもので、このデモだけで使えます。

1. server-ca.pem を、ブラウザーの「信頼されたルート証明機関」に入れます（このサーバーの名前だけを証明します）。
2. 下のどれか一つの .p12 を、その右のパスワードで「個人」の証明書に入れます。
3. ブラウザーを閉じて開き直し、デモが表示した https:// のアドレスを開きます。
4. 試しおわったら、どちらも消してください。

ファイル\t端末\tパスワード
";
