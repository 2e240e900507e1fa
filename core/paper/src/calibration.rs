//! The sheet that shows how far a printer is off on a municipality's own paper.

use letters::Edition;

use crate::compose::{Line, Page, spots};

/// Half the length of a scale, in millimetres.
const REACH: i8 = 10;

/// Two pages: every box in outline, scales at the first and last box of each, and how to read them.
pub(crate) fn pages(edition: Edition) -> Vec<Page> {
    [1, 2].map(|number| page(edition, number)).into()
}

fn page(edition: Edition, number: usize) -> Page {
    let mut page = Page::default();
    let boxes: Vec<_> = spots(edition).iter().filter(|spot| spot.is_box && spot.page == number).collect();
    for spot in &boxes {
        page.frame(spot.x, spot.y, spot.w, spot.h, Line::Box);
    }
    for spot in [boxes.first(), boxes.last()].into_iter().flatten() {
        scale(&mut page, spot.x, spot.y);
    }
    let edition = edition.name();
    for (n, line) in [
        &format!("位置合わせ（{edition}様式 {number}ページ目）"),
        "用紙に重ねて印刷し、用紙の□と、ここに印刷された□のずれを目盛り（1mm）で読みます。",
        "印刷された□が左にずれていれば右へ、上にずれていれば下へ、その長さだけ動かします。",
    ]
    .into_iter()
    .enumerate()
    {
        page.text(20.0, 284.0 + 4.2 * n as f32, 2.8, line);
    }
    page
}

/// A cross with a tick each millimetre, a longer one each five; its middle is a box's top-left corner.
fn scale(page: &mut Page, x: f32, y: f32) {
    let reach = f32::from(REACH);
    page.rule((x - reach, y), (x + reach, y), Line::Thin);
    page.rule((x, y - reach), (x, y + reach), Line::Thin);
    for n in -REACH..=REACH {
        let (at, tick) = (f32::from(n), if n % 5 == 0 { 1.5 } else { 0.8 });
        page.rule((x + at, y - tick), (x + at, y + tick), Line::Thin);
        page.rule((x - tick, y + at), (x + tick, y + at), Line::Thin);
    }
}
