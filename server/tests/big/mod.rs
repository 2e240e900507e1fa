//! A big file of letters, made while it is sent.

use std::io::{BufReader, BufWriter, Read, Write};
use std::net::TcpStream;

use letters::json;
use letters::orca::{self, Charset, Options, Timestamp};

/// What a result begins with.
const BEGIN: &[u8] = b"{\"row\":";
/// Bytes of a row that is no letter.
const JUNK: usize = 100_000;

/// What stands in the file.
pub(crate) struct File {
    pub(crate) letters: u32,
    /// Rows of a hundred kilobytes that are no letters.
    pub(crate) junk: u32,
    /// Whether its last quotation mark is left open.
    pub(crate) is_open: bool,
}

/// What the server said.
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) received: usize,
    pub(crate) failed: usize,
    /// How many bytes were sent.
    pub(crate) bytes: u64,
    /// The beginning of the answer.
    pub(crate) text: String,
}

impl File {
    /// Sends the file as the doctor's clinic, in pieces, and reads the answer as it comes.
    pub(crate) fn send(&self, port: u16) -> std::io::Result<Said> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        let mut writer = BufWriter::with_capacity(1 << 16, stream.try_clone()?);
        write!(
            writer,
            "POST /api/v1/letters HTTP/1.1\r\nhost: ishi.localhost:{port}\r\ncontent-type: text/csv; charset=utf-8\r\n\
             transfer-encoding: chunked\r\nconnection: close\r\n\r\n"
        )?;
        let (template, mut bytes) = (template(), 0);
        let mut chunk = |row: &[u8]| {
            bytes += row.len() as u64;
            write!(writer, "{:x}\r\n", row.len())?;
            writer.write_all(row)?;
            writer.write_all(b"\r\n")
        };
        let junk = [&b"\""[..], &vec![b'x'; JUNK], b"\"\n"].concat();
        for n in 0..self.letters.max(self.junk) {
            if n < self.letters {
                chunk(template.replace("0000123456", &format!("{:010}", 1_000_000 + n)).as_bytes())?;
            }
            if n < self.junk {
                chunk(&junk)?;
            }
        }
        if self.is_open {
            chunk(b"\"1.2\",\"")?;
        }
        writer.write_all(b"0\r\n\r\n")?;
        writer.flush()?;
        let mut said = read(BufReader::new(stream))?;
        said.bytes = bytes;
        Ok(said)
    }
}

/// One letter as a row.
fn template() -> String {
    let base = include_str!("../../../core/letters/tests/rules/base-R8.json");
    let letter = json::read(base).unwrap_or_else(|error| unreachable!("{error}"));
    let timestamp = Timestamp { day: 14, hour: 9, minute: 30, second: 5 };
    let options = Options { charset: Charset::Utf8, software: "医見書".to_owned(), timestamp };
    let written = orca::write(&[&letter], &options).unwrap_or_else(|error| unreachable!("{error}"));
    String::from_utf8_lossy(&written.bytes).into_owned()
}

/// Counts the results of an answer without keeping it.
fn read(mut stream: impl Read) -> std::io::Result<Said> {
    let mut said = Said { status: 0, received: 0, failed: 0, bytes: 0, text: String::new() };
    let (mut rest, mut piece, mut chunks) = (Vec::new(), vec![0; 1 << 16], Chunks::default());
    loop {
        let read = stream.read(&mut piece)?;
        let bytes = piece.get(..read).unwrap_or_default();
        if said.status == 0 {
            let head = String::from_utf8_lossy(bytes);
            said.status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(1);
            said.text = head.chars().take(4000).collect();
        }
        chunks.push(bytes, &mut rest);
        // Whole results are counted; the last one may go on.
        let begun = rest.windows(BEGIN.len()).rposition(|window| window == BEGIN);
        let last = rest.split_off(begun.filter(|_| !bytes.is_empty()).unwrap_or(rest.len()));
        let count = |wanted: &[u8]| rest.windows(wanted.len()).filter(|window| *window == wanted).count();
        if begun.is_some() {
            said.received += count(b"\"outcome\":\"received\"");
            said.failed += count(b"\"outcome\":\"failed\"");
            rest = last;
        }
        if bytes.is_empty() {
            return Ok(said);
        }
    }
}

/// The data of an answer in chunks.
#[derive(Default)]
struct Chunks {
    head: Vec<u8>,
    is_begun: bool,
    /// Bytes of the chunk that are still to come, with the line end behind it.
    left: usize,
}

impl Chunks {
    fn push(&mut self, bytes: &[u8], data: &mut Vec<u8>) {
        for byte in bytes {
            if self.left > 0 {
                self.left -= 1;
                if self.left >= 2 {
                    data.push(*byte);
                }
                continue;
            }
            self.head.push(*byte);
            if !self.is_begun && self.head.ends_with(b"\r\n\r\n") {
                self.is_begun = true;
                self.head.clear();
            } else if self.is_begun && self.head.ends_with(b"\r\n") {
                let size = String::from_utf8_lossy(&self.head);
                self.left = usize::from_str_radix(size.trim(), 16).map_or(0, |size| size + 2);
                self.head.clear();
            }
        }
    }
}

/// The most memory a process has had, in bytes.
pub(crate) fn peak(process: u32) -> std::io::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<u64> =
        line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
    kilobytes.map(|n| n * 1024).ok_or_else(|| std::io::ErrorKind::InvalidData.into())
}
