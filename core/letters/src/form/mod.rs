//! One description of the form: every item of every edition, in the paper's order.
//!
//! Editor, paper, files, carry-over, diff and merge are derived from [`ITEMS`]; a new edition of the form is a change of
//! this data alone. Wire codes of exchange formats are not here: each format owns its codes.

mod care;
mod cells;
mod edition;
mod field;
mod item;
mod life;
mod limits;
mod mind_body;
mod person;
mod section;
mod treatment;

pub(crate) use cells::CELLS_CONST;
pub use cells::{CELLS, Cell, CellKind, DRUG_COLUMNS, cell, choice, item_index, option, part};
pub use edition::{Edition, Editions};
pub use field::{Field, FieldError, Part};
pub use item::{Choice, Item, Kind, Show};
pub use limits::{COURSE_COLUMNS, COURSE_LINES, DRUG_ROWS, Limit, REMARKS_COLUMNS, REMARKS_LINES};
pub use section::{QUESTIONS, Question, Section};

const GROUPS: [&[Item]; 5] = [person::ITEMS, treatment::ITEMS, mind_body::ITEMS, life::ITEMS, care::ITEMS];

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
const COUNT: usize = {
    let (mut n, mut g) = (0, 0);
    while g < GROUPS.len() {
        n += GROUPS[g].len();
        g += 1;
    }
    n
};

/// Every item of every edition, in the paper's order.
pub static ITEMS: [Item; COUNT] = ITEMS_CONST;

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
pub(crate) const ITEMS_CONST: [Item; COUNT] = {
    let mut all = [GROUPS[0][0]; COUNT];
    let (mut n, mut g) = (0, 0);
    while g < GROUPS.len() {
        let mut i = 0;
        while i < GROUPS[g].len() {
            all[n] = GROUPS[g][i];
            n += 1;
            i += 1;
        }
        g += 1;
    }
    all
};

/// The item with this key, if the form has one.
pub fn item(key: &str) -> Option<&'static Item> {
    ITEMS.iter().find(|item| item.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_every_item_has_a_question() {
        for (i, item) in ITEMS.iter().enumerate() {
            assert!(ITEMS.iter().skip(i + 1).all(|other| other.key != item.key), "{} twice", item.key);
            assert!(
                QUESTIONS.iter().any(|q| q.section == item.section && q.number == item.question),
                "{} stands under no question",
                item.key
            );
        }
    }

    #[test]
    fn sections_follow_the_paper() {
        let order: Vec<_> = ITEMS.iter().map(|item| (item.section, item.question)).collect();
        assert!(order.windows(2).all(|w| w[0] <= w[1]), "items are not in the paper's order");
    }

    /// The official R3 paper has 186 boxes; the fixed ones are the choices and checks counted here.
    #[test]
    fn r3_paper_has_186_boxes() {
        let boxes = |edition: Edition| -> usize {
            ITEMS
                .iter()
                .filter(|item| item.editions.has(edition) && item.boxed)
                .map(|item| match item.kind {
                    Kind::One(choices) | Kind::Many(choices) | Kind::Marks(choices) => {
                        choices.iter().filter(|c| c.editions.has(edition)).count()
                    }
                    Kind::Check | Kind::CheckSite | Kind::Care => 1,
                    Kind::CheckDegree => 4,
                    Kind::CheckSiteDegree => 4,
                    _ => 0,
                })
                .sum()
        };
        assert_eq!(boxes(Edition::R3), 186);
        assert_eq!(boxes(Edition::R8), 184);
    }
}
