//! The server, as a program asks it.

use std::fmt::Display;
use std::io::Read;
use std::time::Duration;

use ja::Date;
use serde::de::DeserializeOwned;
use ureq::{Agent, Body, RequestBuilder, SendBody, http};
use wire::people::MeView;
use wire::programs::LettersPosted;
use zeroize::Zeroizing;

use super::identity::{bearer, tls};
use super::options::IdentityFiles;
use crate::failure::Failure;

/// How long the server may take to be found.
const CONNECT: Duration = Duration::from_secs(10);
/// How long nothing may come or go.
const SILENCE: Duration = Duration::from_secs(120);
/// The most bytes of an answer: results of a quarter of a million letters.
const ANSWER: u64 = 512 * 1024 * 1024;

/// A server to send to.
pub(super) struct Client {
    agent: Agent,
    /// Scheme and address.
    base: String,
    /// What the server is called, where that is not its address.
    host: Option<String>,
    /// The program's token as the header says it.
    bearer: Option<Zeroizing<String>>,
}

/// What the server said to a file.
pub(super) enum Answer {
    /// What became of each letter.
    Letters(LettersPosted),
    /// It does not take the file.
    Problem(Box<wire::Problem>),
}

impl Client {
    /// A client of this server: `http://…` or `https://…`, without a path.
    pub(super) fn new(server: &str, identity: &IdentityFiles) -> Result<Client, Failure> {
        let server = server.trim_end_matches('/');
        let bad = || {
            Failure::new(format!(
                "--server は「https://ikensho.example.jp」のように指定してください：{server}"
            ))
        };
        let (scheme, address) = server.split_once("://").ok_or_else(bad)?;
        if !["http", "https"].contains(&scheme) || address.is_empty() || address.contains('/') {
            return Err(bad());
        }
        if scheme == "http" && (identity.certificate.is_some() || identity.token.is_some()) {
            return Err(Failure::new("証明書とトークンは https:// のサーバーにだけ示せます。"));
        }
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(SILENCE))
            .timeout_per_write(Some(SILENCE));
        if scheme == "https" {
            config = config.tls_config(tls(identity)?);
        }
        // Names below localhost are this machine (RFC 6761), which not every resolver knows.
        let (name, port) = address.split_once(':').map_or((address, None), |(name, port)| (name, Some(port)));
        let is_local = scheme == "http" && name.ends_with(".localhost");
        let (base, host) = match (is_local, port) {
            (true, Some(port)) => (format!("http://127.0.0.1:{port}"), Some(address.to_owned())),
            (true, None) => ("http://127.0.0.1".to_owned(), Some(address.to_owned())),
            (false, _) => (server.to_owned(), None),
        };
        Ok(Client { agent: config.build().new_agent(), base, host, bearer: bearer(identity)? })
    }

    /// What every request says of itself.
    fn headed<Any>(&self, mut request: RequestBuilder<Any>) -> RequestBuilder<Any> {
        if let Some(host) = &self.host {
            request = request.header("host", host);
        }
        if let Some(bearer) = &self.bearer {
            request = request.header("authorization", &**bearer);
        }
        request
    }

    /// Today in Japan by the server's clock, or why it cannot be asked now.
    pub(super) fn today(&self) -> Result<Date, String> {
        let request = self.headed(self.agent.get(format!("{}{}", self.base, wire::paths::ME)));
        let response = request.call().map_err(|error| unreachable(&error))?;
        let status = response.status().as_u16();
        let me: MeView = match status {
            200 => body(response).ok_or_else(|| not_ours(status))?,
            _ => return Err(body::<wire::Problem>(response).map_or_else(|| not_ours(status), later)),
        };
        day_in_japan(&me.server_time).ok_or_else(|| not_ours(status))
    }

    /// Sends a file's bytes. The error is why they have to be sent again later.
    pub(super) fn send(&self, media_type: &str, bytes: &mut dyn Read) -> Result<Answer, String> {
        let request = self.headed(self.agent.post(format!("{}{}", self.base, wire::paths::LETTERS)));
        let request = request.header("content-type", media_type);
        let response = request.send(SendBody::from_reader(bytes)).map_err(|error| unreachable(&error))?;
        let status = response.status().as_u16();
        match status {
            200 => body(response).map(Answer::Letters).ok_or_else(|| not_ours(status)),
            // Nobody is at fault who wrote the file: the terminal, its address, the server, the net.
            401 | 403 | 404 | 405 | 408 | 421 | 429 | 500.. => {
                Err(body::<wire::Problem>(response).map_or_else(|| not_ours(status), later))
            }
            _ => {
                let problem = body(response).ok_or_else(|| not_ours(status))?;
                Ok(Answer::Problem(Box::new(problem)))
            }
        }
    }
}

fn body<T: DeserializeOwned>(response: http::Response<Body>) -> Option<T> {
    let mut text = Vec::new();
    response.into_body().into_with_config().limit(ANSWER).reader().read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

fn unreachable(error: &dyn Display) -> String {
    format!("サーバーにつながりません（{error}）。つながりしだい送ります。")
}

fn not_ours(status: u16) -> String {
    format!("サーバーの答えが読めません（{status}）。送り先を確かめてください。")
}

fn later(problem: wire::Problem) -> String {
    [&problem.title, problem.action.as_deref().unwrap_or_default()].concat()
}

/// The civil day in Japan, nine hours ahead, of an instant in UTC.
fn day_in_japan(instant: &str) -> Option<Date> {
    let (day, time) = instant.split_once('T')?;
    let hour: u8 = time.split_once(':')?.0.parse().ok()?;
    Some(Date::parse_iso(day)?.plus_days(i32::from(hour >= 15)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_an_address_without_a_path() {
        let none = IdentityFiles::default();
        for wrong in ["", "localhost:8080", "ftp://a", "https://", "http://a/b"] {
            assert!(Client::new(wrong, &none).is_err(), "{wrong}");
        }
        let client = Client::new("http://ishi.localhost:8080/", &none).unwrap();
        assert_eq!(
            (&*client.base, client.host.as_deref()),
            ("http://127.0.0.1:8080", Some("ishi.localhost:8080"))
        );
        assert_eq!(Client::new("http://server:80", &none).unwrap().host, None);
    }

    #[test]
    fn the_day_in_japan_begins_at_15_in_utc() {
        let day = |text| day_in_japan(text).map(|date| date.to_string());
        assert_eq!(day("2026-10-14T14:59:59.999Z").as_deref(), Some("2026-10-14"));
        assert_eq!(day("2026-10-14T15:00:00.000Z").as_deref(), Some("2026-10-15"));
        assert_eq!(day("2026-10-14"), None);
    }
}
