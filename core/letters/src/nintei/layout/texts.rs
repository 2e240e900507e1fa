//! 記入項目 1 to 23.

use super::{Column, Wire, column};
use crate::form::{Part, cell, part};

/// The columns; the number is the item's.
pub(super) static COLUMNS: [Column; 23] = [
    column("T1", Wire::Text(cell("bpsd_text"))),
    column("T2", Wire::Text(cell("psych_name"))),
    column("T3", Wire::Text(cell("psych_spec_dept"))),
    column("T4", Wire::Text(cell("height"))),
    column("T5", Wire::Text(cell("weight"))),
    column("T6", Wire::Text(part("limb_loss", Part::Site))),
    column("T7", Wire::Text(part("palsy_other", Part::Site))),
    column("T8", Wire::Text(part("weakness", Part::Site))),
    column("T9", Wire::Text(part("contracture", Part::Site))),
    column("T10", Wire::Text(part("joint_pain", Part::Site))),
    column("T11", Wire::Text(part("ulcer", Part::Site))),
    column("T12", Wire::Text(part("skin", Part::Site))),
    column("T13", Wire::Text(cell("nutrition_text"))),
    column("T14", Wire::Text(cell("risk_other"))),
    column("T15", Wire::Text(cell("risk_plan"))),
    column("T16", Wire::Services(cell("med_other"))),
    column("T17", Wire::Text(part("care_bp", Part::Text))),
    column("T18", Wire::Text(part("care_move", Part::Text))),
    column("T19", Wire::Text(part("care_ingest", Part::Text))),
    column("T20", Wire::Text(part("care_exercise", Part::Text))),
    column("T21", Wire::Text(part("care_swallow", Part::Text))),
    column("T22", Wire::CareOther(cell("care_other"), part("care_other", Part::Text))),
    column("T23", Wire::Text(cell("infection_name"))),
];
