//! 4 生活機能とサービスに関する意見, (6) and (7), and 5 特記すべき事項.

use super::Editions;
use super::Section::{Life, Remarks};
use super::item::{Choice, Item, Kind, Show, c, item};

const INFECTION: &[Choice] = &[c("無"), c("有"), c("不明")];

pub(super) const ITEMS: &[Item] = &[
    item(Life, 6, "care_bp", "血圧", Kind::Care).limit(30, 100),
    item(Life, 6, "care_ingest", "摂食", Kind::Care).limit(30, 100),
    item(Life, 6, "care_swallow", "嚥下", Kind::Care).limit(30, 100),
    item(Life, 6, "care_move", "移動", Kind::Care).limit(30, 100),
    item(Life, 6, "care_exercise", "運動", Kind::Care).limit(30, 100),
    item(Life, 6, "care_other", "その他", Kind::Care).limit(50, 100),
    item(Life, 6, "care_none", "特記すべき項目なし", Kind::Check).only(Editions::FROM_R3),
    item(Life, 7, "infection", "感染症の有無", Kind::One(INFECTION)),
    item(Life, 7, "infection_name", "感染症名", Kind::Text).show(Show::When("infection", "有")).limit(30, 60),
    item(Remarks, 1, "remarks", "特記すべき事項", Kind::LongText).limit(400, 700),
];
