use letters::json::to_value;
use wire::drafts::{Conflict, DraftView, Side};

use super::content;
use crate::store::rows::DraftRow;
use crate::store::{Rows, Stored};

/// A draft as its clinic sees it. `held` are the ids of the answered batch.
pub(super) fn draft(rows: &dyn Rows, draft: &DraftRow, held: Vec<String>) -> Stored<DraftView> {
    let conflicts = draft.content.conflicts.iter().map(|conflict| {
        Ok(Conflict {
            field: conflict.field.clone(),
            before: conflict.before.clone(),
            standing: side(rows, &conflict.standing)?,
            others: conflict.others.iter().map(|other| side(rows, other)).collect::<Stored<_>>()?,
        })
    });
    Ok(DraftView {
        id: draft.id.clone(),
        request_id: draft.request_id.clone(),
        replaces: draft.replaces.clone(),
        version: draft.version,
        letter: to_value(&draft.content.letter()?),
        copied: draft.content.copied.clone(),
        confirmations: draft.content.confirmations.clone(),
        conflicts: conflicts.collect::<Stored<_>>()?,
        waiting: draft.content.waiting,
        finished: draft.finished,
        held,
        changed_at: draft.changed_at.clone(),
        changed_by: name(rows, &draft.changed_by)?,
    })
}

fn side(rows: &dyn Rows, side: &content::Side) -> Stored<Side> {
    Ok(Side {
        value: side.value.clone(),
        name: name(rows, &side.author)?,
        device: side.device.clone(),
        at: side.at.clone(),
    })
}

fn name(rows: &dyn Rows, user_id: &str) -> Stored<String> {
    Ok(rows.user(user_id)?.map(|user| user.name).unwrap_or_default())
}
