use serde::{Deserialize, Serialize};

use crate::words;

words! {
    /// What kind of place somebody acts from.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
    #[serde(rename_all = "snake_case")]
    Kind {
        /// 医療機関 that writes opinion letters.
        Clinic = "clinic",
        /// 介護サービス提供医療機関: a 医療機関 that is a みなし介護事業所 as well (居宅療養管理指導).
        CareClinic = "care_clinic",
        /// 居宅介護支援事業所.
        CarePlanOffice = "care_plan_office",
        /// 介護事業所.
        CareOffice = "care_office",
        /// 保険者.
        Insurer = "insurer",
        /// 運用者.
        Operator = "operator",
        /// The start page of the demonstration.
        Demo = "demo",
        /// No place is known: there is no certificate.
        Nowhere = "nowhere",
    }
}

impl Kind {
    /// Whether letters are written here.
    pub fn is_medical(self) -> bool {
        matches!(self, Kind::Clinic | Kind::CareClinic)
    }

    /// Whether it is a care office of any kind.
    pub fn is_care(self) -> bool {
        matches!(self, Kind::CarePlanOffice | Kind::CareOffice)
    }

    /// Whether people sign in here.
    pub fn is_place(self) -> bool {
        !matches!(self, Kind::Demo | Kind::Nowhere)
    }
}
