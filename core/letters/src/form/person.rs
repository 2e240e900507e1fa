//! 基本情報 and 1 傷病に関する意見.

use super::Editions;
use super::Section::{Basics, Illness};
use super::item::{Choice, Item, Kind, Show, c, item};

const PLACE: &[Choice] = &[c("在宅"), c("施設")];
const SEX: &[Choice] = &[c("男"), c("女")];
const CONSENT: &[Choice] = &[c("同意する"), c("同意しない")];
const ISSUE: &[Choice] = &[c("初回"), c("2回目以上")];
pub(super) const YES_NO: &[Choice] = &[c("有"), c("無")];
const DEPARTMENTS: &[Choice] = &[
    c("内科"),
    c("精神科"),
    c("外科"),
    c("整形外科"),
    c("脳神経外科"),
    c("皮膚科"),
    c("泌尿器科"),
    c("婦人科"),
    c("眼科"),
    c("耳鼻咽喉科"),
    c("リハビリテーション科"),
    c("歯科"),
    c("その他"),
];
const STABILITY: &[Choice] = &[c("安定"), c("不安定"), c("不明")];

pub(super) const ITEMS: &[Item] = &[
    item(Basics, 0, "insurer_no", "保険者番号", Kind::Text),
    item(Basics, 0, "insurer_name", "保険者名", Kind::Text),
    item(Basics, 0, "insured_no", "被保険者番号", Kind::Text),
    item(Basics, 0, "apply_date", "申請日", Kind::Date),
    item(Basics, 0, "request_date", "作成依頼日", Kind::Date),
    item(Basics, 0, "request_no", "依頼番号", Kind::Text).limit(10, 10),
    item(Basics, 0, "care_place", "種別", Kind::One(PLACE)).no_box(),
    item(Basics, 1, "pt_kana", "ふりがな", Kind::Text).limit(30, 60),
    item(Basics, 1, "pt_name", "氏名", Kind::Text).limit(15, 30),
    item(Basics, 1, "pt_birth", "生年月日", Kind::Date),
    item(Basics, 1, "pt_sex", "性別", Kind::One(SEX)).no_box(),
    item(Basics, 1, "pt_zip", "郵便番号", Kind::Text),
    item(Basics, 1, "pt_addr", "住所", Kind::Text).limit(45, 90),
    item(Basics, 1, "pt_tel", "連絡先", Kind::Text),
    item(Basics, 2, "consent", "介護サービス計画作成等への利用の同意", Kind::One(CONSENT))
        .only(Editions::UNTIL_R3),
    item(Basics, 2, "dr_name", "医師氏名", Kind::Text).limit(15, 30),
    item(Basics, 2, "doctor_no", "医師番号", Kind::Text).limit(10, 10),
    item(Basics, 2, "clinic_name", "医療機関名", Kind::Text).limit(30, 60),
    item(Basics, 2, "office_no", "医療機関コード", Kind::Text),
    item(Basics, 2, "clinic_zip", "医療機関の郵便番号", Kind::Text),
    item(Basics, 2, "clinic_addr", "医療機関所在地", Kind::Text).limit(45, 90),
    item(Basics, 2, "clinic_tel", "電話", Kind::Text),
    item(Basics, 2, "clinic_fax", "FAX", Kind::Text),
    item(Basics, 3, "entry_date", "記入日", Kind::Date),
    item(Basics, 3, "send_date", "送付日", Kind::Date),
    item(Basics, 3, "last_exam_date", "最終診察日", Kind::Date),
    item(Basics, 3, "issue_count", "意見書作成回数", Kind::One(ISSUE)),
    item(Basics, 4, "other_dept", "他科受診の有無", Kind::One(YES_NO)),
    item(Basics, 4, "other_dept_list", "受診している科", Kind::Many(DEPARTMENTS))
        .show(Show::When("other_dept", "有")),
    item(Basics, 4, "other_dept_text", "その他の科名", Kind::Text)
        .show(Show::With("other_dept_list", "その他"))
        .limit(6, 40),
    item(Illness, 1, "dx1_name", "診断名1", Kind::Text).limit(30, 40),
    item(Illness, 1, "dx1_onset", "診断名1の発症年月日", Kind::Onset),
    item(Illness, 1, "dx2_name", "診断名2", Kind::Text).limit(30, 40),
    item(Illness, 1, "dx2_onset", "診断名2の発症年月日", Kind::Onset),
    item(Illness, 1, "dx3_name", "診断名3", Kind::Text).limit(30, 40),
    item(Illness, 1, "dx3_onset", "診断名3の発症年月日", Kind::Onset),
    item(Illness, 2, "stability", "症状としての安定性", Kind::One(STABILITY)),
    item(Illness, 2, "unstable_text", "「不安定」とした場合の具体的な状況", Kind::Text)
        .show(Show::When("stability", "不安定"))
        .limit(30, 120),
    item(Illness, 3, "course_text", "経過及び治療内容", Kind::LongText).limit(560, 700),
    item(Illness, 3, "drugs", "投薬内容", Kind::Drugs),
];
