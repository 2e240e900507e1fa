/// Why a connection is not a terminal's. Each has one code and one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No certificate was shown.
    Missing,
    /// Its time is over.
    Expired,
    /// Its time has not begun.
    NotYetValid,
    /// The operator, the clinic's administrator or its authority took it back.
    Revoked,
    /// Nobody we know issued it.
    UnknownCa,
    /// It is of the medical オンライン請求 authority.
    MedicalCa,
    /// It is an authority's own.
    CaCertificate,
    /// It was not issued to identify a client.
    WrongUsage,
    /// Its key is too weak, or of a kind we do not take.
    WeakKey,
    /// It was signed with an algorithm we do not take.
    WeakSignature,
    /// Its signature is not its issuer's.
    Tampered,
    /// It cannot be read, or breaks the profile.
    Malformed,
    /// Our authority issued it, and we do not know it.
    Unregistered,
    /// It names another organisation than the one it is registered for.
    WrongPlace,
    /// It names no organisation we know.
    Unmapped,
    /// The authority that issued it is not accepted today.
    NotInForce,
    /// The store cannot say now.
    Unavailable,
}
