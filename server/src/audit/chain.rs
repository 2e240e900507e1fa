use super::{AuditEvent, Fault, sha256};
use crate::store::rows::AuditRow;

/// How far a chain has been followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    /// Number of the last event.
    pub(crate) number: u64,
    /// Its hash.
    pub(crate) hash: String,
}

impl Chain {
    /// Goes on by one event, which must be the next and as it was written.
    pub(super) fn follow(&mut self, row: AuditRow) -> Result<(), Fault> {
        if row.number != self.number + 1 {
            return Err(Fault::Missing);
        }
        if sha256(&row.doc) != row.hash {
            return Err(Fault::Hash);
        }
        let event: AuditEvent = serde_json::from_str(&row.doc).map_err(|_| Fault::Text)?;
        if event.number != row.number {
            return Err(Fault::Text);
        }
        if event.previous != self.hash {
            return Err(Fault::Chain);
        }
        if event.place != row.place || event.people != row.people {
            return Err(Fault::Index);
        }
        (self.number, self.hash) = (row.number, row.hash);
        Ok(())
    }
}
