//! Writes that wait for the net: paper requests, phrases, and what was printed.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wire::paths;
use wire::phrases::Phrase;
use wire::prints::PrintPost;
use wire::requests::{Origin, RequestPost, RequestState, RequestView};

use crate::local::device::Device;
use crate::local::disk::{Change, Store};
use crate::local::lists::List;
use crate::local::net::Ask;
use crate::local::records::{self, StoredDraft, StoredWrite};
use crate::local::tabs::Message;
use crate::local::{Trouble, clock, ids};

impl Device {
    /// Takes in a paper request: sent now, or kept until the server answers. Gives its id here. `refused` is the one it
    /// puts right: the server has recorded nothing under its id, and drafts name the request by it.
    pub(in crate::local) async fn paper_request(
        self: &Rc<Self>,
        post: RequestPost,
        refused: Option<String>,
    ) -> Result<String, Trouble> {
        let id = match refused {
            Some(id) if self.outgoing.is_queued(&id) => id,
            _ => ids::new(),
        };
        let write = self.paper_write(post, id.clone());
        match self.send_write(&write).await {
            Ok(body) => {
                let view: RequestView = records::read(&body).ok_or_else(Trouble::not_understood)?;
                let id = view.id.clone();
                self.sent(&write, Some(view)).await;
                Ok(id)
            }
            Err(trouble) if trouble.is_offline() => {
                self.enqueue(write).await?;
                self.show_requests();
                Ok(id)
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// A paper request on its way to the server; its operation is its id until it is there.
    pub(in crate::local) fn paper_write(&self, post: RequestPost, operation: String) -> StoredWrite {
        let body = records::write(&post);
        let request = Some(self.request_of(post, &operation));
        let (method, path) = ("POST".to_owned(), paths::PAPER_REQUESTS.to_owned());
        StoredWrite { operation, method, path, body, request, refused: None }
    }

    /// A write lies on disk and waits for the net.
    pub(in crate::local) fn queued(&self, write: StoredWrite) {
        self.outgoing.queue.borrow_mut().insert(write.operation.clone(), write);
    }

    /// Adds or changes a phrase.
    pub(in crate::local) async fn put_phrase(self: &Rc<Self>, phrase: Phrase) -> Result<(), Trouble> {
        let body = records::write(&phrase);
        self.phrases.update(|phrases| {
            let mut all: Vec<Phrase> =
                phrases.iter().filter(|other| other.id != phrase.id).cloned().collect();
            all.push(phrase);
            *phrases = Arc::new(all);
        });
        self.write_phrase("PUT", paths::PHRASES.to_owned(), body).await
    }

    /// Removes a phrase.
    pub(in crate::local) async fn remove_phrase(self: &Rc<Self>, id: &str) -> Result<(), Trouble> {
        self.phrases.update(|phrases| {
            *phrases = Arc::new(phrases.iter().filter(|phrase| phrase.id != id).cloned().collect());
        });
        self.write_phrase("DELETE", paths::phrase(id), String::new()).await
    }

    async fn write_phrase(self: &Rc<Self>, method: &str, path: String, body: String) -> Result<(), Trouble> {
        let write = StoredWrite {
            operation: ids::new(),
            method: method.to_owned(),
            path,
            body,
            request: None,
            refused: None,
        };
        match self.send_write(&write).await {
            Ok(_) => {}
            Err(trouble) if trouble.is_offline() => self.enqueue(write).await?,
            // Removed on another device: what was wanted is so.
            Err(trouble) if trouble.code == "phrase.unknown" => {}
            Err(trouble) => {
                self.refresh(List::Phrases).await;
                return Err(trouble);
            }
        }
        let phrases = self.phrases.get_untracked();
        self.keep(List::Phrases, wire::record::to_value(phrases.as_ref())).await;
        self.channel.tell(&Message::List(List::Phrases.name().to_owned()));
        Ok(())
    }

    /// Has it written down that letters left on paper or as a PDF.
    pub(in crate::local) async fn note_print(self: &Rc<Self>, print: &PrintPost) -> Result<(), Trouble> {
        let write = StoredWrite {
            operation: ids::new(),
            method: "POST".to_owned(),
            path: paths::PRINTS.to_owned(),
            body: records::write(print),
            request: None,
            refused: None,
        };
        match self.send_write(&write).await {
            Ok(_) => Ok(()),
            Err(trouble) if trouble.is_offline() => self.enqueue(write).await,
            Err(trouble) => Err(trouble),
        }
    }

    /// Sends what waits, oldest first, as long as the server answers.
    pub(in crate::local) async fn drain(self: &Rc<Self>) {
        let may = self.outgoing.machine.borrow().is_some() && self.online.is() && self.session_is_live();
        if !may || self.outgoing.is_draining.replace(true) {
            return;
        }
        // What was refused waits for a person: sent again, it could be taken while somebody puts it right.
        let writes: Vec<StoredWrite> = {
            let queue = self.outgoing.queue.borrow();
            queue.values().filter(|write| write.refused.is_none()).cloned().collect()
        };
        for write in writes {
            match self.send_write(&write).await {
                Ok(body) => self.sent(&write, records::read(&body)).await,
                Err(trouble) if trouble.is_offline() => break,
                // Refused: a paper request stays where a person sees why, a phrase is as the server has it.
                Err(trouble) if write.request.is_some() => self.refused(write, trouble).await,
                Err(_) => self.sent(&write, None).await,
            }
        }
        self.outgoing.is_draining.set(false);
        self.push_closed().await;
    }

    /// The server did not take a paper request: it stays, with the reason, until somebody puts it right.
    async fn refused(self: &Rc<Self>, write: StoredWrite, trouble: Trouble) {
        let refused = Some(trouble.into());
        // Not stored, it is asked and said again the next time.
        if self.enqueue(StoredWrite { refused, ..write }).await.is_ok() {
            self.show_requests();
        }
    }

    pub(super) async fn load_queue(self: &Rc<Self>) {
        if let Ok(records) = self.disk.range(Store::Queue, "").await {
            let writes = records.into_iter().filter_map(|(key, text)| Some((key, records::read(&text)?)));
            self.outgoing.queue.replace(writes.collect());
        }
    }

    async fn send_write(self: &Rc<Self>, write: &StoredWrite) -> Result<String, Trouble> {
        let method = match write.method.as_str() {
            "DELETE" => "DELETE",
            "PUT" => "PUT",
            _ => "POST",
        };
        let reply = self.ask(&Ask::write(method, &write.path, &write.body, &write.operation)).await?;
        match () {
            () if reply.is_done() => Ok(reply.body),
            () if reply.asks_to_wait() || reply.status == 401 => Err(Trouble::offline()),
            () => Err(reply.trouble()),
        }
    }

    async fn enqueue(self: &Rc<Self>, write: StoredWrite) -> Result<(), Trouble> {
        let change = Change::Put(Store::Queue, write.operation.clone(), records::write(&write));
        let outcome = self.disk.write(&[change]).await;
        self.wrote(&outcome);
        outcome.map_err(|error| Trouble::from(error.problem()))?;
        self.queued(write);
        self.channel.tell(&Message::Outbox);
        Ok(())
    }

    /// The server has it: it waits no longer, and drafts of a paper request name it as the server does.
    async fn sent(self: &Rc<Self>, write: &StoredWrite, request: Option<RequestView>) {
        let mut batch = vec![Change::Remove(Store::Queue, write.operation.clone())];
        let mut moved = Vec::new();
        if let Some(request) = &request {
            let drafts = self.drafts_of(&write.operation);
            for id in drafts {
                let Ok(Some(head)) = self.disk.read(Store::Drafts, &id).await else { continue };
                let Some(mut stored) = records::read::<StoredDraft>(&head) else { continue };
                stored.view.request_id = Some(request.id.clone());
                stored.request = Some(request.clone());
                batch.push(Change::Put(Store::Drafts, id.clone(), records::write(&stored)));
                moved.push((id, stored));
            }
        }
        let outcome = self.disk.write(&batch).await;
        self.wrote(&outcome);
        if outcome.is_err() {
            return;
        }
        self.outgoing.queue.borrow_mut().remove(&write.operation);
        for (id, stored) in moved {
            if let Some(card) = self.cards.borrow_mut().get_mut(&id) {
                card.request.clone_from(&stored.view.request_id);
            }
            if let Some(open) = self.open_draft(&id) {
                let mut kept = open.stored.borrow_mut();
                kept.view.request_id = stored.view.request_id;
                kept.request = stored.request;
            }
            self.channel.tell(&Message::Written(id));
        }
        if let Some(request) = request {
            self.list_request(request);
        }
        self.channel.tell(&Message::Outbox);
    }

    fn drafts_of(&self, request: &str) -> Vec<String> {
        let cards = self.cards.borrow();
        let drafts = cards.iter().filter(|(_, card)| card.request.as_deref() == Some(request));
        drafts.map(|(id, _)| id.clone()).collect()
    }

    /// Shows a request the server has just told of, before the list is asked again.
    fn list_request(self: &Rc<Self>, request: RequestView) {
        {
            let mut listed = self.listed.borrow_mut();
            let others = listed.items.iter().filter(|other| other.id != request.id);
            let mut all: Vec<RequestView> = others.cloned().collect();
            all.push(request);
            listed.items = Arc::new(all);
        }
        self.show_requests();
    }

    /// A paper request as the list shows it before the server has it.
    fn request_of(&self, post: RequestPost, id: &str) -> RequestView {
        let insurer_name = self.insurers.with_untracked(|insurers| {
            let insurer = insurers.iter().find(|insurer| insurer.insurer_no == post.insurer_no);
            insurer.map(|insurer| insurer.name.clone()).unwrap_or_default()
        });
        let facility = self.me.with_untracked(|me| me.as_ref()?.facility.as_ref().map(|own| own.id.clone()));
        RequestView {
            id: id.to_owned(),
            origin: Origin::Paper,
            state: RequestState::Open,
            request: post,
            typed: None,
            paper_sent_on: None,
            insurer_name,
            facility_id: facility.unwrap_or_default(),
            draft_id: None,
            letter_id: None,
            previous_date: None,
            return_text: None,
            arrived_at: clock::now(),
        }
    }
}
