use rcgen::{
    CertificateRevocationListParams, KeyIdMethod, RevocationReason, RevokedCertParams, SerialNumber,
};

use super::{Authority, CaError, time};
use crate::moment::Moment;

/// A list of revoked certificates is good for so many days.
const CRL_DAYS: i64 = 7;

/// A certificate that was taken back.
#[derive(Debug, Clone)]
pub(crate) struct Revoked {
    /// The serial number's bytes.
    pub(crate) serial: Vec<u8>,
    pub(crate) at: Moment,
}

impl Authority {
    /// The list of revoked certificates of every trusted generation, in PEM with the generation's number. Serial
    /// numbers are random: one of another generation in a list means nobody.
    pub(crate) fn crl(&self, revoked: &[Revoked], now: Moment) -> Result<Vec<(u32, String)>, CaError> {
        let number = u64::try_from(now.0.div_euclid(1000)).unwrap_or_default();
        let revoked_certs = revoked
            .iter()
            .map(|revoked| RevokedCertParams {
                serial_number: SerialNumber::from_slice(&revoked.serial),
                revocation_time: time(revoked.at),
                reason_code: Some(RevocationReason::Unspecified),
                invalidity_date: None,
            })
            .collect();
        let params = CertificateRevocationListParams {
            this_update: time(now),
            next_update: time(now.days_ago(-CRL_DAYS)),
            crl_number: SerialNumber::from(number),
            issuing_distribution_point: None,
            revoked_certs,
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let list = |generation: &super::Generation| {
            Ok((generation.number, params.signed_by(&generation.issuer)?.pem()?))
        };
        self.generations.iter().map(list).collect()
    }
}
