//! Header names and fixed header values.

/// The operation id of a write: the same id with the same bytes gets the same answer, for ever.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The build of the app that asks; `client.too_old` answers builds that are no longer understood.
pub const BUILD: &str = "ikensho-build";
/// The epoch of the server's numbers; a restore raises it.
pub const EPOCH: &str = "ikensho-epoch";

/// The id of a fresh proof that an operation asks for.
pub const STEP_UP: &str = "ikensho-step-up";

/// The content policy of every page: our own scripts, WASM, and exactly two Trusted Types policies. Pictures may be made in
/// the page (`blob:`): the printed letter is shown so.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
     worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types default ikensho-worker";
