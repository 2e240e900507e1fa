use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DistinguishedName, DnType,
};
use rcgen::{IsCa, Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber};
use serde_json::{Value, json};

use super::client::Identity;
use super::{Certified, now, params, time};
use crate::act::Place;

/// An authority of the operator's list, fictional as everything here.
struct Foreign {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Foreign {
    fn new(name: &str) -> Foreign {
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::OrganizationName, name);
        params.distinguished_name.push(DnType::CommonName, format!("{name} CA"));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Foreign { issuer: Issuer::new(params, key), pem }
    }

    fn crl(&self, serial: u64) -> String {
        let list = CertificateRevocationListParams {
            this_update: time(now().days_ago(1)),
            next_update: time(now().days_ago(-1)),
            crl_number: SerialNumber::from(1_u64),
            issuing_distribution_point: None,
            revoked_certs: vec![RevokedCertParams {
                serial_number: SerialNumber::from(serial),
                revocation_time: time(now().days_ago(1)),
                reason_code: None,
                invalidity_date: None,
            }],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        list.signed_by(&self.issuer).unwrap().pem().unwrap()
    }

    /// A terminal's certificate with this common name.
    fn identity(&self, cn: &str, serial: u64) -> Identity {
        let mut params = params(&Place::Operator);
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, cn);
        params.subject_alt_names.clear();
        params.serial_number = Some(SerialNumber::from(serial));
        let key = KeyPair::generate().unwrap();
        let der = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Identity::of(vec![der], &key)
    }
}

/// What the operator puts into the data folder.
fn list(data: &Path, files: &[(&str, &str)], list: &Value) {
    let folder = data.join("authorities");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    std::fs::write(data.join("authorities.json"), list.to_string()).unwrap();
}

fn accepted(file: &str, from: &str, until: Option<&str>) -> Value {
    json!({
        "name": "介護保険証明書", "certificates": [file], "crls": [format!("{file}.crl")], "from": from, "until": until,
        "office_no": { "attribute": "CN", "before": "KJ" }, "source": "架空"
    })
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_mapped_by_the_operators_rule() {
    let (care, past, future, medical) =
        (Foreign::new("Care"), Foreign::new("Past"), Foreign::new("Future"), Foreign::new("Medical"));
    let (named, by_words) = (Foreign::new("Named"), Foreign::new("Seikyu Medical Claims"));
    let server = Certified::with(|data| {
        let authorities = [("care", &care), ("past", &past), ("future", &future)];
        let crls: Vec<(String, String)> =
            authorities.iter().map(|(name, foreign)| (format!("{name}.crl"), foreign.crl(66))).collect();
        let mut files: Vec<(&str, &str)> =
            authorities.iter().map(|(name, foreign)| (*name, foreign.pem.as_str())).collect();
        files.extend(crls.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        files.push(("medical", &medical.pem));
        let entries = json!({
            "accepted": [
                accepted("care", "2026-04-01", None),
                accepted("past", "2020-04-01", Some("2026-10-13")),
                accepted("future", "2026-10-15", None),
            ],
            "medical": [{ "certificates": ["medical"], "issuer_names": ["Seikyu Medical"], "source": "架空" }]
        });
        list(data, &files, &entries);
    })
    .await;
    let good = care.identity("KJ9910123455", 1);
    for _ in 0..2 {
        let (_, text) = server.get(&good, wire::paths::CONNECTION).await;
        let view: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (&view["place"], &view["terminal"]["kind"]),
            (&json!("ひばり内科クリニック"), &json!("external"))
        );
    }
    let table = [
        ("no prefix", care.identity("9910123455", 2), "terminal.unmapped"),
        ("nine digits", care.identity("KJ991012345", 3), "terminal.unmapped"),
        ("no such facility", care.identity("KJ9999999999", 4), "terminal.unmapped"),
        ("revoked by its authority", care.identity("KJ9910123455", 66), "terminal.revoked"),
        ("until yesterday", past.identity("KJ9910123455", 5), "terminal.not_in_force"),
        ("from tomorrow", future.identity("KJ9910123455", 6), "terminal.not_in_force"),
        ("medical by certificate", medical.identity("KJ9910123455", 7), "terminal.medical_ca"),
        ("medical by name", by_words.identity("KJ9910123455", 8), "terminal.medical_ca"),
        ("not in the list", named.identity("KJ9910123455", 9), "terminal.unknown_ca"),
    ];
    for (what, identity, code) in table {
        assert_eq!(server.refusal(&identity).await, code, "{what}");
    }
    // The facility's number goes to another facility: the certificate is not its terminal's.
    let mut rows = Vec::new();
    server.store.look(&mut |look| rows = look.terminals(None).unwrap()).unwrap();
    assert_eq!(rows.len(), 1, "a certificate is kept from its first sight on, once");
    let mut row = rows.remove(0);
    row.place = Place::Facility("other".to_owned());
    server.put(row).await;
    assert_eq!(server.refusal(&good).await, "terminal.wrong_facility");
}

#[tokio::test]
async fn a_list_that_breaks_its_form_does_not_open_the_listener() {
    for (text, why) in [
        ("{", "EOF"),
        (r#"{"accepted": [], "medical": [], "more": 1}"#, "unknown field"),
        (r#"{"accepted": [], "medical": [{"issuer_names": ["x"]}]}"#, "source"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        crate::ca::Authority::create(&dir.path().join("ca"), now()).unwrap();
        std::fs::write(dir.path().join("authorities.json"), text).unwrap();
        let error = crate::terminals::Trust::load(dir.path()).err().unwrap().to_string();
        assert!(error.contains("authorities.json") && error.contains(why), "{error}");
    }
}
