use crate::form::{Part, cell, part};
use crate::orca::layout::{COUNT, FIELDS, Layout, Wire};

/// Fields that stand where they stand in 1.2.
const SAME: usize = 117;

/// Version 1.3.
pub(crate) static V13: Layout =
    Layout { version: "1.3", fields: &FIELDS_13, has_nothing: true, is_guessed: true };

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
const FIELDS_13: [Wire; COUNT + 2] = {
    let other = part("care_other", Part::Text);
    let mut fields = [Wire::Version; COUNT + 2];
    let mut n = 0;
    while n < SAME {
        fields[n] = FIELDS[n];
        n += 1;
    }
    fields[SAME] = Wire::CareOtherCheck(cell("care_other"), other);
    fields[SAME + 1] = Wire::Text(other);
    fields[SAME + 2] = Wire::Flag(cell("care_none"));
    // 感染症, its name, 特記すべき事項.
    fields[SAME + 3] = FIELDS[118];
    fields[SAME + 4] = FIELDS[119];
    fields[SAME + 5] = FIELDS[120];
    fields
};
