//! The head: key, sections 基本情報 and 1, 特記すべき事項.

use super::{Column, Wire, column};
use crate::form::{cell, option};
use crate::orca::layout::codes;

/// A choice of one in the form's order from 1; nothing is empty.
macro_rules! one {
    ($name:literal, $key:literal, $($label:literal),+) => {
        column($name, Wire::Code(cell($key), const { &codes($key, [$($label),+]) }, ""))
    };
}

/// The columns of the head.
pub(super) static COLUMNS: [Column; 40] = [
    column("保険者番号", Wire::Text(cell("insurer_no"))),
    column("申請日", Wire::Date(cell("apply_date"))),
    column("被保険者番号", Wire::Text(cell("insured_no"))),
    column("申請書管理番号", Wire::Insurers),
    column("履歴番号", Wire::Insurers),
    column("IF識別コード", Wire::Version),
    column("主治医・医療機関コード", Wire::Text(cell("office_no"))),
    one!("作成回数区分", "issue_count", "初回", "2回目以上"),
    one!("在宅施設区分", "care_place", "在宅", "施設"),
    column("記入日", Wire::Date(cell("entry_date"))),
    column("受領日", Wire::Insurers),
    column("読取日", Wire::Insurers),
    column("最終診察日", Wire::Date(cell("last_exam_date"))),
    one!("同意フラグ", "consent", "同意する", "同意しない"),
    column("他科・内科", Wire::Flag(option("other_dept_list", "内科"))),
    column("他科・精神科", Wire::Flag(option("other_dept_list", "精神科"))),
    column("他科・外科", Wire::Flag(option("other_dept_list", "外科"))),
    column("他科・整形外科", Wire::Flag(option("other_dept_list", "整形外科"))),
    column("他科・脳神経外科", Wire::Flag(option("other_dept_list", "脳神経外科"))),
    column("他科・皮膚科", Wire::Flag(option("other_dept_list", "皮膚科"))),
    column("他科・泌尿器科", Wire::Flag(option("other_dept_list", "泌尿器科"))),
    column("他科・婦人科", Wire::Flag(option("other_dept_list", "婦人科"))),
    column("他科・眼科", Wire::Flag(option("other_dept_list", "眼科"))),
    column("他科・耳鼻咽喉科", Wire::Flag(option("other_dept_list", "耳鼻咽喉科"))),
    column("他科・リハビリテーション科", Wire::Flag(option("other_dept_list", "リハビリテーション科"))),
    column("他科・歯科", Wire::Flag(option("other_dept_list", "歯科"))),
    column("他科・その他", Wire::Flag(option("other_dept_list", "その他"))),
    column("他科・その他の名称", Wire::Text(cell("other_dept_text"))),
    column("診断名1", Wire::Text(cell("dx1_name"))),
    column("診断名2", Wire::Text(cell("dx2_name"))),
    column("診断名3", Wire::Text(cell("dx3_name"))),
    column("発症年月日1", Wire::Onset(cell("dx1_onset"))),
    column("発症年月日2", Wire::Onset(cell("dx2_onset"))),
    column("発症年月日3", Wire::Onset(cell("dx3_onset"))),
    one!("安定性", "stability", "安定", "不安定", "不明"),
    column("不安定状況", Wire::Text(cell("unstable_text"))),
    column("治療内容", Wire::Course(cell("course_text"))),
    column("特記", Wire::Text(cell("remarks"))),
    column("メモ", Wire::Insurers),
    column("二次判定結果連絡フラグ", Wire::Insurers),
];
