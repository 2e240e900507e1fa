//! Earlier letters, kept for use without a net.

use std::rc::Rc;

use wire::letters::{LetterView, PreviousLetter};
use wire::paths;

use super::device::Device;
use super::disk::{Change, Store};
use super::net::Ask;
use super::{Trouble, records};

impl Device {
    /// The earlier letter of a request's person: as kept, else as the server says.
    pub(super) async fn previous(self: &Rc<Self>, request: &str) -> Result<Option<PreviousLetter>, Trouble> {
        if let Some(kept) = self.kept_letter(request).await {
            return Ok(Some(kept));
        }
        if self.outgoing.is_queued(request) {
            return Err(Trouble::offline());
        }
        let reply = self.ask(&Ask::get(&paths::previous(request))).await?;
        let previous = match reply.read::<PreviousLetter>() {
            Ok(previous) => previous,
            // There is none; the person may get one until the next visit, so that is not kept.
            Err(trouble) if trouble.code == "previous.none" => return Ok(None),
            Err(trouble) => return Err(trouble),
        };
        self.keep_letter(request, &previous).await;
        Ok(Some(previous))
    }

    /// A letter this facility sent: what a replacement begins with.
    pub(super) async fn sent_letter(self: &Rc<Self>, id: &str) -> Result<PreviousLetter, Trouble> {
        if let Some(kept) = self.kept_letter(id).await {
            return Ok(kept);
        }
        let view: LetterView = self.ask(&Ask::get(&paths::letter(id))).await?.read()?;
        let entry_date = view.letter.get("answers").and_then(|answers| answers.get("entry_date"));
        let letter = PreviousLetter {
            id: view.line.id,
            dr_name: view.line.dr_name,
            entry_date: entry_date.and_then(|date| date.as_str()).unwrap_or_default().to_owned(),
            letter: view.letter,
        };
        self.keep_letter(id, &letter).await;
        Ok(letter)
    }

    /// A letter that is kept on this device, of a request's person or sent from here.
    pub(super) async fn kept_letter(self: &Rc<Self>, key: &str) -> Option<PreviousLetter> {
        let text = self.disk.read(Store::Previous, key).await.ok()??;
        records::read(&text)
    }

    async fn keep_letter(self: &Rc<Self>, key: &str, letter: &PreviousLetter) {
        let change = Change::Put(Store::Previous, key.to_owned(), records::write(letter));
        let outcome = self.disk.write(&[change]).await;
        self.wrote(&outcome);
    }
}
