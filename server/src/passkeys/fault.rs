use webauthn_rs::prelude::WebauthnError;

/// Why a passkey's answer proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is no such ceremony, its time is over, it was finished before, or it began elsewhere.
    Ceremony,
    /// It is not what an authenticator answers.
    Malformed,
    /// It holds the PRF's output, which must not leave the terminal.
    Secret,
    /// It answers another challenge.
    Challenge,
    /// It was made for a page of another origin.
    Origin,
    /// It belongs to another name (RP id).
    Rp,
    /// Nobody touched the authenticator.
    NotPresent,
    /// The authenticator did not make sure who touched it.
    NotVerified,
    /// Nobody here has this passkey.
    Unknown,
    /// It is another person's.
    OtherPerson,
    /// The signature is not the passkey's.
    Signature,
    /// Its counter went back: there is a copy of it.
    Cloned,
    /// A copy of it was seen before.
    Blocked,
    /// It is registered already.
    Exists,
    /// It signs in a way that is not secure enough.
    Algorithm,
    /// It cannot be found without a user name.
    NotDiscoverable,
}

impl From<WebauthnError> for Fault {
    fn from(error: WebauthnError) -> Fault {
        use WebauthnError as E;
        match error {
            E::MismatchedChallenge | E::ChallengeNotFound => Fault::Challenge,
            E::InvalidRPOrigin | E::CredentialCrossOrigin => Fault::Origin,
            E::InvalidRPIDHash => Fault::Rp,
            E::UserNotPresent => Fault::NotPresent,
            E::UserNotVerified | E::InconsistentUserVerificationPolicy => Fault::NotVerified,
            E::CredentialNotFound | E::InvalidUserUniqueId => Fault::Unknown,
            E::CredentialPossibleCompromise => Fault::Cloned,
            E::AuthenticationFailure | E::SignatureInvalid => Fault::Signature,
            E::CredentialAlreadyExists | E::CredentialExcludedFromRequest => Fault::Exists,
            E::CredentialAlteredAlgFromRequest
            | E::CredentialInsecureCryptography
            | E::COSEKeyInvalidAlgorithm
            | E::COSEKeyEDUnsupported => Fault::Algorithm,
            // What is left speaks of answers that cannot be read.
            error => {
                tracing::info!(%error, "a passkey's answer was not understood");
                Fault::Malformed
            }
        }
    }
}
