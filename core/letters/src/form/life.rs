//! 4 生活機能とサービスに関する意見, (1) to (5).

use super::Editions;
use super::Section::Life;
use super::item::{Choice, Item, Kind, Show, c, item};

const WALK: &[Choice] = &[c("自立"), c("介助があればしている"), c("していない")];
const WHEELCHAIR: &[Choice] = &[c("用いていない"), c("主に自分で操作している"), c("主に他人が操作している")];
const AIDS: &[Choice] = &[c("用いていない").excludes_others(), c("屋外で使用"), c("屋内で使用")];
const EATING: &[Choice] = &[c("自立ないし何とか自分で食べられる"), c("全面介助")];
const NUTRITION: &[Choice] = &[c("良好"), c("不良")];
const RISKS: &[Choice] = &[
    c("尿失禁"),
    c("転倒・骨折"),
    c("移動能力の低下"),
    c("褥瘡"),
    c("心肺機能の低下"),
    c("閉じこもり"),
    c("意欲低下"),
    c("徘徊"),
    c("低栄養"),
    c("摂食・嚥下機能低下"),
    c("脱水"),
    c("易感染性"),
    c("がん等による疼痛"),
    c("その他"),
];
const OUTLOOK: &[Choice] = &[c("期待できる"), c("期待できない"), c("不明")];
const MEDICAL: &[Choice] = &[
    c("訪問診療"),
    c("訪問看護"),
    c("看護職員の訪問による相談・支援").only(Editions::H21),
    c("訪問歯科診療"),
    c("訪問薬剤管理指導"),
    c("訪問リハビリテーション"),
    c("短期入所療養介護"),
    c("訪問歯科衛生指導"),
    c("訪問栄養食事指導"),
    c("通所リハビリテーション"),
    c("老人保健施設").only(Editions::FROM_R3),
    c("介護医療院").only(Editions::FROM_R3),
    c("その他の医療系サービス"),
    c("特記すべき項目なし").only(Editions::FROM_R3).excludes_others(),
];

pub(super) const ITEMS: &[Item] = &[
    item(Life, 1, "walk_out", "屋外歩行", Kind::One(WALK)),
    item(Life, 1, "wheelchair", "車いすの使用", Kind::One(WHEELCHAIR)),
    item(Life, 1, "aids", "歩行補助具・装具の使用", Kind::Many(AIDS)),
    item(Life, 2, "eating", "食事行為", Kind::One(EATING)).star(),
    item(Life, 2, "nutrition", "現在の栄養状態", Kind::One(NUTRITION)),
    item(Life, 2, "nutrition_text", "栄養・食生活上の留意点", Kind::Text).limit(30, 60),
    item(Life, 3, "risks", "今後発生の可能性の高い状態", Kind::Many(RISKS)),
    item(Life, 3, "risk_other", "その他の状態", Kind::Text).show(Show::With("risks", "その他")).limit(15, 30),
    item(Life, 3, "risk_plan", "対処方針", Kind::LongText).limit(44, 100),
    item(Life, 4, "outlook", "生活機能の維持・改善の見通し", Kind::One(OUTLOOK)),
    item(Life, 5, "med", "医学的管理の必要性", Kind::Marks(MEDICAL)),
    item(Life, 5, "med_other", "その他の医療系サービス名", Kind::Text)
        .show(Show::With("med", "その他の医療系サービス"))
        .limit(15, 30),
];
