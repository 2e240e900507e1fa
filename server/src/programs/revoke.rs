use wire::tokens::ProgramView;

use super::view;
use crate::act::Act;
use crate::store::Stored;
use crate::store::accounts::ProgramRow;

/// Takes a program's token away. Taken away twice, it stays as it was.
pub(crate) fn revoke(act: &mut Act<'_>, row: ProgramRow) -> Stored<ProgramView> {
    let revoked_at = row.revoked_at.clone().or_else(|| Some(act.now.text()));
    let row = ProgramRow { revoked_at, ..row };
    act.tx.put_program(&row)?;
    act.audit("program.revoke", &row.id, Vec::new())?;
    Ok(view(&row))
}
