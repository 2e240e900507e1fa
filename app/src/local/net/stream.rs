//! A stream of server-sent events, read with `fetch`: unlike `EventSource` it can say where to go on after a reload.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Headers, ReadableStreamDefaultReader, Response};
use wire::{headers, paths};

use super::{build, fetch, request_init};
use crate::local::js;

/// A stream that says nothing for so long is dead; the server's heartbeat is shorter.
const SILENCE_MS: u64 = 60_000;

/// One event of the stream.
#[derive(Debug, Default)]
pub(in crate::local) struct Line {
    /// Where to go on after it.
    pub(in crate::local) id: String,
    /// What it says.
    pub(in crate::local) data: String,
}

/// Reads the events after `last` until the stream ends; whether the server had answered.
pub(in crate::local) async fn read_lines(last: &str, each: impl FnMut(Line)) -> bool {
    match open(last).await {
        Ok((reader, controller)) => {
            // How it ended does not matter: it is opened again.
            let _ = read(&reader, each).await;
            controller.abort();
            true
        }
        Err(_) => false,
    }
}

async fn open(last: &str) -> Result<(ReadableStreamDefaultReader, AbortController), JsValue> {
    let controller = AbortController::new()?;
    let headers = Headers::new()?;
    headers.set(headers::BUILD, &build())?;
    headers.set("accept", "text/event-stream")?;
    if !last.is_empty() {
        headers.set("last-event-id", last)?;
    }
    let init = request_init("GET", &headers, &controller.signal());
    let response: Response = js::wait(fetch(paths::EVENTS, &init)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let body = response.body().ok_or(JsValue::NULL)?;
    let reader = ReadableStreamDefaultReader::new(&body)?;
    Ok((reader, controller))
}

async fn read(reader: &ReadableStreamDefaultReader, mut each: impl FnMut(Line)) -> Result<(), JsValue> {
    let mut parser = Parser::default();
    loop {
        let Some(chunk) = js::wait_at_most(reader.read(), SILENCE_MS).await else { return Ok(()) };
        let chunk = chunk?;
        if js::property(&chunk, "done").is_truthy() {
            return Ok(());
        }
        parser.push(&Uint8Array::new(&js::property(&chunk, "value")).to_vec(), &mut each);
    }
}

/// Bytes become events: fields a line each, an empty line ends an event.
#[derive(Default)]
struct Parser {
    line: Vec<u8>,
    event: Line,
}

impl Parser {
    fn push(&mut self, bytes: &[u8], each: &mut impl FnMut(Line)) {
        for byte in bytes {
            if *byte != b'\n' {
                self.line.push(*byte);
                continue;
            }
            let line = String::from_utf8(core::mem::take(&mut self.line)).unwrap_or_default();
            let line = line.trim_end_matches('\r');
            if line.is_empty() {
                let event = core::mem::take(&mut self.event);
                if !event.data.is_empty() || !event.id.is_empty() {
                    each(event);
                }
            } else if let Some((field, value)) = line.split_once(':') {
                let value = value.strip_prefix(' ').unwrap_or(value);
                match field {
                    "id" => value.clone_into(&mut self.event.id),
                    "data" => self.event.data.push_str(value),
                    _ => {}
                }
            }
        }
    }
}
