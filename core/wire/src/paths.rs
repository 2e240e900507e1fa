//! Paths under `/api/v1`.

/// The prefix of every path of this version.
pub const V1: &str = "/api/v1";
/// Who is asking, and the server's clock: GET.
pub const ME: &str = "/api/v1/me";
/// Insurers and what they take: GET.
pub const INSURERS: &str = "/api/v1/insurers";
/// Clinics an insurer can ask: GET.
pub const FACILITIES: &str = "/api/v1/facilities";
/// Requests (依頼): GET the caller's, POST from the insurer (JSON, a list, or CSV).
pub const REQUESTS: &str = "/api/v1/requests";
/// A request that came on paper, typed in at the clinic: POST.
pub const PAPER_REQUESTS: &str = "/api/v1/requests/paper";
/// Drafts shared between a facility's devices: GET, POST.
pub const DRAFTS: &str = "/api/v1/drafts";
/// Letters: GET the caller's, POST a finished one.
pub const LETTERS: &str = "/api/v1/letters";
/// Phrases (定型文): GET; PUT of one adds or changes it.
pub const PHRASES: &str = "/api/v1/phrases";
/// Letters that left a device on paper or as a PDF, for the audit log: POST.
pub const PRINTS: &str = "/api/v1/prints";
/// Server-Sent Events with resume: GET.
pub const EVENTS: &str = "/api/v1/events";
/// The public key that signs receipts: GET.
pub const RECEIPT_KEY: &str = "/api/v1/receipts/key";
/// What the connection is, and why it is no terminal's (接続確認): GET, for everybody.
pub const CONNECTION: &str = "/api/v1/connection";
/// The terminals of the caller's organisation: GET.
pub const TERMINALS: &str = "/api/v1/terminals";
/// One-time codes for new terminals: GET, POST.
pub const ENROLMENT_CODES: &str = "/api/v1/terminals/codes";
/// Turns a one-time code into a certificate: POST, for everybody.
pub const ENROL: &str = "/api/v1/terminals/enrol";
/// A new certificate for the terminal that asks: POST.
pub const RENEW: &str = "/api/v1/terminals/renew";
/// Puts the demonstration back to its beginning: POST, from the start page.
pub const DEMO_RESET: &str = "/api/v1/demo/reset";
/// Who did or saw what in the caller's place: GET; an operator reads all of it, or a place's with `?place=`.
pub const AUDIT: &str = "/api/v1/audit";
/// The contract: GET.
pub const OPENAPI: &str = "/api/v1/openapi.json";

/// Begins a sign-in, without a user name: POST.
pub const SIGN_IN_BEGIN: &str = "/api/v1/sign-in/begin";
/// Signs in: POST. The answer sets the session's cookie.
pub const SIGN_IN: &str = "/api/v1/sign-in";
/// Says whose an invitation code is and begins the first passkey: POST.
pub const INVITATION_BEGIN: &str = "/api/v1/invitations/begin";
/// Makes the first passkey and signs in: POST. The answer sets the session's cookie.
pub const INVITATIONS: &str = "/api/v1/invitations";
/// Begins a fresh proof for one operation: POST.
pub const STEP_UP_BEGIN: &str = "/api/v1/step-ups/begin";
/// A fresh proof: POST.
pub const STEP_UPS: &str = "/api/v1/step-ups";
/// The caller's sessions: GET.
pub const SESSIONS: &str = "/api/v1/sessions";
/// The caller's own session; DELETE signs out.
pub const SESSION_CURRENT: &str = "/api/v1/sessions/current";
/// The caller's passkeys: GET (an administrator reads another's with `?user=`); POST makes one.
pub const PASSKEYS: &str = "/api/v1/passkeys";
/// Begins another passkey: POST.
pub const PASSKEY_BEGIN: &str = "/api/v1/passkeys/begin";
/// Accounts of a place: GET (the operator names it with `?place=`), POST.
pub const USERS: &str = "/api/v1/users";
/// Recoveries of a place: GET (the operator names it with `?place=`), POST.
pub const RECOVERIES: &str = "/api/v1/recoveries";
/// The recovery key of the own facility: GET, PUT.
pub const RECOVERY_KEY: &str = "/api/v1/recovery-key";
/// Programs of a facility: GET (the operator names it with `?place=`), POST.
pub const PROGRAMS: &str = "/api/v1/programs";

/// One session: DELETE ends it.
pub fn session(id: &str) -> String {
    [SESSIONS, "/", id].concat()
}
/// One passkey: PATCH renames it, DELETE removes it.
pub fn passkey(id: &str) -> String {
    [PASSKEYS, "/", id].concat()
}
/// One account: PATCH with `If-Match`.
pub fn user(id: &str) -> String {
    [USERS, "/", id].concat()
}
/// A new invitation code for somebody without a passkey: POST.
pub fn invitation(user: &str) -> String {
    [USERS, "/", user, "/invitation"].concat()
}
/// The second one agrees to a recovery: POST.
pub fn approve_recovery(id: &str) -> String {
    [RECOVERIES, "/", id, "/approve"].concat()
}
/// A recovery is called off: POST.
pub fn cancel_recovery(id: &str) -> String {
    [RECOVERIES, "/", id, "/cancel"].concat()
}
/// One program: DELETE takes its token away.
pub fn program(id: &str) -> String {
    [PROGRAMS, "/", id].concat()
}
/// One request.
pub fn request(id: &str) -> String {
    [REQUESTS, "/", id].concat()
}
/// The newest earlier letter of the request's person that this facility wrote.
pub fn previous(request: &str) -> String {
    [REQUESTS, "/", request, "/previous"].concat()
}
/// Withdraw a request: POST.
pub fn withdraw(request: &str) -> String {
    [REQUESTS, "/", request, "/withdraw"].concat()
}
/// The letter went on paper (紙で送付): POST.
pub fn sent_on_paper(request: &str) -> String {
    [REQUESTS, "/", request, "/sent-on-paper"].concat()
}
/// Who looked at a person: GET. The id is the person's, or that of a request or a letter about the person.
pub fn looks(id: &str) -> String {
    ["/api/v1/people/", id, "/looks"].concat()
}
/// One draft: GET, PATCH.
pub fn draft(id: &str) -> String {
    [DRAFTS, "/", id].concat()
}
/// One phrase: DELETE.
pub fn phrase(id: &str) -> String {
    [PHRASES, "/", id].concat()
}
/// One letter.
pub fn letter(id: &str) -> String {
    [LETTERS, "/", id].concat()
}
/// The insurer takes the letter: POST with `If-Match`.
pub fn accept(letter: &str) -> String {
    [LETTERS, "/", letter, "/accept"].concat()
}
/// The insurer returns the letter with a reason: POST with `If-Match`.
pub fn return_letter(letter: &str) -> String {
    [LETTERS, "/", letter, "/return"].concat()
}
/// Takes a terminal's certificate back: POST.
pub fn revoke(terminal: &str) -> String {
    [TERMINALS, "/", terminal, "/revoke"].concat()
}
