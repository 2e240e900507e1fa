//! What the clinic's doctor wrote about five of the people, in the field's own keys.

use ja::Date;
use letters::Edition;
use serde_json::{Map, Value, json};

use super::persons::Person;
use crate::store::rows::FacilityRow;

/// When a letter was asked for and written.
pub(super) struct Dates {
    pub(super) apply: Date,
    pub(super) request: Date,
    pub(super) last_exam: Date,
    pub(super) entry: Date,
}

/// A whole letter: header, and what the doctor found.
pub(super) fn letter(
    person: &Person,
    facility: &FacilityRow,
    dr_name: &str,
    issue_count: &str,
    dates: &Dates,
) -> Value {
    let edition = Edition::in_force(dates.entry);
    let mut answers = header(person, facility, dr_name, issue_count, dates);
    if edition == Edition::R3 {
        answers.insert("consent".to_owned(), "同意する".into());
    }
    if let Value::Object(found) = findings(person.name) {
        answers.extend(found);
    }
    json!({ "form": edition.name(), "answers": answers })
}

fn header(
    person: &Person,
    facility: &FacilityRow,
    dr_name: &str,
    issue_count: &str,
    dates: &Dates,
) -> Map<String, Value> {
    let insurer_name = match person.insurer_no {
        "990010" => "みどり野市",
        "990028" => "青葉浜市",
        _ => "霧ヶ原町",
    };
    let header = json!({
        "insurer_no": person.insurer_no,
        "insurer_name": insurer_name,
        "insured_no": person.insured_no,
        "apply_date": dates.apply.to_string(),
        "request_date": dates.request.to_string(),
        "entry_date": dates.entry.to_string(),
        "last_exam_date": dates.last_exam.to_string(),
        "pt_name": person.name,
        "pt_kana": person.kana,
        "pt_birth": person.birth,
        "pt_sex": person.sex,
        "pt_zip": person.zip,
        "pt_addr": person.addr,
        "pt_tel": person.tel,
        "dr_name": dr_name,
        "clinic_name": facility.name,
        "office_no": facility.office_no,
        "clinic_zip": facility.zip,
        "clinic_addr": facility.addr,
        "clinic_tel": facility.tel,
        "clinic_fax": facility.fax,
        "issue_count": issue_count,
    });
    match header {
        Value::Object(header) => header,
        _ => Map::new(),
    }
}

fn findings(name: &str) -> Value {
    match name {
        "髙橋 千代子" => stroke(),
        "渡邉 清" => knees(),
        "神﨑 ふみ" => heart(),
        "齋藤 とし子" => parkinson(),
        _ => fracture(),
    }
}

fn stroke() -> Value {
    json!({
        "care_place": "在宅", "other_dept": "有", "other_dept_list": ["眼科"],
        "dx1_name": "脳梗塞後遺症（右片麻痺）", "dx1_onset": "2018-11",
        "dx2_name": "アルツハイマー型認知症", "dx2_onset": "2024",
        "stability": "安定",
        "course_text": "平成30年11月、左中大脳動脈領域の脳梗塞で入院し、右片麻痺が残った。令和6年ごろからもの忘れが増え、アルツハイマー型認知症と診断。抗血小板薬と抗認知症薬を続けている。",
        "drugs": [
            { "name": "クロピドグレル", "dosage": "75", "unit": "mg", "usage": "朝食後" },
            { "name": "ドネペジル", "dosage": "5", "unit": "mg", "usage": "朝食後" },
        ],
        "adl_level": "A1", "dementia_level": "Ⅱa", "memory": "問題あり", "decision": "いくらか困難",
        "communication": "伝えられる", "bpsd": "無", "psych": "無",
        "hand": "右", "height": "148.5", "weight": "45.6", "weight_change": "維持",
        "palsy": true,
        "palsy_ru": { "checked": true, "degree": "軽" }, "palsy_rl": { "checked": true, "degree": "軽" },
        "weakness": { "checked": true, "site": "両下肢", "degree": "軽" },
        "walk_out": "介助があればしている", "wheelchair": "用いていない", "aids": ["屋外で使用"],
        "eating": "自立ないし何とか自分で食べられる", "nutrition": "良好",
        "nutrition_text": "塩分を控え、水分を少しずつとる。",
        "risks": ["転倒・骨折", "移動能力の低下", "閉じこもり"],
        "risk_plan": "手すりの設置と段差の解消。週2回の通所で外出の機会を保つ。",
        "outlook": "期待できる",
        "med": { "訪問診療": "checked", "訪問看護": "checked", "通所リハビリテーション": "underlined" },
        "care_move": { "checked": true, "text": "屋外は付き添いが必要。" },
        "infection": "無",
        "remarks": "日中は家族と過ごし、服薬は家族が確かめている。改訂長谷川式18点。",
    })
}

fn knees() -> Value {
    json!({
        "care_place": "在宅", "other_dept": "有", "other_dept_list": ["整形外科"],
        "dx1_name": "変形性膝関節症（両側）", "dx1_onset": "2015-04",
        "dx2_name": "高血圧症", "dx2_onset": "2001",
        "stability": "安定",
        "course_text": "両膝の痛みのため歩く距離が短くなり、外出は家族の付き添いによる。鎮痛薬の内服と関節内注射で痛みは落ち着いている。血圧は降圧薬で安定。",
        "drugs": [{ "name": "アムロジピン", "dosage": "5", "unit": "mg", "usage": "朝食後" }],
        "adl_level": "A1", "dementia_level": "Ⅰ", "memory": "問題なし", "decision": "自立",
        "communication": "伝えられる", "bpsd": "無", "psych": "無",
        "hand": "右", "height": "158.0", "weight": "60.5", "weight_change": "維持",
        "weakness": { "checked": true, "site": "両下肢", "degree": "軽" },
        "joint_pain": { "checked": true, "site": "両膝", "degree": "中" },
        "walk_out": "介助があればしている", "wheelchair": "用いていない", "aids": ["屋外で使用"],
        "eating": "自立ないし何とか自分で食べられる", "nutrition": "良好",
        "risks": ["転倒・骨折", "移動能力の低下"],
        "risk_plan": "下肢の筋力訓練と、浴室・玄関の手すり。",
        "outlook": "期待できる",
        "med": { "訪問リハビリテーション": "checked", "通所リハビリテーション": "checked" },
        "care_exercise": { "checked": true, "text": "膝に痛みが出ない範囲で行う。" },
        "infection": "無",
        "remarks": "一人暮らし。階段の昇り降りに時間がかかり、買物とごみ出しに手助けが要る。",
    })
}

fn heart() -> Value {
    json!({
        "care_place": "施設", "other_dept": "無",
        "dx1_name": "慢性心不全", "dx1_onset": "2019-06",
        "dx2_name": "アルツハイマー型認知症", "dx2_onset": "2022",
        "stability": "安定",
        "course_text": "心房細動を伴う慢性心不全で、利尿薬と抗凝固薬を内服している。施設入所後は入院なく経過。もの忘れがあり、服薬は職員が管理している。",
        "adl_level": "A2", "dementia_level": "Ⅱb", "memory": "問題あり", "decision": "見守りが必要",
        "communication": "いくらか困難", "bpsd": "無", "psych": "無",
        "hand": "右", "height": "150.0", "weight": "46.0", "weight_change": "維持",
        "weakness": { "checked": true, "site": "両下肢", "degree": "中" },
        "walk_out": "していない", "wheelchair": "主に他人が操作している", "aids": ["屋内で使用"],
        "eating": "自立ないし何とか自分で食べられる", "nutrition": "良好",
        "nutrition_text": "塩分は1日6g未満。体重を毎朝はかる。",
        "risks": ["転倒・骨折", "心肺機能の低下"],
        "risk_plan": "体重と浮腫をみて、2kg以上増えたら連絡する。",
        "outlook": "不明",
        "med": { "訪問診療": "underlined", "訪問看護": "checked" },
        "care_bp": { "checked": true, "text": "収縮期100未満のときは入浴を見合わせる。" },
        "infection": "無",
        "remarks": "夜間にトイレへ起きることが多く、職員の見守りが必要。",
    })
}

fn parkinson() -> Value {
    json!({
        "care_place": "在宅", "other_dept": "無",
        "dx1_name": "パーキンソン病", "dx1_onset": "2017-09",
        "stability": "安定",
        "course_text": "平成29年9月に右手のふるえで発症。薬の効いている間は室内を伝い歩きできるが、夕方に動きが悪くなる。転倒を2回認めた。",
        "drugs": [{ "name": "レボドパ", "dosage": "100", "unit": "mg", "usage": "毎食後" }],
        "adl_level": "A2", "dementia_level": "自立", "memory": "問題なし", "decision": "自立",
        "communication": "伝えられる", "bpsd": "無", "psych": "無",
        "hand": "右", "height": "152.0", "weight": "50.2", "weight_change": "維持",
        "ataxia": true, "ataxia_upper": ["右", "左"],
        "weakness": { "checked": true, "site": "両下肢", "degree": "軽" },
        "walk_out": "介助があればしている", "wheelchair": "用いていない", "aids": ["屋外で使用", "屋内で使用"],
        "eating": "自立ないし何とか自分で食べられる", "nutrition": "良好",
        "risks": ["転倒・骨折", "移動能力の低下"],
        "risk_plan": "動きのよい時間に運動と入浴を行う。",
        "outlook": "期待できる",
        "med": { "訪問看護": "checked", "訪問リハビリテーション": "underlined" },
        "care_move": { "checked": true, "text": "方向を変えるときに転びやすい。" },
        "infection": "無",
        "remarks": "夕方以降は着替えとトイレに介助が要る。",
    })
}

fn fracture() -> Value {
    json!({
        "care_place": "在宅", "other_dept": "有", "other_dept_list": ["整形外科"],
        "dx1_name": "右大腿骨頸部骨折術後", "dx1_onset": "2025-02-03",
        "dx2_name": "骨粗鬆症", "dx2_onset": "2016",
        "stability": "安定",
        "course_text": "令和7年2月に自宅で転倒し、人工骨頭置換術を受けた。退院後は自宅で過ごし、骨粗鬆症の治療を続けている。",
        "adl_level": "B1", "dementia_level": "Ⅰ", "memory": "問題なし", "decision": "自立",
        "communication": "伝えられる", "bpsd": "無", "psych": "無",
        "hand": "右", "height": "147.0", "weight": "44.0", "weight_change": "維持",
        "weakness": { "checked": true, "site": "右下肢", "degree": "中" },
        "joint_pain": { "checked": true, "site": "右股関節", "degree": "軽" },
        "walk_out": "していない", "wheelchair": "主に自分で操作している", "aids": ["屋内で使用"],
        "eating": "自立ないし何とか自分で食べられる", "nutrition": "良好",
        "risks": ["転倒・骨折", "移動能力の低下", "閉じこもり"],
        "risk_plan": "移乗の練習を続け、ベッドの高さを合わせる。",
        "outlook": "期待できる",
        "med": { "訪問診療": "checked", "訪問リハビリテーション": "checked" },
        "care_move": { "checked": true, "text": "右脚を内側へひねらない。" },
        "infection": "無",
        "remarks": "日中は一人になる。ベッドからの立ち上がりに見守りが要る。",
    })
}
