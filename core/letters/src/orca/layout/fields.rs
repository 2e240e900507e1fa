//! The fields one by one.

use super::{COUNT, SERVICES, Wire, codes, options};
use crate::form::{Part, cell, part};

/// A choice of one, with the labels in the order of their codes from 1.
macro_rules! one {
    ($key:literal, $($label:literal),+) => {
        Wire::Single(cell($key), const { &codes($key, [$($label),+]) })
    };
}

/// A choice of many, with the labels in the order of their digits.
macro_rules! bits {
    ($key:literal, $($label:literal),+) => {
        Wire::Bits(const { &options($key, [$($label),+]) })
    };
}

/// 軽, 中, 重 in the form's order.
const DEGREES: &[u8] = &[0, 1, 2];

/// The fields; field 1 is the first.
pub(crate) const FIELDS: [Wire; COUNT] = [
    // 1
    Wire::Version,
    Wire::Software,
    Wire::Timestamp,
    Wire::Text(cell("insurer_no")),
    Wire::Text(cell("insurer_name")),
    Wire::Insured,
    Wire::Text(cell("office_no")),
    Wire::Date(cell("apply_date")),
    Wire::Date(cell("request_date")),
    Wire::Date(cell("send_date")),
    // 11
    Wire::Text(cell("request_no")),
    Wire::Text(cell("doctor_no")),
    one!("care_place", "在宅", "施設"),
    Wire::Date(cell("entry_date")),
    Wire::Text(cell("pt_kana")),
    Wire::Text(cell("pt_name")),
    Wire::Date(cell("pt_birth")),
    Wire::Age,
    one!("pt_sex", "男", "女"),
    Wire::Text(cell("pt_zip")),
    // 21
    Wire::Text(cell("pt_addr")),
    Wire::Text(cell("pt_tel")),
    Wire::Text(cell("dr_name")),
    Wire::Text(cell("clinic_name")),
    Wire::Text(cell("clinic_zip")),
    Wire::Text(cell("clinic_addr")),
    Wire::Text(cell("clinic_tel")),
    Wire::Text(cell("clinic_fax")),
    one!("consent", "同意する", "同意しない"),
    Wire::Date(cell("last_exam_date")),
    // 31
    one!("issue_count", "初回", "2回目以上"),
    one!("other_dept", "有", "無"),
    bits!(
        "other_dept_list",
        "内科",
        "精神科",
        "外科",
        "整形外科",
        "脳神経外科",
        "皮膚科",
        "泌尿器科",
        "婦人科",
        "眼科",
        "耳鼻咽喉科",
        "リハビリテーション科",
        "歯科",
        "その他"
    ),
    Wire::Text(cell("other_dept_text")),
    Wire::Text(cell("dx1_name")),
    Wire::Onset(cell("dx1_onset")),
    Wire::Text(cell("dx2_name")),
    Wire::Onset(cell("dx2_onset")),
    Wire::Text(cell("dx3_name")),
    Wire::Onset(cell("dx3_onset")),
    // 41
    one!("stability", "安定", "不安定", "不明"),
    Wire::Text(cell("unstable_text")),
    Wire::Course(cell("course_text")),
    bits!(
        "tx",
        "点滴の管理",
        "中心静脈栄養",
        "透析",
        "ストーマの処置",
        "酸素療法",
        "レスピレーター",
        "気管切開の処置",
        "疼痛の看護",
        "経管栄養"
    ),
    bits!("tx_special", "モニター測定", "褥瘡の処置"),
    Wire::Flag(cell("tx_catheter")),
    one!("adl_level", "自立", "J1", "J2", "A1", "A2", "B1", "B2", "C1", "C2"),
    one!("dementia_level", "自立", "Ⅰ", "Ⅱa", "Ⅱb", "Ⅲa", "Ⅲb", "Ⅳ", "M"),
    one!("memory", "問題なし", "問題あり"),
    one!("decision", "自立", "いくらか困難", "見守りが必要", "判断できない"),
    // 51
    one!("communication", "伝えられる", "いくらか困難", "具体的要求に限られる", "伝えられない"),
    one!("bpsd", "有", "無"),
    bits!(
        "bpsd_list",
        "幻視・幻聴",
        "妄想",
        "昼夜逆転",
        "暴言",
        "暴行",
        "介護への抵抗",
        "徘徊",
        "火の不始末",
        "不潔行為",
        "異食行動",
        "性的問題行動",
        "その他"
    ),
    Wire::Text(cell("bpsd_text")),
    one!("psych", "有", "無"),
    Wire::Text(cell("psych_name")),
    one!("psych_spec", "有", "無"),
    Wire::Text(cell("psych_spec_dept")),
    one!("hand", "右", "左"),
    Wire::Text(cell("height")),
    // 61
    Wire::Text(cell("weight")),
    one!("weight_change", "増加", "維持", "減少"),
    Wire::Flag(cell("limb_loss")),
    Wire::Text(part("limb_loss", Part::Site)),
    Wire::Flag(cell("palsy")),
    Wire::Flag(cell("palsy_ru")),
    Wire::Single(part("palsy_ru", Part::Degree), DEGREES),
    Wire::Flag(cell("palsy_lu")),
    Wire::Single(part("palsy_lu", Part::Degree), DEGREES),
    Wire::Flag(cell("palsy_rl")),
    // 71
    Wire::Single(part("palsy_rl", Part::Degree), DEGREES),
    Wire::Flag(cell("palsy_ll")),
    Wire::Single(part("palsy_ll", Part::Degree), DEGREES),
    Wire::Flag(cell("palsy_other")),
    Wire::Text(part("palsy_other", Part::Site)),
    Wire::Single(part("palsy_other", Part::Degree), DEGREES),
    Wire::Flag(cell("weakness")),
    Wire::Text(part("weakness", Part::Site)),
    Wire::Single(part("weakness", Part::Degree), DEGREES),
    Wire::Flag(cell("contracture")),
    // 81
    Wire::Text(part("contracture", Part::Site)),
    Wire::Single(part("contracture", Part::Degree), DEGREES),
    Wire::Flag(cell("joint_pain")),
    Wire::Text(part("joint_pain", Part::Site)),
    Wire::Single(part("joint_pain", Part::Degree), DEGREES),
    Wire::Flag(cell("ataxia")),
    bits!("ataxia_upper", "右", "左"),
    bits!("ataxia_lower", "右", "左"),
    bits!("ataxia_trunk", "右", "左"),
    Wire::Flag(cell("ulcer")),
    // 91
    Wire::Text(part("ulcer", Part::Site)),
    Wire::Single(part("ulcer", Part::Degree), DEGREES),
    Wire::Flag(cell("skin")),
    Wire::Text(part("skin", Part::Site)),
    Wire::Single(part("skin", Part::Degree), DEGREES),
    one!("walk_out", "自立", "介助があればしている", "していない"),
    one!("wheelchair", "用いていない", "主に自分で操作している", "主に他人が操作している"),
    bits!("aids", "用いていない", "屋外で使用", "屋内で使用"),
    one!("eating", "自立ないし何とか自分で食べられる", "全面介助"),
    one!("nutrition", "良好", "不良"),
    // 101
    Wire::Text(cell("nutrition_text")),
    bits!(
        "risks",
        "尿失禁",
        "転倒・骨折",
        "移動能力の低下",
        "褥瘡",
        "心肺機能の低下",
        "閉じこもり",
        "意欲低下",
        "徘徊",
        "低栄養",
        "摂食・嚥下機能低下",
        "脱水",
        "易感染性",
        "がん等による疼痛",
        "その他"
    ),
    Wire::Text(cell("risk_other")),
    Wire::Text(cell("risk_plan")),
    one!("outlook", "期待できる", "期待できない", "不明"),
    Wire::Marks(&SERVICES),
    Wire::Services(cell("med_other")),
    Wire::Care(cell("care_bp"), part("care_bp", Part::Choice)),
    Wire::Text(part("care_bp", Part::Text)),
    Wire::Care(cell("care_ingest"), part("care_ingest", Part::Choice)),
    // 111
    Wire::Text(part("care_ingest", Part::Text)),
    Wire::Care(cell("care_swallow"), part("care_swallow", Part::Choice)),
    Wire::Text(part("care_swallow", Part::Text)),
    Wire::Care(cell("care_move"), part("care_move", Part::Choice)),
    Wire::Text(part("care_move", Part::Text)),
    Wire::Care(cell("care_exercise"), part("care_exercise", Part::Choice)),
    Wire::Text(part("care_exercise", Part::Text)),
    Wire::CareOther(cell("care_other"), part("care_other", Part::Text)),
    one!("infection", "有", "無", "不明"),
    Wire::Text(cell("infection_name")),
    // 121
    Wire::Lines(cell("remarks")),
];
