use rusqlite::params;
use wire::drafts::Operation;
use wire::events::Event;
use wire::phrases::Scope;
use wire::requests::Origin;

use super::columns::number;
use super::connection::Session;
use crate::act::recipient;
use crate::audit::Checkpoint;
use crate::store::accounts::AccountsTx;
use crate::store::rows::{
    AnswerRow, AuditRow, DeliveryRow, DraftRow, EnrolmentCodeRow, FacilityRow, InsurerRow, LetterRow,
    PhraseRow, RequestRow, SourceRow, TerminalRow, UserRow,
};
use crate::store::{StoreError, Stored, Tx};

/// Requests without a due date come last.
const NO_DUE_DATE: &str = "9999-12-31";

impl Tx for Session<'_> {
    fn set_epoch(&mut self, epoch: u32) -> Stored<()> {
        self.run("UPDATE meta SET value = ?1 WHERE name = 'epoch'", [epoch])
    }

    fn put_insurer(&mut self, row: &InsurerRow) -> Stored<()> {
        self.run("INSERT OR REPLACE INTO insurers VALUES (?1, ?2)", [&row.insurer_no, &Self::text(row)?])
    }

    fn put_facility(&mut self, row: &FacilityRow) -> Stored<()> {
        let sql = "INSERT OR REPLACE INTO facilities VALUES (?1, ?2, ?3)";
        self.run(sql, [&row.id, &row.office_no, &Self::text(row)?])
    }

    fn put_user(&mut self, row: &UserRow) -> Stored<()> {
        let sql = "INSERT OR REPLACE INTO users VALUES (?1, ?2, ?3)";
        self.run(sql, params![row.id, row.facility_id, Self::text(row)?])
    }

    fn put_person(&mut self, id: &str, insurer_no: &str, insured_no: &str) -> Stored<()> {
        self.run("INSERT OR REPLACE INTO persons VALUES (?1, ?2, ?3)", [insurer_no, insured_no, id])
    }

    fn put_application(
        &mut self,
        id: &str,
        person_id: &str,
        insurer_no: &str,
        apply_date: &str,
    ) -> Stored<()> {
        self.run("INSERT INTO applications VALUES (?1, ?2, ?3, ?4)", [person_id, insurer_no, apply_date, id])
    }

    fn put_request(&mut self, row: &RequestRow) -> Stored<()> {
        let sql = "INSERT INTO requests VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (id) DO UPDATE SET electronic = ?5, due = ?6, doc = ?7";
        let due = row.request.due_date.as_deref().unwrap_or(NO_DUE_DATE);
        let electronic = row.origin == Origin::Electronic;
        let insurer_no = &row.request.insurer_no;
        let doc = Self::text(row)?;
        self.run(sql, params![row.id, row.application_id, row.facility_id, insurer_no, electronic, due, doc])
    }

    fn put_draft(&mut self, row: &DraftRow) -> Stored<()> {
        let sql = "INSERT INTO drafts VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (id) DO UPDATE SET finished = ?4, doc = ?5";
        self.run(sql, params![row.id, row.facility_id, row.request_id, row.finished, Self::text(row)?])
    }

    fn put_operation(&mut self, draft_id: &str, version: u64, operation: &Operation) -> Stored<()> {
        let sql = "INSERT OR IGNORE INTO operations VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![draft_id, operation.id, number(version), Self::text(operation)?])
    }

    fn put_letter(&mut self, row: &LetterRow) -> Stored<()> {
        let sql = "INSERT INTO letters VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (id) DO UPDATE SET doc = ?10";
        let doc = Self::text(row)?;
        let LetterRow {
            id, application_id, person_id, facility_id, insurer_no, version, received_at, ..
        } = row;
        let (draft_id, replaces, bytes) = (&row.draft_id, &row.replaces, &row.bytes);
        self.run(
            sql,
            params![
                id,
                application_id,
                person_id,
                facility_id,
                insurer_no,
                version,
                received_at,
                draft_id,
                replaces,
                doc,
                bytes
            ],
        )
    }

    fn put_source(&mut self, row: &SourceRow) -> Stored<()> {
        let SourceRow { letter_id, media_type, software, bytes } = row;
        let sql = "INSERT INTO sources VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![letter_id, media_type, software, bytes])
    }

    fn put_answer(&mut self, row: &AnswerRow) -> Stored<()> {
        let sql = "INSERT INTO answers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let AnswerRow { scope, key, digest, status, etag, body, at, kept } = row;
        self.run(sql, params![scope, key, digest, status, etag, body, at, kept])
    }

    fn forget_answers(&mut self, before: &str) -> Stored<()> {
        self.run("DELETE FROM answers WHERE kept = 0 AND at < ?1", [before])
    }

    fn next_number(&mut self, insurer_no: &str, date: &str) -> Stored<u32> {
        let sql = "INSERT INTO numbers VALUES (?1, ?2, 1)
            ON CONFLICT (insurer_no, date) DO UPDATE SET last = last + 1 RETURNING last";
        self.one(sql, [insurer_no, date], |row| row.get(0))?
            .ok_or_else(|| StoreError("no running number".into()))
    }

    fn append_event(&mut self, recipient: &str, event: &Event, at: &str) -> Stored<u64> {
        let sql = "INSERT INTO events SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM events
            WHERE recipient = ?1 RETURNING number";
        let next: Option<i64> = self.one(sql, [recipient, at, &Self::text(event)?], |row| row.get(0))?;
        let next = next.ok_or_else(|| StoreError("no event number".into()))?.unsigned_abs();
        self.events.push((recipient.to_owned(), next));
        Ok(next)
    }

    fn forget_events(&mut self, before: &str) -> Stored<()> {
        let sql = "DELETE FROM events WHERE at < ?1 AND number <
            (SELECT max(number) FROM events AS newer WHERE newer.recipient = events.recipient)";
        self.run(sql, [before])
    }

    fn append_audit(&mut self, row: &AuditRow) -> Stored<()> {
        let AuditRow { place, people, doc, hash, .. } = row;
        let sql = "INSERT INTO audit_log VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![number(row.number), place, doc, hash])?;
        for seen in people {
            let sql = "INSERT INTO audit_people VALUES (?1, ?2, ?3)";
            self.run(sql, params![seen.person_id, seen.insurer_no, number(row.number)])?;
        }
        Ok(())
    }

    fn append_checkpoint(&mut self, at: u64, checkpoint: &Checkpoint) -> Stored<()> {
        let sql = "INSERT INTO checkpoints VALUES (?1, ?2)";
        self.run(sql, params![number(at), Self::text(checkpoint)?])
    }

    fn put_delivery(&mut self, row: &DeliveryRow) -> Stored<()> {
        let sql = "INSERT OR REPLACE INTO deliveries VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let DeliveryRow { letter_id, version, insurer_no, delivered, tries, next_try } = row;
        self.run(sql, params![letter_id, version, insurer_no, delivered, tries, next_try])
    }

    fn put_phrase(&mut self, row: &PhraseRow) -> Stored<()> {
        let sql = "INSERT INTO phrases VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (id) DO UPDATE SET user_id = ?3, personal = ?4, doc = ?5";
        let personal = row.phrase.scope == Scope::Personal;
        self.run(sql, params![row.phrase.id, row.facility_id, row.user_id, personal, Self::text(row)?])
    }

    fn remove_phrase(&mut self, id: &str) -> Stored<()> {
        self.run("DELETE FROM phrases WHERE id = ?1", [id])
    }

    fn put_terminal(&mut self, row: &TerminalRow) -> Stored<()> {
        let sql = "INSERT INTO terminals VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET doc = ?4";
        self.run(sql, [&row.id, &recipient(&row.place), &row.fingerprint, &Self::text(row)?])?;
        self.run("UPDATE meta SET value = value + 1 WHERE name = 'terminals'", [])
    }

    fn put_enrolment_code(&mut self, row: &EnrolmentCodeRow) -> Stored<()> {
        let sql =
            "INSERT INTO enrolment_codes VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE SET doc = ?5";
        self.run(sql, [&row.id, &recipient(&row.place), &row.hash, &row.expires_at, &Self::text(row)?])
    }

    fn forget_enrolment_codes(&mut self, before: &str) -> Stored<()> {
        self.run("DELETE FROM enrolment_codes WHERE expires_at < ?1", [before])
    }

    fn clear(&mut self) -> Stored<()> {
        for table in [
            "insurers",
            "facilities",
            "users",
            "persons",
            "applications",
            "requests",
            "drafts",
            "operations",
            "letters",
            "sources",
            "answers",
            "numbers",
            "events",
            "deliveries",
            "phrases",
        ] {
            self.run(&format!("DELETE FROM {table}"), [])?;
        }
        self.clear_accounts()
    }
}
