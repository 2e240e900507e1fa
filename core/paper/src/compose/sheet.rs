//! Where boxes and writing spaces stand on the paper.

use std::sync::OnceLock;

use letters::Edition;
use letters::form::item;

const R3: &str = include_str!("../../data/form_r3.tsv");
const H21: &str = include_str!("../../data/form_h21.tsv");

/// The age, which is worked out and no answer.
pub(crate) const AGE: &str = "pt_age";

/// A box or a writing space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    /// 1 or 2.
    pub(crate) page: usize,
    pub(crate) is_box: bool,
    /// The path of the field that is answered here; `key.era` for eras in a row to be circled.
    pub(crate) key: &'static str,
    /// What stands behind a box.
    pub(crate) label: &'static str,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) w: f32,
    pub(crate) h: f32,
}

impl Spot {
    pub(crate) fn middle(&self) -> f32 {
        self.y + self.h / 2.0
    }

    /// The middle of one of three equal parts, from the top: where 男, ・ and 女 stand.
    pub(crate) fn third(&self, n: usize) -> f32 {
        self.y + self.h * (n as f32 + 0.5) / 3.0
    }

    pub(crate) fn right(&self) -> f32 {
        self.x + self.w
    }
}

/// Every box and writing space of an edition, in printed order.
pub(crate) fn spots(edition: Edition) -> &'static [Spot] {
    static SPOTS: [OnceLock<Vec<Spot>>; Edition::ALL.len()] = [const { OnceLock::new() }; Edition::ALL.len()];
    SPOTS.get(edition as usize).map_or(&[], |spots| spots.get_or_init(|| read(edition)))
}

/// The box or writing space of a field.
pub(crate) fn spot(edition: Edition, key: &str) -> Option<&'static Spot> {
    spots(edition).iter().find(|spot| spot.key == key)
}

fn read(edition: Edition) -> Vec<Spot> {
    let official = R3.lines().filter_map(parse);
    let asked = |spot: &Spot| match spot.key.split('.').next().and_then(item) {
        Some(item) => {
            let mut choices = item.choices().iter().filter(|choice| choice.label == spot.label);
            item.editions.has(edition) && choices.all(|choice| choice.editions.has(edition))
        }
        None => spot.key == AGE,
    };
    if edition != Edition::H21 {
        return official.filter(asked).collect();
    }
    let own: Vec<Spot> = H21.lines().filter_map(parse).collect();
    let is_own = |key: &str| own.iter().any(|spot| root(spot.key) == root(key));
    official.filter(|spot| asked(spot) && !is_own(spot.key)).chain(own.iter().copied()).collect()
}

fn root(key: &str) -> &str {
    key.split('.').next().unwrap_or(key)
}

fn parse(line: &'static str) -> Option<Spot> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let page = next()?.parse().ok()?;
    let (kind, key, label) = (next()?, next()?, next()?);
    let mut number = || next()?.parse().ok();
    let (x, y, w, h) = (number()?, number()?, number()?, number()?);
    Some(Spot { page, is_box: kind == "box", key, label, x, y, w, h })
}

#[cfg(test)]
mod tests {
    use super::*;
    use letters::Field;
    use letters::form::{CELLS, Cell};

    #[test]
    fn every_line_of_the_data_is_read() {
        let count = |text: &str| text.lines().filter(|line| !line.starts_with(['#', 'p'])).count();
        assert_eq!(R3.lines().filter_map(parse).count(), count(R3));
        assert_eq!(H21.lines().filter_map(parse).count(), count(H21));
        assert_eq!(count(R3), 186 + 52);
    }

    #[test]
    fn every_edition_has_its_boxes() {
        let boxes = |edition| spots(edition).iter().filter(|spot| spot.is_box).count();
        assert_eq!(boxes(Edition::R3), 186);
        assert_eq!(spots(Edition::R3).len(), 186 + 52);
        assert_eq!(boxes(Edition::R8), 184);
        // R3 less three services and 特記すべき項目なし twice, six checks become five pairs, one service more.
        assert_eq!(boxes(Edition::H21), 186 - 3 - 7 + 10 + 1);
    }

    /// Every answer the paper asks has a place on it; what only travels in files has none.
    #[test]
    fn every_cell_has_a_place() {
        let unprinted =
            ["insurer_no", "insurer_name", "insured_no", "apply_date", "request_date", "request_no"];
        let files = ["care_place", "doctor_no", "office_no", "clinic_zip", "send_date", "drugs"];
        for edition in Edition::ALL {
            for (field, _) in CELLS.iter() {
                let item = field.of_item();
                let path = Field::path(*field);
                if !item.editions.has(edition) || unprinted.contains(&item.key) || files.contains(&item.key) {
                    continue;
                }
                let option = path.split_once('.').filter(|_| {
                    Cell::of(*field).is_some_and(|_| matches!(field.part, letters::form::Part::Option(_)))
                });
                let placed = match option {
                    Some((key, label)) => {
                        let choice = item.choices().iter().find(|choice| choice.label == label).unwrap();
                        !choice.editions.has(edition)
                            || spots(edition).iter().any(|spot| spot.key == key && spot.label == label)
                    }
                    None => spots(edition).iter().any(|spot| spot.key == path),
                };
                let no_such_part = match edition {
                    Edition::H21 => {
                        item.key.starts_with("care_") && field.part == letters::form::Part::Whole
                            || path == "care_other.choice"
                    }
                    _ => field.part == letters::form::Part::Choice,
                };
                assert!(placed || no_such_part, "{edition:?} {path}");
            }
        }
    }
}
