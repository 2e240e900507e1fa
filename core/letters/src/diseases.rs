//! Names of diseases: the 16 特定疾病 of second-class insured persons, and diagnoses to choose from while typing.
//!
//! Names only suggest. Whether a person has a 特定疾病 is the doctor's judgement; nothing here decides it.

mod common;
mod specified;

pub use common::COMMON;
pub use specified::SPECIFIED;
pub(crate) use specified::SPECIFIED_CONST;

use ja::fold::search_key;

use crate::rules;

/// One of the 16 特定疾病 (介護保険法施行令 第2条).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disease {
    /// Its number in the law, 1 to 16.
    pub number: u8,
    /// Its name in the law.
    pub name: &'static str,
    /// What names it: a diagnosis that holds every word of one of these groups. Words are folded as
    /// [`ja::fold::fold`] folds; a word in Latin letters counts only where no other Latin letter touches it.
    pub named_by: &'static [&'static [&'static str]],
    /// The usual ICD-10 codes: a hint, not a definition.
    pub icd10: &'static [&'static str],
}

/// A diagnosis to choose while typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Diagnosis {
    /// The name put into the letter.
    pub name: &'static str,
    /// How it is read, in hiragana: found before the input method has converted.
    pub reading: &'static str,
    /// The usual Latin abbreviation in small letters; empty when there is none.
    pub abbreviation: &'static str,
    /// The number of the 特定疾病 this name alone stands for.
    pub specified: Option<u8>,
}

/// The 特定疾病 that a typed diagnosis names, in the law's order.
///
/// A name that needs more to count (がん needs 末期, 骨粗鬆症 needs 骨折, 変形性関節症 needs 両側) is given too: the rules
/// ask for the rest.
pub fn matching(name: &str) -> impl Iterator<Item = &'static Disease> + use<> {
    let named = rules::specified::in_text(name);
    SPECIFIED.iter().filter(move |disease| named.has(disease.number))
}

/// Diagnoses for what has been typed so far: first those that begin with it, then those that contain it.
///
/// Kana of either kind, widths and case are the same. Nothing typed gives nothing.
pub fn suggest(typed: &str) -> impl Iterator<Item = &'static Diagnosis> + use<> {
    let key = search_key(typed);
    let ranked = COMMON.iter().filter_map(|diagnosis| Some((rank(diagnosis, &key)?, diagnosis)));
    let mut found: Vec<_> = ranked.collect();
    crate::order::by(&mut found, |a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, diagnosis)| diagnosis)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Begins,
    Contains,
}

fn rank(diagnosis: &Diagnosis, key: &str) -> Option<Rank> {
    if key.is_empty() {
        return None;
    }
    let (name, reading) = (search_key(diagnosis.name), search_key(diagnosis.reading));
    let texts = [name.as_str(), reading.as_str(), diagnosis.abbreviation];
    if texts.iter().any(|text| text.starts_with(key)) {
        Some(Rank::Begins)
    } else if name.contains(key) || reading.contains(key) {
        Some(Rank::Contains)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(name: &str) -> Vec<u8> {
        matching(name).map(|disease| disease.number).collect()
    }

    fn names(typed: &str) -> Vec<&'static str> {
        suggest(typed).map(|diagnosis| diagnosis.name).collect()
    }

    #[test]
    fn synonyms_of_the_field_lead_to_their_number() {
        for (name, number) in [
            ("脳梗塞後遺症", 13),
            ("右被殻出血", 13),
            ("くも膜下出血", 13),
            ("ＡＬＳ", 3),
            ("als", 3),
            ("PSP", 7),
            ("パーキンソン病", 7),
            ("肺気腫", 15),
            ("COPD", 15),
            ("脳血管性認知症", 6),
            ("レビー小体型認知症", 6),
            ("ウェルナー症候群", 10),
            ("シャイ・ドレーガー症候群", 11),
            ("オリーブ橋小脳萎縮症", 11),
            ("OPLL", 4),
            ("ASO", 14),
            ("両側変形性膝関節症", 16),
            ("膵癌（末期）", 1),
            ("悪性黒色腫", 1),
            ("胸膜中皮腫", 1),
            ("リウマチ性関節炎", 2),
            ("骨粗しょう症（腰椎圧迫骨折）", 5),
            ("ピック病", 6),
            ("前頭側頭葉変性症", 6),
            ("脊髄小脳失調症1型", 8),
            ("SCD", 8),
            ("ウエルナー症候群", 10),
            ("プロジェリア症候群", 10),
            ("シャイドレーガー症候群", 11),
            ("MSA-P", 11),
            ("糖尿病性腎症", 12),
            ("糖尿病性腎臓病", 12),
            ("2型糖尿病（腎症あり）", 12),
            ("末梢動脈疾患", 14),
            ("脳塞栓症", 13),
            ("脳血栓症", 13),
            ("脳内出血", 13),
            ("脳幹出血", 13),
            ("小脳出血", 13),
            ("左視床出血", 13),
            ("もやもや病", 13),
            ("下肢閉塞性動脈疾患", 14),
            ("気管支喘息", 15),
            ("びまん性汎細気管支炎", 15),
        ] {
            assert!(numbers(name).contains(&number), "{name}");
        }
        for name in [
            "高血圧症",
            "糖尿病",
            "パーキンソン症候群",
            "てんかん",
            "ガングリオン",
            "IgA腎症",
            "MSAX",
            "DOAC内服中",
            "",
        ] {
            assert_eq!(numbers(name), [0; 0], "{name}");
        }
    }

    #[test]
    fn every_specified_disease_is_numbered_in_order_and_found_by_its_own_name() {
        for (i, disease) in SPECIFIED.iter().enumerate() {
            assert_eq!(usize::from(disease.number), i + 1);
            assert!(!disease.icd10.is_empty());
            assert!(numbers(disease.name).contains(&disease.number), "{}", disease.name);
        }
    }

    #[test]
    fn the_list_agrees_with_the_matching() {
        let needs_more = ["変形性膝関節症", "変形性股関節症", "骨粗鬆症"];
        for diagnosis in &COMMON {
            match diagnosis.specified {
                Some(number) => assert!(numbers(diagnosis.name).contains(&number), "{}", diagnosis.name),
                None if needs_more.contains(&diagnosis.name) => assert_eq!(numbers(diagnosis.name).len(), 1),
                None => assert_eq!(numbers(diagnosis.name), [0; 0], "{}", diagnosis.name),
            }
            assert!(
                COMMON.iter().filter(|other| other.name == diagnosis.name).count() == 1,
                "{}",
                diagnosis.name
            );
        }
    }

    #[test]
    fn names_are_found_by_kanji_kana_and_abbreviation() {
        assert_eq!(names("のうこ").first(), Some(&"脳梗塞"));
        assert_eq!(names("ノウコ"), names("のうこ"));
        assert_eq!(names("ＣＯＰＤ"), ["慢性閉塞性肺疾患"]);
        // What begins with the word comes before what contains it.
        assert_eq!(names("認知症").first(), Some(&"アルツハイマー型認知症"));
        let fractures = names("骨折");
        assert_eq!(fractures.first(), Some(&"骨折を伴う骨粗鬆症"));
        assert!(fractures.contains(&"大腿骨頸部骨折"));
        assert_eq!(names(""), [""; 0]);
        assert_eq!(names("　"), [""; 0]);
    }
}
