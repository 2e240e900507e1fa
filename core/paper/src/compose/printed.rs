//! The fixed sentences and lines of the form.

use letters::Edition;

use super::WORDS as SIZE;
use super::ink::{Line, Page};
use super::sheet::spot;
use letters::form::{COURSE_LINES, REMARKS_LINES};

const WORDS: &str = include_str!("../../data/words.tsv");
const LINES: &str = include_str!("../../data/lines.tsv");

/// Prints sentences, frames and writing lines.
pub(super) fn put(edition: Edition, pages: &mut [Page; 2]) {
    for line in WORDS.lines() {
        word(line, edition, pages);
    }
    for line in LINES.lines() {
        division(line, pages);
    }
    for (key, count) in [("course_text", COURSE_LINES), ("remarks", REMARKS_LINES)] {
        writing_lines(edition, key, count, pages);
    }
    sexes(edition, pages);
}

fn sexes(edition: Edition, pages: &mut [Page; 2]) -> Option<()> {
    let space = spot(edition, "pt_sex")?;
    let page = pages.get_mut(space.page - 1)?;
    for (n, word) in ["男", "・", "女"].into_iter().enumerate() {
        page.centred(space.x, space.w, space.third(n), SIZE, word);
    }
    Some(())
}

fn word(line: &str, edition: Edition, pages: &mut [Page; 2]) -> Option<()> {
    let mut cells = line.split('\t');
    let editions = cells.next()?;
    let page: usize = cells.next()?.parse().ok()?;
    let mut number = || cells.next()?.parse::<f32>().ok();
    let (x, y, size) = (number()?, number()?, number()?);
    if editions == "*" || editions.split(',').any(|name| name == edition.name()) {
        pages.get_mut(page - 1)?.text(x, y, size, cells.next()?);
    }
    Some(())
}

fn division(line: &str, pages: &mut [Page; 2]) -> Option<()> {
    let mut cells = line.split('\t');
    let page: usize = cells.next()?.parse().ok()?;
    let kind = cells.next()?;
    let mut number = || cells.next()?.parse::<f32>().ok();
    let (x, y, right, bottom) = (number()?, number()?, number()?, number()?);
    let page = pages.get_mut(page - 1)?;
    match kind {
        "frame" => page.frame(x, y, right - x, bottom - y, Line::Frame),
        _ => page.rule((x, y), (right, bottom), Line::Thin),
    }
    Some(())
}

fn writing_lines(edition: Edition, key: &str, count: usize, pages: &mut [Page; 2]) -> Option<()> {
    let space = spot(edition, key)?;
    let page = pages.get_mut(space.page - 1)?;
    for n in 0..=count {
        let y = space.y + space.h * n as f32 / count as f32;
        page.rule((space.x, y), (space.right(), y), Line::Dotted);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        let mut pages = <[Page; 2]>::default();
        let data = |text: &'static str| text.lines().skip(2);
        for line in data(WORDS) {
            assert_eq!(word(line, Edition::R8, &mut pages), Some(()), "{line}");
            let editions = line.split('\t').next().unwrap();
            let known = |name: &str| Edition::parse(name).is_some();
            assert!(editions == "*" || editions.split(',').all(known), "{line}");
        }
        for line in data(LINES) {
            assert_eq!(division(line, &mut pages), Some(()), "{line}");
        }
    }

    #[test]
    fn r8_asks_no_consent_and_invites_no_copies() {
        let words = |edition| -> String {
            let mut pages = <[Page; 2]>::default();
            put(edition, &mut pages);
            format!("{pages:?}")
        };
        for gone in ["利用されることに", "添付"] {
            assert!(!words(Edition::R8).contains(gone));
            assert!(words(Edition::R3).contains(gone));
            assert!(words(Edition::H21).contains(gone));
        }
        assert!(words(Edition::H21).contains("周辺症状"));
    }
}
