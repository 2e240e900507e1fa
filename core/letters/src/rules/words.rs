//! The words rules search for, as data. Written folded: half-width small ASCII, full-width kana.
//!
//! The words that name the 特定疾病 are searched along with them; they stand in [`crate::diseases`].

use super::search::{Words, set};
use super::specified::DISEASE_WORDS;

/// Each list as a set, and every list.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $($word:literal),+;)+) => {
        $($(#[$doc])* pub(super) const $name: Words = set(&[$($word),+]);)+

        /// Every list.
        pub(super) const LISTS: &[&[&str]] = &[$(&[$($word),+],)+ &DISEASE_WORDS];
    };
}

lists! {
    /// X22: why a catheter is used.
    URINATION: "導尿", "排尿", "尿閉", "カテ";
    /// X23: why dialysis is done.
    KIDNEY: "腎", "透析";
    /// X24: why oxygen or a respirator is used.
    BREATHING: "呼吸", "肺", "心", "als", "筋", "気管", "copd";
    /// X26: how somebody with a tracheostomy speaks.
    SPEAKING: "気管切開", "気切", "カニューレ", "発声", "会話", "筆談", "文字盤";
    /// X27, X59: why pain is cared for.
    PAIN: "がん", "癌", "腫瘍", "疼痛";
    /// X29: why there is a stoma.
    STOMA: "ストーマ", "人工肛門", "直腸", "結腸", "大腸", "膀胱";
    /// X30: 点滴の管理.
    DRIP: "点滴", "輸液", "補液";
    /// X30: 中心静脈栄養.
    CENTRAL_LINE: "中心静脈", "高カロリー", "ivh", "tpn", "cvポート";
    /// X30: レスピレーター.
    RESPIRATOR: "レスピレーター", "人工呼吸", "nppv", "tppv", "bipap";
    /// X30: モニター測定.
    MONITOR: "モニター", "心電図", "酸素飽和度", "spo2";
    /// X39, X49: consciousness is impaired.
    UNCONSCIOUS: "意識障害", "昏睡", "遷延性", "jcs";
    /// X41: what impairs cognition.
    COGNITION: "認知症", "アルツハイマー", "レビー", "脳血管", "高次脳", "パーキンソン", "水頭症", "精神", "知的";
    /// X42: a dementia.
    DEMENTIA: "認知症", "アルツハイマー", "レビー";
    /// X50: one side is palsied.
    HEMIPLEGIA: "片麻痺";
    /// X51: the right side.
    RIGHT_HEMIPLEGIA: "右片麻痺";
    /// X51: the left side.
    LEFT_HEMIPLEGIA: "左片麻痺";
    /// X52: speech is lost.
    APHASIA: "失語";
    /// X58: food goes down the wrong way.
    ASPIRATION: "誤嚥";
    /// X61: not stable.
    ACUTE: "急性期", "急性増悪", "終末期", "末期";
    /// X68: a level of care.
    CARE_LEVEL: "要介護度", "要介護1", "要介護2", "要介護3", "要介護4", "要介護5";
    /// S03: how the disease was found.
    EVIDENCE: "検査", "画像", "mri", "ct", "x線", "診断", "基準";
    /// S04: the end stage.
    END_STAGE: "末期", "余命", "6か月", "6ヶ月", "6ヵ月", "6カ月", "緩和";
    /// S05.
    OSTEOPOROSIS: "骨粗鬆症", "骨粗しょう症", "骨粗松症";
    /// S05.
    FRACTURE: "骨折";
    /// S06.
    OSTEOARTHRITIS: "変形性関節症", "変形性膝関節症", "変形性股関節症", "oa";
    /// S06.
    BOTH_SIDES: "両側";
    /// S07.
    DIABETES: "糖尿病";
    /// S07: what diabetes did.
    DIABETIC_COMPLICATION: "神経障害", "腎症", "腎臓病", "網膜症";
    /// S08: a dementia that comes from elsewhere.
    INJURY_OR_ALCOHOL: "外傷", "アルコール", "脳挫傷";
    /// V05: something is enclosed.
    ENCLOSURE: "添付", "別紙", "写しを同封";
}
