use super::{Icon, sign};
use crate::el::{El, el};

/// A sentence over a page: a strong word and what to do.
pub fn banner(class: &'static str, role: &'static str, which: Icon, title: String, text: String) -> El {
    let words = el("p").class("banner__text").child(el("strong").text(title)).text(" ").text(text);
    el("div").class(class).attr("role", role).child(sign(which)).child(words)
}
