//! 保険者番号, 被保険者番号 and 種別 in boxes at the head of each page.

use letters::form::cell;

use super::ink::{Ink, Line};
use super::{Sheet, WORDS};

/// Top of the boxes, and the size of one.
const TOP: f32 = 5.5;
const BOX: f32 = 4.4;

/// Prints the boxes and fills them.
pub(super) fn put(sheet: &mut Sheet<'_>) {
    let letter = sheet.letter;
    let whole = sheet.options.is_whole();
    let numbers = [
        ("保険者番号", 13.2, 30.0, 6, letter.text(const { cell("insurer_no") })),
        ("被保険者番号", 60.0, 80.0, 10, letter.text(const { cell("insured_no") })),
    ];
    let place = letter.choice(const { cell("care_place") });
    let middle = TOP + BOX / 2.0;
    for page in &mut sheet.pages {
        for (name, x, boxes, count, number) in numbers {
            if whole {
                page.text(x, middle, WORDS, name);
                for n in 0..count {
                    page.frame(boxes + BOX * n as f32, TOP, BOX, BOX, Line::Box);
                }
            }
            // A number of another length than the boxes is spread over their width.
            let length = number.chars().count().max(count);
            let step = BOX * count as f32 / length as f32;
            for (n, c) in number.chars().enumerate() {
                let size = WORDS.min(step);
                page.centred(boxes + step * n as f32, step, middle, size, c);
            }
        }
        if whole {
            page.text(128.0, middle, WORDS, "種別　在宅・施設");
        }
        if let Some(n) = place {
            let x = 128.0 + WORDS * (3.0 + 3.0 * f32::from(n));
            page.inks.push(Ink::Circle { x: x - 0.6, y: middle - 2.2, w: 2.0 * WORDS + 1.2, h: 4.4 });
        }
    }
}
