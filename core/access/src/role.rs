use serde::{Deserialize, Serialize};

use crate::{Kind, Profession, words};

words! {
    /// What a person does at a place. A person has a set of them: a solo doctor is doctor and administrator.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
    #[serde(rename_all = "snake_case")]
    Role {
        /// 医師・歯科医師: writes, approves and sends letters; looks people up at a visit.
        Doctor = "doctor",
        /// 薬剤師・看護師・管理栄養士・歯科衛生士: looks people up for 居宅療養管理指導; approves no letter.
        Visitor = "visitor",
        /// 医療事務: takes requests in, prepares drafts (代行入力), claims, prints.
        Clerk = "clerk",
        /// 管理者 of a place: users, terminals, settings, connection check.
        FacilityAdmin = "facility_admin",
        /// 保険者職員: sends requests, receives or returns letters.
        InsurerOfficer = "insurer_officer",
        /// 介護事業所・居宅介護支援事業所の職員.
        CareProvider = "care_provider",
        /// 運用者: places, certificates, audit, backup.
        Operator = "operator",
    }
}

impl Role {
    /// Whether somebody of this profession can have the role at a place of this kind.
    pub fn fits(self, kind: Kind, profession: Profession) -> bool {
        use Profession as P;
        match self {
            Role::Doctor => kind.is_medical() && matches!(profession, P::Physician | P::Dentist),
            Role::Visitor => {
                let visits = [P::Pharmacist, P::Nurse, P::Dietitian, P::DentalHygienist];
                kind.is_medical() && visits.contains(&profession)
            }
            Role::Clerk => kind.is_medical(),
            Role::FacilityAdmin => kind.is_medical() || kind.is_care() || kind == Kind::Insurer,
            Role::InsurerOfficer => kind == Kind::Insurer,
            Role::CareProvider => kind.is_care(),
            Role::Operator => kind == Kind::Operator,
        }
    }
}
