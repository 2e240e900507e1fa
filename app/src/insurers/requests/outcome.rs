use wire::requests::RowPosted;

use crate::local::Trouble;

/// What became of one posted request: the sentence when it was taken, or why it was not.
pub(super) fn of(row: &RowPosted) -> Result<&'static str, Trouble> {
    match &row.problem {
        Some(problem) => Err(problem.clone().into()),
        None if row.matched => Ok("前に送った同じ申請の依頼を、この内容に新しくしました。"),
        None => Ok("依頼を送りました。医療機関の一覧にすぐに表示されます。"),
    }
}
