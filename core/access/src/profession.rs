use serde::{Deserialize, Serialize};

use crate::words;

words! {
    /// 職種 of an account. What may be looked up depends on it beside the role.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
    #[serde(rename_all = "snake_case")]
    Profession {
        /// 医師.
        Physician = "physician",
        /// 歯科医師.
        Dentist = "dentist",
        /// 薬剤師.
        Pharmacist = "pharmacist",
        /// 看護師（保健師、准看護師を含む）.
        Nurse = "nurse",
        /// 管理栄養士.
        Dietitian = "dietitian",
        /// 歯科衛生士.
        DentalHygienist = "dental_hygienist",
        /// 介護支援専門員.
        CareManager = "care_manager",
        /// 介護職員.
        CareWorker = "care_worker",
        /// 事務.
        Office = "office",
        /// 行政職員.
        Official = "official",
    }
}
