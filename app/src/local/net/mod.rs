//! The server, over `fetch`: same origin, one header set, time-outs, problems as [`Trouble`].

mod online;
mod reply;
mod stream;

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, Headers, RequestInit, Response};
use wire::headers;

use super::{Trouble, js};

pub(super) use online::Online;
pub(super) use reply::Reply;
pub(super) use stream::{Line, read_lines};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(path: &str, init: &RequestInit) -> Promise;
}

/// How long an answer may take.
const LIMIT_MS: u64 = 30_000;
const JSON: &str = "application/json";

/// One thing asked of the server.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    method: &'static str,
    path: &'a str,
    body: Option<(&'a str, &'a str)>,
    operation: Option<&'a str>,
    etag: Option<&'a str>,
    proof: Option<&'a str>,
}

impl<'a> Ask<'a> {
    /// Reads.
    pub(super) fn get(path: &'a str) -> Ask<'a> {
        Ask { method: "GET", path, body: None, operation: None, etag: None, proof: None }
    }

    /// Writes JSON under an operation id.
    pub(super) fn write(method: &'static str, path: &'a str, body: &'a str, operation: &'a str) -> Ask<'a> {
        let body = (!body.is_empty()).then_some((JSON, body));
        Ask { method, path, body, operation: Some(operation), etag: None, proof: None }
    }

    /// The body is of another media type.
    pub(super) fn of_type(mut self, media_type: &'a str) -> Ask<'a> {
        self.body = self.body.map(|(_, body)| (media_type, body));
        self
    }

    /// Only if the server still has this version.
    pub(super) fn if_match(mut self, etag: &'a str) -> Ask<'a> {
        self.etag = Some(etag);
        self
    }

    /// With a fresh proof that it is the person.
    pub(super) fn proved(mut self, proof: &'a str) -> Ask<'a> {
        self.proof = Some(proof);
        self
    }

    /// What a fresh proof has to be for: method, path, operation.
    pub(super) fn line(&self) -> (&'static str, String, String) {
        let path = self.path.split('?').next().unwrap_or_default();
        (self.method, path.to_owned(), self.operation.unwrap_or_default().to_owned())
    }

    fn init(&self, signal: &AbortSignal) -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        headers.set(headers::BUILD, &build())?;
        headers.set("accept", JSON)?;
        if let Some(operation) = self.operation {
            headers.set(headers::IDEMPOTENCY_KEY, operation)?;
        }
        if let Some(etag) = self.etag {
            headers.set("if-match", etag)?;
        }
        if let Some(proof) = self.proof {
            headers.set(headers::STEP_UP, proof)?;
        }
        let init = request_init(self.method, &headers, signal);
        if let Some((media_type, body)) = self.body {
            headers.set("content-type", media_type)?;
            init.set_body(&body.into());
        }
        Ok(init)
    }
}

/// Asks, and says whether the server answered at all.
pub(super) async fn ask(online: &Rc<Online>, ask: &Ask<'_>) -> Result<Reply, Trouble> {
    match exchange(ask).await {
        Ok(reply) => {
            online.answered();
            Ok(reply)
        }
        Err(_) => {
            online.failed();
            Err(Trouble::offline())
        }
    }
}

async fn exchange(ask: &Ask<'_>) -> Result<Reply, JsValue> {
    let controller = AbortController::new()?;
    let init = ask.init(&controller.signal())?;
    // Aborting what has ended does nothing.
    js::after(LIMIT_MS, move || controller.abort());
    let response: Response = js::wait(fetch(ask.path, &init)).await?.dyn_into()?;
    let body = js::wait(response.text()?).await?.as_string().unwrap_or_default();
    let epoch = response.headers().get(headers::EPOCH)?.and_then(|epoch| epoch.parse().ok());
    Ok(Reply { status: response.status(), body, epoch })
}

fn request_init(method: &str, headers: &Headers, signal: &AbortSignal) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_headers(headers);
    init.set_signal(Some(signal));
    // Cookies and certificate of this origin, never another one; nothing stale.
    let plain: &JsValue = init.as_ref();
    for (key, value) in [("mode", "same-origin"), ("cache", "no-store"), ("redirect", "error")] {
        // A fresh plain object takes every property.
        let _ = js_sys::Reflect::set(plain, &key.into(), &value.into());
    }
    init
}

/// The build of this program, from the page it was served with.
pub(super) fn build() -> String {
    let document = js::window().and_then(|window| window.document());
    let meta = document.and_then(|document| document.query_selector("meta[name=ikensho-build]").ok()?);
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}
