//! Answers that several rules ask for.

use super::pick::{Choices, choices};
use crate::form::{Cell, cell, option};

pub(super) const ADL: Cell = cell("adl_level");
pub(super) const ADL_C: Choices = choices("adl_level", &["C1", "C2"]);
pub(super) const ADL_C2: Choices = choices("adl_level", &["C2"]);
pub(super) const ADL_INDEPENDENT: Choices = choices("adl_level", &["自立"]);
/// ランクJ以上.
pub(super) const ADL_UP_TO_J: Choices = choices("adl_level", &["自立", "J1", "J2"]);

pub(super) const DEMENTIA: Cell = cell("dementia_level");
pub(super) const NO_DEMENTIA: Choices = choices("dementia_level", &["自立"]);
pub(super) const DEMENTIA_FROM_2A: Choices = choices("dementia_level", &["Ⅱa", "Ⅱb", "Ⅲa", "Ⅲb", "Ⅳ", "M"]);
pub(super) const DEMENTIA_FROM_3A: Choices = choices("dementia_level", &["Ⅲa", "Ⅲb", "Ⅳ", "M"]);

pub(super) const MEMORY: Cell = cell("memory");
pub(super) const MEMORY_FINE: Choices = choices("memory", &["問題なし"]);
pub(super) const DECISION: Cell = cell("decision");
pub(super) const DECIDES_ALONE: Choices = choices("decision", &["自立"]);
pub(super) const COMMUNICATION: Cell = cell("communication");
pub(super) const COMMUNICATES: Choices = choices("communication", &["伝えられる"]);

pub(super) const BPSD: Cell = cell("bpsd");
pub(super) const NO_BPSD: Choices = choices("bpsd", &["無"]);
pub(super) const NO_PSYCH: Choices = choices("psych", &["無"]);

pub(super) const WALK_OUT: Cell = cell("walk_out");
pub(super) const WALKS_ALONE: Choices = choices("walk_out", &["自立"]);
pub(super) const EATING: Cell = cell("eating");
pub(super) const EATS_ALONE: Choices = choices("eating", &["自立ないし何とか自分で食べられる"]);
pub(super) const FED: Choices = choices("eating", &["全面介助"]);

pub(super) const COURSE: Cell = cell("course_text");
pub(super) const REMARKS: Cell = cell("remarks");
pub(super) const RISK_SWALLOWING: Cell = option("risks", "摂食・嚥下機能低下");
pub(super) const RISK_MALNUTRITION: Cell = option("risks", "低栄養");

pub(super) const AT_HOME: Choices = choices("care_place", &["在宅"]);
pub(super) const STABLE: Choices = choices("stability", &["安定"]);
