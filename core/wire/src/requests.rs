//! Requests (主治医意見書作成依頼).

use serde::{Deserialize, Serialize};

/// A request as the insurer posts it: the field's own keys, see the Request JSON of the letter files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestPost {
    /// 保険者番号.
    pub insurer_no: String,
    /// 被保険者番号.
    pub insured_no: String,
    /// 申請日.
    pub apply_date: String,
    /// 作成依頼日.
    pub request_date: String,
    /// 提出期限.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_date: Option<String>,
    /// 依頼番号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_no: Option<String>,
    /// The person's `pt_…` keys.
    #[cfg_attr(feature = "contract", schema(value_type = Object))]
    pub person: serde_json::Map<String, serde_json::Value>,
    /// `clinic_…`, `office_no` and `dr_name`.
    #[cfg_attr(feature = "contract", schema(value_type = Object))]
    pub clinic: serde_json::Map<String, serde_json::Value>,
}

crate::fields!(RequestPost {
    insurer_no,
    insured_no,
    apply_date,
    request_date,
    due_date,
    request_no,
    person,
    clinic
});

/// How a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Posted by the insurer.
    Electronic,
    /// Came on paper and was typed in at the clinic; gives the right to write and send, never to look.
    Paper,
}

crate::words!(Origin { Electronic = "electronic", Paper = "paper" });

/// Where a request stands, as a list shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// 未着手.
    Open,
    /// 作成中.
    Drafting,
    /// 承認待ち: a clerk has filled it in.
    Waiting,
    /// 届いた: the insurer holds the letter.
    Sent,
    /// 受理済み.
    Accepted,
    /// 差し戻し.
    Returned,
    /// 紙で送付.
    SentOnPaper,
    /// 取り下げ: never blocks receipt of a letter.
    Withdrawn,
}

crate::words!(RequestState { Open = "open", Drafting = "drafting", Waiting = "waiting", Sent = "sent", Accepted = "accepted", Returned = "returned", SentOnPaper = "sent_on_paper", Withdrawn = "withdrawn" });

/// One request as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct RequestView {
    /// Stable id.
    pub id: String,
    /// How it came.
    pub origin: Origin,
    /// Where it stands.
    pub state: RequestState,
    /// The request itself.
    pub request: RequestPost,
    /// What the clinic had typed in from paper, when the electronic request that arrived later says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<RequestPost>,
    /// The day the letter was sent on paper (紙で送付).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_sent_on: Option<String>,
    /// 保険者名.
    pub insurer_name: String,
    /// The clinic asked.
    pub facility_id: String,
    /// The draft, once one exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft_id: Option<String>,
    /// The newest letter sent for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_id: Option<String>,
    /// The day of this person's previous letter here, for the list; the letter itself is asked apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_date: Option<String>,
    /// 差し戻しの理由 of the newest letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_text: Option<String>,
    /// When it came.
    pub arrived_at: String,
}

crate::fields!(RequestView {
    id,
    origin,
    state,
    request,
    typed,
    paper_sent_on,
    insurer_name,
    facility_id,
    draft_id,
    letter_id,
    previous_date,
    return_text,
    arrived_at
});

/// Marks a request as answered on paper (紙で送付).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SentOnPaperPost {
    /// The day the paper was sent.
    pub date: String,
}

crate::fields!(SentOnPaperPost { date });

/// Answer to a posted list or CSV: one line for each row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct RequestsPosted {
    /// Each row's outcome, in order.
    pub rows: Vec<RowPosted>,
}

crate::fields!(RequestsPosted { rows });

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct RowPosted {
    /// Row from 1.
    pub row: usize,
    /// The request, new or matched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether it was known by (保険者番号, 被保険者番号, 申請日) and only updated.
    pub matched: bool,
    /// Why it was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<crate::Problem>,
}

crate::fields!(RowPosted { row, id, matched, problem });
