//! Header names and fixed header values.

/// The operation id of a write: the same id with the same bytes gets the same answer, for ever.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The build of the app that asks, `schema-hash`; programs do not send it. See [`SCHEMA`].
pub const BUILD: &str = "ikensho-build";
/// The epoch of the server's numbers; a restore raises it.
pub const EPOCH: &str = "ikensho-epoch";

/// Items of a letter that the file it was asked for as cannot hold whole: their keys, with commas between.
pub const LOST: &str = "ikensho-lost";

/// The id of a fresh proof that an operation asks for.
pub const STEP_UP: &str = "ikensho-step-up";

/// The number of what this build of the app writes: letters, drafts, requests. It grows by one whenever an older server
/// would not understand the new writing, or a newer one reads an old member in another sense. The server keeps reading
/// this number and the two before it; `core/wire/tests/schemas` holds a letter of each.
pub const SCHEMA: u16 = 1;

/// How a build stands to this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// What it writes is understood.
    Understood,
    /// It is older than what is still understood, or from before builds were numbered.
    TooOld,
    /// It is newer than this server, which was taken back to an earlier version.
    TooNew,
}

/// How a build, as the header names it, stands to a server of this schema.
pub fn age_of(build: &str, schema: u16) -> Age {
    let number = build.split_once('-').and_then(|(number, _)| number.parse::<u16>().ok());
    match number {
        Some(number) if number > schema => Age::TooNew,
        Some(number) if number.saturating_add(2) >= schema => Age::Understood,
        _ => Age::TooOld,
    }
}

/// The content policy of every page: our own scripts, WASM, and exactly two Trusted Types policies. Pictures may be made in
/// the page (`blob:`): the printed letter is shown so.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
     worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types default ikensho-worker";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_schema_and_the_two_before_it_are_understood() {
        let ages = ["5-a1", "6-a1", "7-a1", "8-a1", "9-a1"].map(|build| age_of(build, 8));
        assert_eq!(ages, [Age::TooOld, Age::Understood, Age::Understood, Age::Understood, Age::TooNew]);
        let unnumbered = ["", "a1b2c3", "-a1", "x-a1", "99999999-a1", "8"].map(|build| age_of(build, 8));
        assert_eq!(unnumbered, [Age::TooOld; 6]);
        assert_eq!(age_of("1-a1", 1), Age::Understood);
    }
}
