use super::connection::Session;
use crate::act::{Place, recipient};
use crate::store::Stored;
use crate::store::accounts::{
    Accounts, AccountsTx, InvitationRow, PasskeyRow, ProgramRow, RecoveryRow, SessionRow,
};
use crate::store::rows::UserRow;

impl Accounts for Session<'_> {
    fn user_at(&self, place: &Place, id: &str) -> Stored<Option<UserRow>> {
        match place {
            Place::Facility(facility) => {
                self.doc("SELECT doc FROM users WHERE facility_id = ?1 AND id = ?2", [facility, id])
            }
            Place::Insurer(insurer_no) => {
                let sql = "SELECT doc FROM users WHERE facility_id IS NULL
                    AND json_extract(doc, '$.insurer_no') = ?1 AND id = ?2";
                self.doc(sql, [insurer_no, id])
            }
            Place::Operator => {
                let sql = "SELECT doc FROM users WHERE facility_id IS NULL
                    AND json_extract(doc, '$.insurer_no') IS NULL AND id = ?1";
                self.doc(sql, [id])
            }
        }
    }

    fn users_at(&self, place: &Place) -> Stored<Vec<UserRow>> {
        match place {
            Place::Facility(facility) => {
                self.docs("SELECT doc FROM users WHERE facility_id = ?1 ORDER BY id", [facility])
            }
            Place::Insurer(insurer_no) => {
                let sql = "SELECT doc FROM users WHERE facility_id IS NULL
                    AND json_extract(doc, '$.insurer_no') = ?1 ORDER BY id";
                self.docs(sql, [insurer_no])
            }
            Place::Operator => {
                let sql = "SELECT doc FROM users WHERE facility_id IS NULL
                    AND json_extract(doc, '$.insurer_no') IS NULL ORDER BY id";
                self.docs(sql, [])
            }
        }
    }

    fn passkeys(&self, user_id: &str) -> Stored<Vec<PasskeyRow>> {
        self.docs("SELECT doc FROM passkeys WHERE user_id = ?1 ORDER BY id", [user_id])
    }

    fn passkey_with(&self, credential_id: &str) -> Stored<Option<PasskeyRow>> {
        self.doc("SELECT doc FROM passkeys WHERE credential_id = ?1", [credential_id])
    }

    fn passkey(&self, id: &str) -> Stored<Option<PasskeyRow>> {
        self.doc("SELECT doc FROM passkeys WHERE id = ?1", [id])
    }

    fn session_with(&self, hash: &str) -> Stored<Option<SessionRow>> {
        self.doc("SELECT doc FROM sessions WHERE hash = ?1", [hash])
    }

    fn sessions(&self, user_id: &str) -> Stored<Vec<SessionRow>> {
        self.docs("SELECT doc FROM sessions WHERE user_id = ?1 ORDER BY id", [user_id])
    }

    fn invitation_with(&self, hash: &str) -> Stored<Option<InvitationRow>> {
        self.doc("SELECT doc FROM invitations WHERE hash = ?1", [hash])
    }

    fn invitation_of(&self, user_id: &str) -> Stored<Option<InvitationRow>> {
        self.doc("SELECT doc FROM invitations WHERE user_id = ?1", [user_id])
    }

    fn recovery(&self, id: &str) -> Stored<Option<RecoveryRow>> {
        self.doc("SELECT doc FROM recoveries WHERE id = ?1", [id])
    }

    fn recoveries(&self, place: Option<&Place>) -> Stored<Vec<RecoveryRow>> {
        match place {
            Some(place) => {
                self.docs("SELECT doc FROM recoveries WHERE place = ?1 ORDER BY id DESC", [recipient(place)])
            }
            None => self.docs("SELECT doc FROM recoveries ORDER BY id DESC", []),
        }
    }

    fn recoveries_of(&self, user_id: &str) -> Stored<Vec<RecoveryRow>> {
        self.docs("SELECT doc FROM recoveries WHERE user_id = ?1 ORDER BY id DESC", [user_id])
    }

    fn program_with(&self, hash: &str) -> Stored<Option<ProgramRow>> {
        self.doc("SELECT doc FROM programs WHERE hash = ?1", [hash])
    }

    fn program(&self, id: &str) -> Stored<Option<ProgramRow>> {
        self.doc("SELECT doc FROM programs WHERE id = ?1", [id])
    }

    fn programs(&self, facility_id: Option<&str>) -> Stored<Vec<ProgramRow>> {
        match facility_id {
            Some(id) => self.docs("SELECT doc FROM programs WHERE facility_id = ?1 ORDER BY id", [id]),
            None => self.docs("SELECT doc FROM programs ORDER BY id", []),
        }
    }
}

impl AccountsTx for Session<'_> {
    fn put_passkey(&mut self, row: &PasskeyRow) -> Stored<()> {
        let sql = "INSERT INTO passkeys VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET doc = ?4";
        self.run(sql, [&row.id, &row.user_id, &row.credential_id, &Self::text(row)?])
    }

    fn remove_passkey(&mut self, id: &str) -> Stored<()> {
        self.run("DELETE FROM passkeys WHERE id = ?1", [id])
    }

    fn put_session(&mut self, row: &SessionRow) -> Stored<()> {
        let sql =
            "INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (hash) DO UPDATE SET doc = ?5";
        self.run(sql, [&row.hash, &row.id, &row.user_id, &row.expires_at, &Self::text(row)?])
    }

    fn remove_session(&mut self, user_id: &str, id: &str) -> Stored<()> {
        self.run("DELETE FROM sessions WHERE user_id = ?1 AND id = ?2", [user_id, id])
    }

    fn forget_sessions(&mut self, now: &str) -> Stored<()> {
        self.run("DELETE FROM sessions WHERE expires_at < ?1", [now])
    }

    fn put_invitation(&mut self, row: &InvitationRow) -> Stored<()> {
        let sql = "INSERT OR REPLACE INTO invitations VALUES (?1, ?2, ?3)";
        self.run(sql, [&row.hash, &row.user_id, &Self::text(row)?])
    }

    fn remove_invitation(&mut self, user_id: &str) -> Stored<()> {
        self.run("DELETE FROM invitations WHERE user_id = ?1", [user_id])
    }

    fn put_recovery(&mut self, row: &RecoveryRow) -> Stored<()> {
        let sql = "INSERT INTO recoveries VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET doc = ?4";
        self.run(sql, [&row.id, &recipient(&row.place), &row.user_id, &Self::text(row)?])
    }

    fn put_program(&mut self, row: &ProgramRow) -> Stored<()> {
        let sql = "INSERT INTO programs VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET doc = ?4";
        self.run(sql, [&row.id, &row.facility_id, &row.hash, &Self::text(row)?])
    }

    fn clear_accounts(&mut self) -> Stored<()> {
        for table in ["passkeys", "sessions", "invitations", "recoveries", "programs"] {
            self.run(&format!("DELETE FROM {table}"), [])?;
        }
        Ok(())
    }
}
