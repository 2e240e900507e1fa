//! A letter as pages of inks: pure geometry, before fonts and PDF.

mod answer;
mod course;
mod date;
mod fit;
mod header;
mod ink;
mod label;
mod more;
mod printed;
mod sheet;
mod space;

use letters::{Cell, Edition, Letter};

use crate::options::Options;
pub(crate) use ink::{Ink, Line, Page};
use more::Rest;
pub(crate) use sheet::spots;

/// Size of ordinary words in millimetres (9 pt).
const WORDS: f32 = 3.175;

/// Two pages under way, and what did not fit on them.
struct Sheet<'a> {
    letter: &'a Letter,
    options: &'a Options,
    pages: [Page; 2],
    rest: Vec<Rest>,
}

/// The letter's two pages, then its continuation pages.
pub(crate) fn pages(letter: &Letter, options: &Options) -> Vec<Page> {
    let sheet = filled(letter, options);
    let more = more::pages(letter, &sheet.rest);
    sheet.pages.into_iter().chain(more).collect()
}

/// The cells that go on on a continuation page.
pub(crate) fn continued(letter: &Letter, options: &Options) -> Vec<Cell> {
    filled(letter, options).rest.iter().map(|rest| rest.cell).collect()
}

fn filled<'a>(letter: &'a Letter, options: &'a Options) -> Sheet<'a> {
    let mut sheet = Sheet { letter, options, pages: Default::default(), rest: Vec::new() };
    if options.is_whole() {
        let pages = form(letter.edition);
        sheet.pages = pages;
    }
    if options.header {
        header::put(&mut sheet);
    }
    answer::put(&mut sheet);
    sheet
}

/// The printed form without answers.
fn form(edition: Edition) -> [Page; 2] {
    let mut pages = <[Page; 2]>::default();
    printed::put(edition, &mut pages);
    label::put(edition, &mut pages);
    date::units(edition, &mut pages);
    pages
}

impl Sheet<'_> {
    fn page(&mut self, number: usize) -> Option<&mut Page> {
        self.pages.get_mut(number.checked_sub(1)?)
    }
}
