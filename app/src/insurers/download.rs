//! Files in and out, without leaving the page.

use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, Headers, RequestInit, Response, TextDecoder, TextDecoderOptions};
use wire::Problem;

use crate::local::Trouble;
use crate::ui::save;

/// Puts a text into Downloads under this name.
///
/// # Errors
/// When the browser refuses to make a file.
pub(super) fn save_text(name: &str, text: &str) -> Result<(), JsValue> {
    save(name, &Blob::new_with_str_sequence(&Array::of1(&text.into()))?)
}

/// Asks the server for this form of a resource, a media type with or without parameters, and puts it into Downloads as it
/// came.
///
/// Gives the keys of the items that it cannot hold whole, with commas between.
///
/// # Errors
/// The server's problem, or that it did not answer.
pub(super) async fn save_answer(path: &str, media_type: &str, name: &str) -> Result<String, Trouble> {
    let response = ask(path, media_type).await.map_err(|_| Trouble::offline())?;
    let given = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    if !response.ok() {
        let problem = text_of(&response).await.map_err(|_| Trouble::offline())?;
        let problem = wire::record::from_text::<Problem>(&problem);
        return Err(problem.map_or_else(Trouble::not_understood, refused));
    }
    if !given.starts_with(media_type.split(';').next().unwrap_or_default()) {
        return Err(Trouble::not_understood());
    }
    let blob = async { JsFuture::from(response.blob()?).await };
    let blob = blob.await.map_err(|_| Trouble::offline())?;
    save(name, &blob.unchecked_into()).map_err(|_| Trouble::not_understood())?;
    Ok(response.headers().get(wire::headers::LOST).ok().flatten().unwrap_or_default())
}

/// Why there is no such file; characters that it has no code for are named with their places.
fn refused(problem: Problem) -> Trouble {
    let detail = problem.detail.clone().filter(|_| problem.code == "letter.csv.character");
    let trouble = Trouble::from(problem);
    let Some(detail) = detail else { return trouble };
    let places: Vec<&str> = detail.lines().skip(1).collect();
    let action = [&places.join("、"), "。JSONかFHIRなら、どの文字もそのまま保存できます。"].concat();
    Trouble { action: Some(action), ..trouble }
}

async fn text_of(response: &Response) -> Result<String, JsValue> {
    Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
}

async fn ask(path: &str, media_type: &str) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", media_type)?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    JsFuture::from(window().fetch_with_str_and_init(path, &init)).await?.dyn_into()
}

/// The text of a chosen file: UTF-8, or else the code page that Japanese spreadsheets write (CP932).
///
/// # Errors
/// When the file cannot be read, or is text in neither.
pub(super) async fn read_text(file: &File) -> Result<String, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let strict = TextDecoderOptions::new();
            strict.set_fatal(true);
            TextDecoder::new_with_label_and_options("shift_jis", &strict)?
                .decode_with_u8_array(error.as_bytes())
        }
    }
}
