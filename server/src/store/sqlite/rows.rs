use rusqlite::params;

use super::columns::{
    answer, ascending, audit, delivery, descending, event, letter, limit, number, pair, source,
};
use super::connection::Session;
use crate::act::{Place, recipient};
use crate::audit::Checkpoint;
use crate::store::rows::{
    AnswerRow, AuditRow, DeliveryRow, DraftRow, EnrolmentCodeRow, EventRow, FacilityRow, InsurerRow,
    LetterRow, PhraseRow, RequestRow, SourceRow, TerminalRow, UserRow,
};
use crate::store::{AuditOf, Owner, Rows, Slice, StoreError, Stored};

// What is asked at every letter: each finds its row by an index whose last column is the order, however many there are.
const LETTER_FROM: &str = "SELECT doc, bytes FROM letters WHERE draft_id = ?1 AND facility_id = ?2
    ORDER BY received_at DESC LIMIT 1";
const PREVIOUS_LETTER: &str = "SELECT doc, bytes FROM letters
    WHERE person_id = ?1 AND facility_id = ?2 AND application_id <> ?3 ORDER BY received_at DESC, id DESC LIMIT 1";
/// Apart, for SQLite finds one end of an index by itself, and both by reading all of it.
const EVENT_RANGE: &str = "SELECT (SELECT min(number) FROM events WHERE recipient = ?1),
    (SELECT max(number) FROM events WHERE recipient = ?1)";

impl Rows for Session<'_> {
    fn epoch(&self) -> Stored<u32> {
        self.one("SELECT value FROM meta WHERE name = 'epoch'", [], |row| row.get(0))?
            .ok_or_else(|| StoreError("the epoch is missing".into()))
    }

    fn insurers(&self) -> Stored<Vec<InsurerRow>> {
        self.docs("SELECT doc FROM insurers ORDER BY insurer_no", [])
    }

    fn insurer(&self, insurer_no: &str) -> Stored<Option<InsurerRow>> {
        self.doc("SELECT doc FROM insurers WHERE insurer_no = ?1", [insurer_no])
    }

    fn facilities(&self) -> Stored<Vec<FacilityRow>> {
        self.docs("SELECT doc FROM facilities ORDER BY office_no", [])
    }

    fn facility(&self, id: &str) -> Stored<Option<FacilityRow>> {
        self.doc("SELECT doc FROM facilities WHERE id = ?1", [id])
    }

    fn facility_with(&self, office_no: &str) -> Stored<Option<FacilityRow>> {
        self.doc("SELECT doc FROM facilities WHERE office_no = ?1", [office_no])
    }

    fn user(&self, id: &str) -> Stored<Option<UserRow>> {
        self.doc("SELECT doc FROM users WHERE id = ?1", [id])
    }

    fn users_of(&self, facility_id: &str) -> Stored<Vec<UserRow>> {
        self.docs("SELECT doc FROM users WHERE facility_id = ?1 ORDER BY id", [facility_id])
    }

    fn person(&self, insurer_no: &str, insured_no: &str) -> Stored<Option<String>> {
        let sql = "SELECT person_id FROM persons WHERE insurer_no = ?1 AND insured_no = ?2";
        self.one(sql, [insurer_no, insured_no], |row| row.get(0))
    }

    fn application(&self, person_id: &str, insurer_no: &str, apply_date: &str) -> Stored<Option<String>> {
        let sql = "SELECT id FROM applications WHERE person_id = ?1 AND insurer_no = ?2 AND apply_date = ?3";
        self.one(sql, [person_id, insurer_no, apply_date], |row| row.get(0))
    }

    fn request(&self, owner: Owner<'_>, id: &str) -> Stored<Option<RequestRow>> {
        match owner {
            Owner::Facility(facility) => {
                self.doc("SELECT doc FROM requests WHERE id = ?1 AND facility_id = ?2", [id, facility])
            }
            Owner::Insurer(insurer) => {
                let sql = "SELECT doc FROM requests WHERE id = ?1 AND insurer_no = ?2 AND electronic = 1";
                self.doc(sql, [id, insurer])
            }
        }
    }

    fn request_for(&self, application_id: &str, facility_id: &str) -> Stored<Option<RequestRow>> {
        let sql = "SELECT doc FROM requests WHERE application_id = ?1 AND facility_id = ?2";
        self.doc(sql, [application_id, facility_id])
    }

    fn requests(&self, owner: Owner<'_>, slice: Slice<'_>) -> Stored<Vec<RequestRow>> {
        let (due, id, limit) = ascending(&slice);
        match owner {
            Owner::Facility(facility) => {
                let sql = "SELECT doc FROM requests WHERE facility_id = ?1 AND (due, id) > (?2, ?3)
                    ORDER BY due, id LIMIT ?4";
                self.docs(sql, params![facility, due, id, limit])
            }
            Owner::Insurer(insurer) => {
                let sql = "SELECT doc FROM requests WHERE insurer_no = ?1 AND electronic = 1 AND (due, id) > (?2, ?3)
                    ORDER BY due, id LIMIT ?4";
                self.docs(sql, params![insurer, due, id, limit])
            }
        }
    }

    fn draft(&self, facility_id: &str, id: &str) -> Stored<Option<DraftRow>> {
        self.doc("SELECT doc FROM drafts WHERE id = ?1 AND facility_id = ?2", [id, facility_id])
    }

    fn has_draft(&self, id: &str) -> Stored<bool> {
        Ok(self.one("SELECT 1 FROM drafts WHERE id = ?1", [id], |_| Ok(()))?.is_some())
    }

    fn drafts(&self, facility_id: &str, slice: Slice<'_>) -> Stored<Vec<DraftRow>> {
        let (_, id, limit) = ascending(&slice);
        let sql =
            "SELECT doc FROM drafts WHERE facility_id = ?1 AND finished = 0 AND id > ?2 ORDER BY id LIMIT ?3";
        self.docs(sql, params![facility_id, id, limit])
    }

    fn open_draft(&self, request_id: &str) -> Stored<Option<DraftRow>> {
        let sql = "SELECT doc FROM drafts WHERE request_id = ?1 AND finished = 0 ORDER BY id DESC LIMIT 1";
        self.doc(sql, [request_id])
    }

    fn holds_operation(&self, draft_id: &str, operation_id: &str) -> Stored<bool> {
        let sql = "SELECT 1 FROM operations WHERE draft_id = ?1 AND id = ?2";
        Ok(self.one(sql, [draft_id, operation_id], |_| Ok(()))?.is_some())
    }

    fn letter(&self, owner: Owner<'_>, id: &str) -> Stored<Option<LetterRow>> {
        let (sql, owner) = match owner {
            Owner::Facility(facility) => {
                ("SELECT doc, bytes FROM letters WHERE id = ?1 AND facility_id = ?2", facility)
            }
            Owner::Insurer(insurer) => {
                ("SELECT doc, bytes FROM letters WHERE id = ?1 AND insurer_no = ?2", insurer)
            }
        };
        self.one(sql, [id, owner], pair)?.map(letter).transpose()
    }

    fn has_letter(&self, id: &str) -> Stored<bool> {
        Ok(self.one("SELECT 1 FROM letters WHERE id = ?1", [id], |_| Ok(()))?.is_some())
    }

    fn letter_from(&self, facility_id: &str, draft_id: &str) -> Stored<Option<LetterRow>> {
        self.one(LETTER_FROM, [draft_id, facility_id], pair)?.map(letter).transpose()
    }

    fn successor(&self, letter_id: &str) -> Stored<Option<LetterRow>> {
        let sql = "SELECT doc, bytes FROM letters WHERE replaces = ?1 ORDER BY version LIMIT 1";
        self.one(sql, [letter_id], pair)?.map(letter).transpose()
    }

    fn letters(&self, owner: Owner<'_>, slice: Slice<'_>) -> Stored<Vec<LetterRow>> {
        let (at, id, limit) = descending(&slice);
        let (sql, owner) = match owner {
            Owner::Facility(facility) => (
                "SELECT doc, bytes FROM letters WHERE facility_id = ?1 AND (received_at, id) < (?2, ?3)
                    ORDER BY received_at DESC, id DESC LIMIT ?4",
                facility,
            ),
            Owner::Insurer(insurer) => (
                "SELECT doc, bytes FROM letters WHERE insurer_no = ?1 AND (received_at, id) < (?2, ?3)
                    ORDER BY received_at DESC, id DESC LIMIT ?4",
                insurer,
            ),
        };
        self.all(sql, params![owner, at, id, limit], pair)?.into_iter().map(letter).collect()
    }

    fn newest_letter(&self, application_id: &str, facility_id: &str) -> Stored<Option<LetterRow>> {
        let sql = "SELECT doc, bytes FROM letters WHERE application_id = ?1 AND facility_id = ?2
            ORDER BY version DESC LIMIT 1";
        self.one(sql, [application_id, facility_id], pair)?.map(letter).transpose()
    }

    fn newest_letters(&self, application_id: &str) -> Stored<Vec<LetterRow>> {
        let sql = "SELECT doc, bytes FROM letters AS mine WHERE application_id = ?1 AND version =
            (SELECT max(version) FROM letters WHERE application_id = ?1 AND facility_id = mine.facility_id)
            ORDER BY received_at, id";
        self.all(sql, [application_id], pair)?.into_iter().map(letter).collect()
    }

    fn previous_letter(
        &self,
        person_id: &str,
        facility_id: &str,
        application_id: &str,
    ) -> Stored<Option<LetterRow>> {
        self.one(PREVIOUS_LETTER, [person_id, facility_id, application_id], pair)?.map(letter).transpose()
    }

    fn source(&self, letter_id: &str) -> Stored<Option<SourceRow>> {
        let sql = "SELECT letter_id, media_type, software, bytes FROM sources WHERE letter_id = ?1";
        self.one(sql, [letter_id], source)
    }

    fn answer(&self, scope: &str, key: &str) -> Stored<Option<AnswerRow>> {
        let sql = "SELECT scope, key, digest, status, etag, body, at, kept FROM answers WHERE scope = ?1 AND key = ?2";
        self.one(sql, [scope, key], answer)
    }

    fn events(&self, recipient: &str, after: u64, most: usize) -> Stored<Vec<EventRow>> {
        let sql =
            "SELECT number, doc FROM events WHERE recipient = ?1 AND number > ?2 ORDER BY number LIMIT ?3";
        let rows = self.all(sql, params![recipient, number(after), limit(most)], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        rows.into_iter().map(event).collect()
    }

    fn event_range(&self, recipient: &str) -> Stored<(u64, u64)> {
        let range = self.one(EVENT_RANGE, [recipient], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (first, last): (Option<i64>, Option<i64>) = range.unwrap_or_default();
        Ok((first.unwrap_or(1).unsigned_abs(), last.unwrap_or(0).unsigned_abs()))
    }

    fn audit_end(&self) -> Stored<(u64, String)> {
        let sql = "SELECT number, hash FROM audit_log ORDER BY number DESC LIMIT 1";
        let end = self.one(sql, [], |row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?)))?;
        Ok(end.unwrap_or_default())
    }

    fn audit(&self, after: u64, most: usize) -> Stored<Vec<AuditRow>> {
        self.with_people(self.audit_texts(after, most)?)
    }

    fn audit_of(&self, of: AuditOf<'_>, before: u64, most: usize) -> Stored<Vec<AuditRow>> {
        let (before, most) = (number(before), limit(most));
        let rows = match of {
            AuditOf::Everybody => {
                let sql = "SELECT number, place, doc, hash FROM audit_log WHERE number < ?1
                    ORDER BY number DESC LIMIT ?2";
                self.all(sql, params![before, most], audit)?
            }
            AuditOf::Place(place) => {
                let sql = "SELECT number, place, doc, hash FROM audit_log WHERE place = ?3 AND number < ?1
                    ORDER BY number DESC LIMIT ?2";
                self.all(sql, params![before, most, place], audit)?
            }
            AuditOf::Person(person_id) => {
                let sql = "SELECT number, place, doc, hash FROM audit_log WHERE number < ?1 AND number IN
                    (SELECT number FROM audit_people WHERE person_id = ?3) ORDER BY number DESC LIMIT ?2";
                self.all(sql, params![before, most, person_id], audit)?
            }
            AuditOf::PersonAt { place, person_id } => {
                let sql = "SELECT number, place, doc, hash FROM audit_log WHERE place = ?3 AND number < ?1 AND number IN
                    (SELECT number FROM audit_people WHERE person_id = ?4) ORDER BY number DESC LIMIT ?2";
                self.all(sql, params![before, most, place, person_id], audit)?
            }
            AuditOf::Insured { insurer_no, person_id } => {
                let sql = "SELECT number, place, doc, hash FROM audit_people JOIN audit_log USING (number)
                    WHERE person_id = ?4 AND insurer_no = ?3 AND number < ?1 ORDER BY number DESC LIMIT ?2";
                self.all(sql, params![before, most, insurer_no, person_id], audit)?
            }
        };
        self.with_people(rows)
    }

    fn checkpoints(&self, after: u64, most: usize) -> Stored<Vec<(u64, Checkpoint)>> {
        let sql = "SELECT number, doc FROM checkpoints WHERE number > ?1 ORDER BY number LIMIT ?2";
        let rows = self.all(sql, params![number(after), limit(most)], |row| {
            Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, String>(1)?))
        })?;
        rows.into_iter().map(|(number, doc)| Ok((number, serde_json::from_str(&doc)?))).collect()
    }

    fn last_checkpoint(&self) -> Stored<u64> {
        let last = self.one("SELECT max(number) FROM checkpoints", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(last.flatten().map_or(0, i64::unsigned_abs))
    }

    fn due_deliveries(&self, now: &str, most: usize) -> Stored<Vec<DeliveryRow>> {
        let sql = "SELECT letter_id, version, insurer_no, delivered, tries, next_try FROM deliveries
            WHERE delivered = 0 AND next_try <= ?1 ORDER BY next_try LIMIT ?2";
        self.all(sql, params![now, limit(most)], delivery)
    }

    fn phrases(&self, facility_id: &str, user_id: &str) -> Stored<Vec<PhraseRow>> {
        let sql =
            "SELECT doc FROM phrases WHERE facility_id = ?1 AND (personal = 0 OR user_id = ?2) ORDER BY id";
        self.docs(sql, [facility_id, user_id])
    }

    fn phrase(&self, facility_id: &str, id: &str) -> Stored<Option<PhraseRow>> {
        self.doc("SELECT doc FROM phrases WHERE id = ?1 AND facility_id = ?2", [id, facility_id])
    }

    fn has_phrase(&self, id: &str) -> Stored<bool> {
        Ok(self.one("SELECT 1 FROM phrases WHERE id = ?1", [id], |_| Ok(()))?.is_some())
    }

    fn terminals_version(&self) -> Stored<u64> {
        let version = self.one("SELECT value FROM meta WHERE name = 'terminals'", [], |row| row.get(0))?;
        Ok(version.map(i64::unsigned_abs).unwrap_or_default())
    }

    fn terminal(&self, id: &str) -> Stored<Option<TerminalRow>> {
        self.doc("SELECT doc FROM terminals WHERE id = ?1", [id])
    }

    fn terminal_with(&self, fingerprint: &str) -> Stored<Option<TerminalRow>> {
        self.doc("SELECT doc FROM terminals WHERE fingerprint = ?1", [fingerprint])
    }

    fn terminals(&self, place: Option<&Place>) -> Stored<Vec<TerminalRow>> {
        match place {
            Some(place) => {
                self.docs("SELECT doc FROM terminals WHERE place = ?1 ORDER BY id", [recipient(place)])
            }
            None => self.docs("SELECT doc FROM terminals ORDER BY id", []),
        }
    }

    fn enrolment_code(&self, hash: &str) -> Stored<Option<EnrolmentCodeRow>> {
        self.doc("SELECT doc FROM enrolment_codes WHERE hash = ?1", [hash])
    }

    fn enrolment_codes(&self, place: &Place, now: &str) -> Stored<Vec<EnrolmentCodeRow>> {
        let sql = "SELECT doc FROM enrolment_codes WHERE place = ?1 AND expires_at > ?2 ORDER BY id";
        self.docs(sql, [&*recipient(place), now])
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{EVENT_RANGE, LETTER_FROM, PREVIOUS_LETTER};

    /// How SQLite goes about it, in its own words.
    fn plan(sql: &str) -> String {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("schema.sql")).unwrap();
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let count = statement.parameter_count();
        let rows =
            statement.query_map(rusqlite::params_from_iter(vec!["x"; count]), |row| row.get(3)).unwrap();
        rows.collect::<Result<Vec<String>, _>>().unwrap().join("; ")
    }

    #[test]
    fn what_is_asked_at_every_letter_does_not_grow_with_the_letters_there_are() {
        assert_eq!(
            plan(PREVIOUS_LETTER),
            "SEARCH letters USING INDEX letters_of_person_by_time (person_id=? AND facility_id=?)"
        );
        assert_eq!(
            plan(LETTER_FROM),
            "SEARCH letters USING INDEX letters_of_draft_by_time (draft_id=? AND facility_id=?)"
        );
        assert_eq!(plan(EVENT_RANGE).matches("SCALAR SUBQUERY").count(), 2);
    }
}
