//! Lists page by cursor.

use serde::{Deserialize, Serialize};

use crate::record::{Members, Object, Record, Value};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Pass as `?cursor=` to read on; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T: Record> Record for Page<T> {
    fn read(json: Value, ok: &mut bool) -> Self {
        let mut members = Members::open(json, ok);
        Page { items: members.take("items", ok), next: members.take("next", ok) }
    }

    fn write(&self, out: &mut String) {
        let mut object = Object::open(out);
        object.put("items", &self.items);
        object.put("next", &self.next);
        object.close();
    }
}
