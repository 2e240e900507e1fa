//! 3 心身の状態に関する意見.

use super::Section::MindBody;
use super::item::{Choice, Item, Kind, Show, c, item};
use super::person::YES_NO;

const ADL: &[Choice] = &[c("自立"), c("J1"), c("J2"), c("A1"), c("A2"), c("B1"), c("B2"), c("C1"), c("C2")];
const DEMENTIA: &[Choice] = &[c("自立"), c("Ⅰ"), c("Ⅱa"), c("Ⅱb"), c("Ⅲa"), c("Ⅲb"), c("Ⅳ"), c("M")];
const MEMORY: &[Choice] = &[c("問題なし"), c("問題あり")];
const DECISION: &[Choice] = &[c("自立"), c("いくらか困難"), c("見守りが必要"), c("判断できない")];
const COMMUNICATION: &[Choice] =
    &[c("伝えられる"), c("いくらか困難"), c("具体的要求に限られる"), c("伝えられない")];
const NO_YES: &[Choice] = &[c("無"), c("有")];
const BPSD: &[Choice] = &[
    c("幻視・幻聴"),
    c("妄想"),
    c("昼夜逆転"),
    c("暴言"),
    c("暴行"),
    c("介護への抵抗"),
    c("徘徊"),
    c("火の不始末"),
    c("不潔行為"),
    c("異食行動"),
    c("性的問題行動"),
    c("その他"),
];
const HAND: &[Choice] = &[c("右"), c("左")];
const WEIGHT: &[Choice] = &[c("増加"), c("維持"), c("減少")];
const SIDES: &[Choice] = &[c("右"), c("左")];

pub(super) const ITEMS: &[Item] = &[
    item(MindBody, 1, "adl_level", "障害高齢者の日常生活自立度（寝たきり度）", Kind::One(ADL)),
    item(MindBody, 1, "dementia_level", "認知症高齢者の日常生活自立度", Kind::One(DEMENTIA)).star(),
    item(MindBody, 2, "memory", "短期記憶", Kind::One(MEMORY)).star(),
    item(MindBody, 2, "decision", "日常の意思決定を行うための認知能力", Kind::One(DECISION)).star(),
    item(MindBody, 2, "communication", "自分の意思の伝達能力", Kind::One(COMMUNICATION)).star(),
    item(MindBody, 3, "bpsd", "行動・心理症状の有無", Kind::One(NO_YES)),
    item(MindBody, 3, "bpsd_list", "該当する症状", Kind::Many(BPSD)).show(Show::When("bpsd", "有")),
    item(MindBody, 3, "bpsd_text", "その他の症状", Kind::Text)
        .show(Show::With("bpsd_list", "その他"))
        .limit(10, 30),
    item(MindBody, 4, "psych", "精神・神経症状の有無", Kind::One(NO_YES)),
    item(MindBody, 4, "psych_name", "症状名", Kind::Text).show(Show::When("psych", "有")).limit(30, 60),
    item(MindBody, 4, "psych_spec", "専門医受診の有無", Kind::One(YES_NO)).show(Show::When("psych", "有")),
    item(MindBody, 4, "psych_spec_dept", "受診している専門医の科", Kind::Text)
        .show(Show::When("psych_spec", "有"))
        .limit(15, 30),
    item(MindBody, 5, "hand", "利き腕", Kind::One(HAND)),
    item(MindBody, 5, "height", "身長", Kind::Number("cm")),
    item(MindBody, 5, "weight", "体重", Kind::Number("kg")),
    item(MindBody, 5, "weight_change", "過去6ヶ月の体重の変化", Kind::One(WEIGHT)),
    item(MindBody, 5, "limb_loss", "四肢欠損", Kind::CheckSite).limit(10, 30),
    item(MindBody, 5, "palsy", "麻痺", Kind::Check),
    item(MindBody, 5, "palsy_ru", "右上肢", Kind::CheckDegree).show(Show::Under("palsy")),
    item(MindBody, 5, "palsy_lu", "左上肢", Kind::CheckDegree).show(Show::Under("palsy")),
    item(MindBody, 5, "palsy_rl", "右下肢", Kind::CheckDegree).show(Show::Under("palsy")),
    item(MindBody, 5, "palsy_ll", "左下肢", Kind::CheckDegree).show(Show::Under("palsy")),
    item(MindBody, 5, "palsy_other", "その他", Kind::CheckSiteDegree)
        .show(Show::Under("palsy"))
        .limit(10, 30),
    item(MindBody, 5, "weakness", "筋力の低下", Kind::CheckSiteDegree).limit(10, 30),
    item(MindBody, 5, "contracture", "関節の拘縮", Kind::CheckSiteDegree).limit(10, 30),
    item(MindBody, 5, "joint_pain", "関節の痛み", Kind::CheckSiteDegree).limit(10, 30),
    item(MindBody, 5, "ataxia", "失調・不随意運動", Kind::Check),
    item(MindBody, 5, "ataxia_upper", "上肢", Kind::Many(SIDES)).show(Show::Under("ataxia")),
    item(MindBody, 5, "ataxia_lower", "下肢", Kind::Many(SIDES)).show(Show::Under("ataxia")),
    item(MindBody, 5, "ataxia_trunk", "体幹", Kind::Many(SIDES)).show(Show::Under("ataxia")),
    item(MindBody, 5, "ulcer", "褥瘡", Kind::CheckSiteDegree).limit(10, 30),
    item(MindBody, 5, "skin", "その他の皮膚疾患", Kind::CheckSiteDegree).limit(10, 30),
];
