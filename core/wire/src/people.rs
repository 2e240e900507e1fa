//! Who is asking, and whom one can send to.

use serde::{Deserialize, Serialize};

pub use access::{Kind, Profession, Role};

use crate::sessions::MySession;

crate::words!(Role::Doctor);
crate::words!(Profession::Physician);

/// Answer of `GET /me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct MeView {
    /// The person.
    pub user: UserView,
    /// The clinic the person works at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<FacilityView>,
    /// The insurer the person works at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurer: Option<InsurerView>,
    /// The server's clock.
    pub server_time: String,
    /// The epoch of the server's numbers.
    pub epoch: u32,
    /// The build of the site the server offers.
    pub build: String,
    /// Whether everything here is fictional.
    pub demo: bool,
    /// The session the person signed in to; absent for the people of the demonstration's own pages, who need not sign
    /// in, and for programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<MySession>,
}

crate::fields!(MeView { user, facility, insurer, server_time, epoch, build, demo, session });

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct UserView {
    /// Stable id.
    pub id: String,
    /// 氏名.
    pub name: String,
    /// A set: a solo doctor holds several.
    pub roles: Vec<Role>,
}

crate::fields!(UserView { id, name, roles });

/// A clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct FacilityView {
    /// Stable id.
    pub id: String,
    /// 医療機関コード.
    pub office_no: String,
    /// 医療機関名.
    pub name: String,
    /// 〒.
    pub zip: String,
    /// 所在地.
    pub addr: String,
    /// 電話.
    pub tel: String,
    /// FAX.
    pub fax: String,
    /// Its doctors: id and name.
    pub doctors: Vec<UserView>,
}

crate::fields!(FacilityView { id, office_no, name, zip, addr, tel, fax, doctors });

/// An insurer (保険者).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct InsurerView {
    /// 保険者番号, six digits.
    pub insurer_no: String,
    /// 保険者名.
    pub name: String,
    /// The day it begins to take 電送; absent when it does not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub electronic_from: Option<String>,
    /// Days an examination may lie before the letter without a warning.
    pub exam_days: u16,
}

crate::fields!(InsurerView { insurer_no, name, electronic_from, exam_days });
