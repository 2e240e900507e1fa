/// A section of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// 基本情報: the head of page 1.
    Basics,
    /// 1 傷病に関する意見.
    Illness,
    /// 2 特別な医療.
    Treatment,
    /// 3 心身の状態に関する意見.
    MindBody,
    /// 4 生活機能とサービスに関する意見.
    Life,
    /// 5 特記すべき事項.
    Remarks,
}

impl Section {
    /// Every section in the paper's order.
    pub const ALL: [Section; 6] = [
        Section::Basics,
        Section::Illness,
        Section::Treatment,
        Section::MindBody,
        Section::Life,
        Section::Remarks,
    ];

    /// The number printed before the title; the head of the page has none.
    pub const fn number(self) -> Option<u8> {
        match self {
            Section::Basics => None,
            other => Some(other as u8),
        }
    }

    /// The printed title.
    pub const fn title(self) -> &'static str {
        match self {
            Section::Basics => "基本情報",
            Section::Illness => "傷病に関する意見",
            Section::Treatment => "特別な医療",
            Section::MindBody => "心身の状態に関する意見",
            Section::Life => "生活機能とサービスに関する意見",
            Section::Remarks => "特記すべき事項",
        }
    }
}

/// A numbered question of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The section it stands in.
    pub section: Section,
    /// Order inside the section. Printed as (n) when [`printed`](Question::printed).
    pub number: u8,
    /// Whether the paper prints the number.
    pub printed: bool,
    /// The printed title.
    pub title: &'static str,
    /// A few words that name the question in the rail.
    pub short: &'static str,
    /// The printed note behind the title; empty when there is none.
    pub note: &'static str,
}

const fn q(
    section: Section,
    number: u8,
    printed: bool,
    title: &'static str,
    short: &'static str,
    note: &'static str,
) -> Question {
    Question { section, number, printed, title, short, note }
}

/// Every question in the paper's order.
pub static QUESTIONS: [Question; 22] = [
    q(Section::Basics, 0, false, "依頼と保険者", "依頼と保険者", ""),
    q(Section::Basics, 1, false, "申請者", "申請者", ""),
    q(Section::Basics, 2, false, "医師・医療機関", "医師・医療機関", ""),
    q(Section::Basics, 3, false, "診察と作成", "診察と作成", ""),
    q(Section::Basics, 4, false, "他科受診", "他科受診", ""),
    q(
        Section::Illness,
        1,
        true,
        "診断名及び発症年月日",
        "診断名",
        "特定疾病または生活機能低下の直接の原因となっている傷病名については1.に記入",
    ),
    q(Section::Illness, 2, true, "症状としての安定性", "安定性", ""),
    q(
        Section::Illness,
        3,
        true,
        "生活機能低下の直接の原因となっている傷病または特定疾病の経過及び投薬内容を含む治療内容",
        "経過と治療",
        "最近（概ね6ヶ月以内）介護に影響のあったもの及び特定疾病についてはその診断の根拠等について記入",
    ),
    q(
        Section::Treatment,
        1,
        false,
        "特別な医療",
        "特別な医療",
        "過去14日間以内に受けた医療のすべてにチェック",
    ),
    q(Section::MindBody, 1, true, "日常生活の自立度等について", "自立度", ""),
    q(
        Section::MindBody,
        2,
        true,
        "認知症の中核症状",
        "中核症状",
        "認知症以外の疾患で同様の症状を認める場合を含む",
    ),
    q(
        Section::MindBody,
        3,
        true,
        "認知症の行動・心理症状（BPSD）",
        "BPSD",
        "該当する項目全てチェック：認知症以外の疾患で同様の症状を認める場合を含む",
    ),
    q(Section::MindBody, 4, true, "その他の精神・神経症状", "精神・神経症状", ""),
    q(Section::MindBody, 5, true, "身体の状態", "身体の状態", ""),
    q(Section::Life, 1, true, "移動", "移動", ""),
    q(Section::Life, 2, true, "栄養・食生活", "栄養・食生活", ""),
    q(
        Section::Life,
        3,
        true,
        "現在あるかまたは今後発生の可能性の高い状態とその対処方針",
        "状態と対処方針",
        "",
    ),
    q(Section::Life, 4, true, "サービス利用による生活機能の維持・改善の見通し", "見通し", ""),
    q(
        Section::Life,
        5,
        true,
        "医学的管理の必要性",
        "医学的管理",
        "特に必要性の高いものには下線を引いて下さい。予防給付により提供されるサービスを含みます。",
    ),
    q(
        Section::Life,
        6,
        true,
        "サービス提供時における医学的観点からの留意事項",
        "留意事項",
        "該当するものを選択するとともに、具体的に記載",
    ),
    q(Section::Life, 7, true, "感染症の有無", "感染症", "有の場合は具体的に記入して下さい"),
    q(
        Section::Remarks,
        1,
        false,
        "特記すべき事項",
        "特記すべき事項",
        "要介護認定及び介護サービス計画作成時に必要な医学的なご意見等を、見守りに影響を及ぼす疾病の状況等の留意点を含め記載して下さい。特に、介護に要する手間に影響を及ぼす事項について記載して下さい。なお、専門医等に別途意見を求めた場合はその内容、結果も記載して下さい。",
    ),
];
