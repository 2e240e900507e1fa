use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};

use super::client::{Identity, ask};
use super::{Certified, clinic, now};
use crate::moment::Moment;
use crate::store::{self, StoreError};
use crate::terminals::{self, Code, Doer, NewCode};

/// A code for a terminal of the first facility, made so many minutes ago and good for an hour.
async fn code(server: &Certified, minutes_ago: i64) -> Code {
    let code = Code::generate().unwrap();
    let theirs = Code::read(&code.text()).unwrap();
    let made = store::write(&*server.store, move |tx| {
        let id = uuid::Uuid::now_v7().to_string();
        let new = NewCode {
            id,
            place: clinic(),
            name: "診察室2",
            code: &theirs,
            by: &Doer::operator(),
            minutes: 60,
        };
        terminals::make_code(tx, Moment(now().0 - minutes_ago * 60_000), new)
    });
    made.await.unwrap_or_else(|error: StoreError| panic!("{error}"));
    code
}

async fn enrol(server: &Certified, body: Value) -> (u16, Value) {
    let asked = ask(server, &Identity::none(), "POST", wire::paths::ENROL, &body).await;
    let (status, text) = asked.unwrap_or_else(|error| panic!("{error}"));
    (status, serde_json::from_str(&text).unwrap())
}

#[tokio::test]
async fn a_code_gives_one_certificate_as_a_file_to_import() {
    let server = Certified::new().await;
    let code = code(&server, 0).await;
    let (status, enrolled) = enrol(&server, json!({ "code": code.text().to_lowercase() })).await;
    assert_eq!(status, 200, "{enrolled}");
    let file = STANDARD.decode(enrolled["p12"].as_str().unwrap()).unwrap();
    let passphrase = enrolled["passphrase"].as_str().unwrap();
    assert!(KeyStore::from_pkcs12(&file, "wrong", Pkcs12ImportPolicy::Strict).is_err());
    let store = KeyStore::from_pkcs12(&file, passphrase, Pkcs12ImportPolicy::Strict).unwrap();
    let (_, chain) = store.private_key_chain().unwrap();
    let certificates: Vec<CertificateDer<'static>> =
        chain.certs().iter().map(|certificate| certificate.as_der().to_vec().into()).collect();
    assert_eq!(certificates.len(), 2, "its own and its authority's");
    let key = KeyPair::try_from(chain.key().as_der()).unwrap();
    let (_, text) = server.get(&Identity::of(certificates, &key), wire::paths::CONNECTION).await;
    let view: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&view["terminal"]["name"], &view["place"]),
        (&json!("診察室2"), &json!("ひばり内科クリニック"))
    );
    assert_eq!(view["terminal"]["id"], enrolled["terminal"]["id"]);
    let (status, again) = enrol(&server, json!({ "code": code.text() })).await;
    assert_eq!((status, &again["code"]), (409, &json!("enrolment.code_used")));
}

#[tokio::test]
async fn a_terminal_with_a_key_of_its_own_asks_again_when_the_answer_was_lost() {
    let server = Certified::new().await;
    let code = code(&server, 0).await;
    let key = KeyPair::generate().unwrap();
    let csr = |key: &KeyPair| CertificateParams::default().serialize_request(key).unwrap().pem().unwrap();
    let (status, first) = enrol(&server, json!({ "code": code.text(), "csr": csr(&key) })).await;
    assert_eq!((status, first.get("p12"), first.get("passphrase")), (200, None, None), "{first}");
    let (_, again) = enrol(&server, json!({ "code": code.text(), "csr": csr(&key) })).await;
    assert_eq!(again, first);
    let other = KeyPair::generate().unwrap();
    let (status, _) = enrol(&server, json!({ "code": code.text(), "csr": csr(&other) })).await;
    assert_eq!(status, 409, "a code is one terminal's");
    let pem = first["certificate"].as_str().unwrap();
    let chain = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<Vec<_>, _>>().unwrap();
    let (_, text) = server.get(&Identity::of(chain, &key), wire::paths::CONNECTION).await;
    assert!(text.contains(first["terminal"]["id"].as_str().unwrap()), "{text}");
}

#[tokio::test]
async fn wrong_codes_give_nothing_and_make_one_wait() {
    let server = Certified::new().await;
    let (late, good) = (code(&server, 60).await, code(&server, 59).await);
    let csr = json!({ "code": good.text(), "csr": "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n" });
    let table = [
        (json!({ "code": late.text() }), 422, "enrolment.code_unknown"),
        (json!({ "code": "0000-0000-0000" }), 422, "enrolment.code_unknown"),
        (json!({ "code": "" }), 422, "enrolment.code_unknown"),
        (csr, 422, "enrolment.csr"),
        (json!({ "code": good.text(), "more": 1 }), 422, "body.invalid"),
        (json!({ "code": "0000-0000-0001" }), 422, "enrolment.code_unknown"),
        (json!({ "code": good.text() }), 429, "enrolment.wait"),
    ];
    for (body, status, code) in table {
        let (seen, problem) = enrol(&server, body).await;
        assert_eq!((seen, problem["code"].as_str().unwrap()), (status, code), "{problem}");
    }
}
