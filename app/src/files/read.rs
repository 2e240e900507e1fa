//! A file of this device, read in this tab: nothing of it goes anywhere.

use js_sys::Uint8Array;
use letters::file::{self, Found, Unread};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::local::Trouble;

/// The most bytes of all files together: some five thousand letters of CSV.
pub(super) const MOST_BYTES: f64 = 16.0 * 1024.0 * 1024.0;
/// The most letters at a time: what a person can look through.
pub(super) const MOST_LETTERS: usize = 1_000;

/// What was read.
pub(super) struct Content {
    /// The files that could be read, with their format.
    pub(super) files: Vec<(String, file::Format)>,
    /// Their letters.
    pub(super) letters: Vec<Entry>,
    /// Why the others could not.
    pub(super) troubles: Vec<Trouble>,
}

/// One letter of a file.
#[derive(Clone)]
pub(super) struct Entry {
    /// Which file, from 0.
    pub(super) file: usize,
    /// Which letter of it, from 1.
    pub(super) row: usize,
    pub(super) read: Result<Found, Unread>,
}

/// Reads files. One that cannot be read gives none of its letters, and says why.
pub(super) async fn read(files: &[File]) -> Content {
    let mut content = Content { files: Vec::new(), letters: Vec::new(), troubles: Vec::new() };
    if files.iter().map(|file| file.size()).sum::<f64>() > MOST_BYTES {
        content.troubles.push(too_large(files));
        return content;
    }
    for file in files {
        match letters(file).await {
            Err(trouble) => content.troubles.push(trouble),
            Ok(read) if content.letters.len() + read.letters.len() > MOST_LETTERS => {
                content.troubles.push(too_many(file, read.letters.len()));
            }
            Ok(read) => {
                let n = content.files.len();
                content.files.push((file.name(), read.format));
                let entries = (1..).zip(read.letters).map(|(row, read)| Entry { file: n, row, read });
                content.letters.extend(entries);
            }
        }
    }
    content
}

async fn letters(file: &File) -> Result<file::File, Trouble> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let bytes = buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()).map_err(|_| {
        let title = ["「", &file.name(), "」を開けませんでした。"].concat();
        Trouble::here("file.unreadable", &title, "ファイルがまだあるか確かめて、もう一度選んでください。")
    })?;
    file::read(&bytes).map_err(|error| {
        let title = ["「", &file.name(), "」を読めませんでした。"].concat();
        let action = [&error.to_string(), "このファイルからは何も取り込んでいません。"].concat();
        Trouble::here(error.code(), &title, &action)
    })
}

fn too_large(files: &[File]) -> Trouble {
    let megabytes = files.iter().map(|file| file.size()).sum::<f64>() / 1024.0 / 1024.0;
    let title = match files {
        [one] => format!("「{}」は大きすぎます（{megabytes:.0}MB）。", one.name()),
        several => format!("{}個のファイルは、合わせると大きすぎます（{megabytes:.0}MB）。", several.len()),
    };
    Trouble::here("file.too_large", &title, SMALLER)
}

fn too_many(file: &File, count: usize) -> Trouble {
    let title = format!("「{}」には意見書が{count}件あり、一度に読める数を超えます。", file.name());
    Trouble::here("file.too_many", &title, SMALLER)
}

const SMALLER: &str = "この画面で読めるのは、一度に16MB・1,000件までです。分けて書き出すか、端末のプログラム（ikensho send）で送ってください。何も取り込んでいません。";
