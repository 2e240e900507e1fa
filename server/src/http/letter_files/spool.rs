//! A file on its way in: kept on disk until the whole of it is known to be readable.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};

use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use letters::orca::{Charset, Row, Stream, Why};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::result::{unreadable, unusable};
use crate::audit::hex;
use crate::http::codes::Code;
use crate::http::problem::Problem;
use crate::http::route::FILE;
use crate::http::router::BODY_TIME;

/// Pieces and rows that wait between two threads.
const WAITING: usize = 32;
const PIECE: usize = 64 * 1024;

/// A whole file whose rows can be told apart. Nobody else can open it, and it is gone with this value.
pub(super) struct Spooled {
    file: File,
    charset: Charset,
    /// SHA-256 of the operation's line and the bytes.
    pub(super) digest: String,
}

/// Takes a body to the disk and reads it through: nothing of a file that breaks off, or is in another character set, is
/// taken any further. A file that is wrong is still read to its end, so that its sender hears why.
pub(super) async fn spool(body: Body, charset: Charset, line: Vec<u8>) -> Result<Spooled, Problem> {
    let (sender, receiver) = mpsc::channel(WAITING);
    let kept = tokio::task::spawn_blocking(move || keep(receiver, charset, &line));
    let (mut pieces, mut length) = (body.into_data_stream(), 0);
    loop {
        let piece = tokio::time::timeout(BODY_TIME, pieces.next()).await.map_err(|_| Code::BodySlow)?;
        // A connection that broke reads no answer.
        let Some(piece) = piece.transpose().map_err(|_| Code::BodySlow)? else { break };
        length += piece.len();
        if length > FILE {
            return Err(Code::BodyTooLarge.into());
        }
        // Whoever keeps has failed when nobody listens; the reason is in what it gives back.
        let _ = sender.send(piece).await;
    }
    drop(sender);
    kept.await.unwrap_or_else(|_| Err(Code::StoreFailed.into()))
}

fn keep(mut pieces: mpsc::Receiver<Bytes>, charset: Charset, line: &[u8]) -> Result<Spooled, Problem> {
    let mut file = BufWriter::new(tempfile::tempfile().map_err(failed)?);
    let (mut digest, mut stream) = (Sha256::new_with_prefix(line), Stream::new(charset));
    let (mut rows, mut some) = (Vec::new(), false);
    while let Some(piece) = pieces.blocking_recv() {
        digest.update(&piece);
        file.write_all(&piece).map_err(failed)?;
        stream.push(&piece, &mut rows).map_err(unusable)?;
        some |= told_apart(&mut rows)?;
    }
    stream.finish(&mut rows).map_err(unusable)?;
    if !told_apart(&mut rows)? && !some {
        return Err(Code::LetterCsvEmpty.into());
    }
    let mut file = file.into_inner().map_err(|error| failed(error.into_error()))?;
    file.rewind().map_err(failed)?;
    Ok(Spooled { file, charset, digest: hex(&digest.finalize()) })
}

/// Forgets rows that were only counted; whether there were any.
fn told_apart(rows: &mut Vec<Row>) -> Result<bool, Problem> {
    let some = !rows.is_empty();
    for row in rows.drain(..) {
        if let Err(error) = row.read
            && matches!(error.why, Why::Quote { .. })
        {
            return Err(unreadable(&error));
        }
    }
    Ok(some)
}

fn failed(error: std::io::Error) -> Problem {
    tracing::error!(%error, "a file of letters could not be kept");
    Code::StoreFailed.into()
}

impl Spooled {
    /// The rows, in order, as fast as they are taken. It ends early, with an error, when the disk fails.
    pub(super) fn rows(self) -> mpsc::Receiver<Result<Row, ()>> {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = give(self, &sender) {
                tracing::error!(%error, "a kept file of letters could not be read");
                // Nobody is left to be told.
                let _ = sender.blocking_send(Err(()));
            }
        });
        receiver
    }
}

fn give(spooled: Spooled, to: &mpsc::Sender<Result<Row, ()>>) -> std::io::Result<()> {
    let mut file = BufReader::with_capacity(PIECE, spooled.file);
    let (mut stream, mut rows, mut piece) = (Stream::new(spooled.charset), Vec::new(), vec![0; PIECE]);
    let changed = |_| std::io::Error::from(std::io::ErrorKind::InvalidData);
    loop {
        let read = file.read(&mut piece)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        stream.push(bytes, &mut rows).map_err(changed)?;
        for row in rows.drain(..) {
            if to.blocking_send(Ok(row)).is_err() {
                return Ok(());
            }
        }
    }
    stream.finish(&mut rows).map_err(changed)?;
    for row in rows {
        if to.blocking_send(Ok(row)).is_err() {
            return Ok(());
        }
    }
    Ok(())
}
