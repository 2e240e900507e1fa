//! Continuation pages (続紙): what did not fit, under the name of its item.

use ja::width::lines;
use letters::form::{COURSE_COLUMNS, cell};
use letters::show::{cell_name, value_text};
use letters::{Cell, Letter};

use super::WORDS;
use super::ink::{Line, Page};

/// The end of an answer.
#[derive(Debug)]
pub(super) struct Rest {
    pub(super) cell: Cell,
    pub(super) text: String,
}

const LEFT: f32 = 14.46;
const WIDTH: f32 = 183.43;
const TOP: f32 = 35.0;
const BOTTOM: f32 = 282.0;
const STEP: f32 = 5.2;
const SIZE: f32 = 2.0 * WIDTH / COURSE_COLUMNS as f32;

/// The continuation pages of a letter; none when everything fitted.
pub(super) fn pages(letter: &Letter, rests: &[Rest]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut y = f32::MAX;
    for Rest { cell, text } in rests {
        // A name does not stand alone at the foot.
        if y + 2.0 * STEP > BOTTOM {
            pages.push(head(letter));
            y = TOP;
        }
        name(pages.last_mut(), *cell, y);
        y += STEP;
        for line in lines(text, COURSE_COLUMNS) {
            if y > BOTTOM {
                pages.push(head(letter));
                name(pages.last_mut(), *cell, TOP);
                y = TOP + STEP;
            }
            if let Some(page) = pages.last_mut() {
                page.text(LEFT, y, SIZE, line.text);
            }
            y += STEP;
        }
        y += STEP / 2.0;
    }
    let count = pages.len();
    for (n, page) in pages.iter_mut().enumerate() {
        page.centred(LEFT, WIDTH, 289.0, WORDS, format!("続紙 {}／{count}", n + 1));
    }
    pages
}

fn head(letter: &Letter) -> Page {
    let mut page = Page::default();
    page.centred(LEFT, WIDTH, 15.0, 4.94, "主治医意見書（続紙）");
    let entry = const { cell("entry_date") };
    let facts = [
        ("申請者", letter.text(const { cell("pt_name") }).to_owned()),
        ("被保険者番号", letter.text(const { cell("insured_no") }).to_owned()),
        ("記入日", value_text(entry, letter.get(entry))),
    ];
    let known = facts.iter().filter(|(_, text)| !text.is_empty());
    let mut x = LEFT;
    for (n, (name, text)) in known.enumerate() {
        // The longest name leaves no room beside it.
        let y = if n == 0 { 21.6 } else { 26.0 };
        let fact = [name, "　", text].concat();
        let width = ja::width::columns(&fact) as f32 * WORDS / 2.0;
        page.text(if n == 0 { LEFT } else { x }, y, WORDS, fact);
        x = if n == 0 { LEFT } else { x + width + 2.0 * WORDS };
    }
    page.rule((13.2, 29.0), (199.8, 29.0), Line::Frame);
    page
}

/// 1(3) 経過及び治療内容（つづき）
fn name(page: Option<&mut Page>, cell: Cell, y: f32) {
    let item = cell.field().of_item();
    let number = match item.section.number() {
        Some(section) if is_numbered(cell) => format!("{section}({}) ", item.question),
        Some(section) => format!("{section} "),
        None => String::new(),
    };
    if let Some(page) = page {
        page.text(LEFT, y, WORDS, format!("■ {number}{}（つづき）", cell_name(cell)));
    }
}

fn is_numbered(cell: Cell) -> bool {
    let item = cell.field().of_item();
    let mut questions = letters::form::QUESTIONS.iter();
    questions.any(|q| q.section == item.section && q.number == item.question && q.printed)
}
