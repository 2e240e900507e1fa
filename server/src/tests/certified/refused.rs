use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, Issuer,
};
use rcgen::{KeyPair, KeyUsagePurpose, PublicKeyData, SanType};
use rustls::SignatureScheme;
use rustls::pki_types::CertificateDer;

use super::client::{Identity, connect};
use super::forge::{Rsa, altered, resigned};
use super::{Certified, clinic, now, params, time};
use crate::act::Place;
use crate::ca::Authority;
use crate::moment::Moment;
use crate::terminals::CA;

/// A certificate that is good but for one thing: what, how it is refused, and what is spoilt.
type Spoilt = (&'static str, &'static str, fn(&mut CertificateParams));

const SPOILT: [Spoilt; 20] = [
    ("ended yesterday", "terminal.expired", |p| p.not_after = time(now().days_ago(1))),
    ("ended a minute ago", "terminal.expired", |p| p.not_after = time(Moment(now().0 - 60_000))),
    ("ended ten years ago", "terminal.expired", |p| {
        (p.not_before, p.not_after) = (time(now().days_ago(4000)), time(now().days_ago(3653)));
    }),
    ("begins tomorrow", "terminal.not_yet_valid", |p| p.not_before = time(now().days_ago(-1))),
    ("begins in ten minutes", "terminal.not_yet_valid", |p| {
        p.not_before = time(Moment(now().0 + 600_000));
    }),
    ("is good for a server", "terminal.wrong_usage", |p| usage(p, &[ExtendedKeyUsagePurpose::ServerAuth])),
    ("is good for nothing said", "terminal.wrong_usage", |p| usage(p, &[])),
    ("is good for anything", "terminal.wrong_usage", |p| usage(p, &[ExtendedKeyUsagePurpose::Any])),
    ("is good for code", "terminal.wrong_usage", |p| usage(p, &[ExtendedKeyUsagePurpose::CodeSigning])),
    ("is good for mail", "terminal.wrong_usage", |p| usage(p, &[ExtendedKeyUsagePurpose::EmailProtection])),
    ("is good for stamps", "terminal.wrong_usage", |p| usage(p, &[ExtendedKeyUsagePurpose::TimeStamping])),
    ("may encipher alone", "terminal.wrong_usage", |p| p.key_usages = vec![KeyUsagePurpose::KeyEncipherment]),
    ("may agree alone", "terminal.wrong_usage", |p| p.key_usages = vec![KeyUsagePurpose::KeyAgreement]),
    ("may sign lists alone", "terminal.wrong_usage", |p| p.key_usages = vec![KeyUsagePurpose::CrlSign]),
    ("is an authority", "terminal.ca_certificate", |p| {
        p.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    }),
    ("names no place", "terminal.malformed", |p| p.subject_alt_names.clear()),
    ("names two places", "terminal.malformed", |p| {
        p.subject_alt_names.push(SanType::URI("ikensho:operator".try_into().unwrap()));
    }),
    ("names another facility", "terminal.wrong_facility", |p| {
        p.subject_alt_names = vec![SanType::URI("ikensho:facility:other".try_into().unwrap())];
    }),
    ("names the operator", "terminal.wrong_facility", |p| {
        p.subject_alt_names = vec![SanType::URI("ikensho:operator".try_into().unwrap())];
    }),
    ("has a rule nobody knows", "terminal.malformed", |p| {
        let mut rule = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 55555, 1], vec![5, 0]);
        rule.set_criticality(true);
        p.custom_extensions = vec![rule];
    }),
];

fn usage(params: &mut CertificateParams, usages: &[ExtendedKeyUsagePurpose]) {
    params.extended_key_usages = usages.to_vec();
}

#[tokio::test]
async fn a_good_certificate_comes_in_and_each_spoilt_one_is_told_why_not() {
    let server = Certified::new().await;
    let (good, row) = server.terminal().await;
    let (status, text) = server.get(&good, "/api/v1/requests").await;
    assert_eq!(status, 401, "a terminal is no person: {text}");
    let (_, text) = server.get(&good, wire::paths::CONNECTION).await;
    assert!(text.contains(&row.id) && text.contains("ひばり内科クリニック"), "{text}");
    let (issuer, _) = server.issuer(1);
    for (what, code, spoil) in SPOILT {
        let key = KeyPair::generate().unwrap();
        let mut params = params(&clinic());
        spoil(&mut params);
        let der = params.signed_by(&key, &issuer).unwrap().der().clone();
        server.register(&der, clinic()).await;
        let spoilt = Identity::of(vec![der], &key);
        assert_eq!(server.refusal(&spoilt).await, code, "{what}");
    }
}

#[tokio::test]
async fn who_shows_a_certificate_that_does_not_hold_is_in_the_log() {
    let server = Certified::new().await;
    let key = KeyPair::generate().unwrap();
    let der = params(&clinic()).signed_by(&key, &server.issuer(1).0).unwrap().der().clone();
    let unregistered = Identity::of(vec![der], &key);
    for (path, action) in [("/api/v1/letters", "letters.look"), ("/letters/1", "page.open")] {
        assert_eq!(server.get(&unregistered, path).await.0, 403);
        let told = server.last_event();
        assert_eq!((&*told.action, &*told.refused), (action, "terminal.unregistered"));
    }
    // Opening a page without any certificate is no attempt.
    let number = server.last_event().number;
    assert_eq!(server.get(&Identity::none(), "/").await.0, 403);
    assert_eq!(server.last_event().number, number);
}

#[tokio::test]
async fn who_is_not_our_authoritys_is_refused() {
    let server = Certified::new().await;
    let (issuer, ca) = server.issuer(1);
    let key = KeyPair::generate().unwrap();
    let refusal = async |chain: Vec<CertificateDer<'static>>| {
        server.register(&chain[0], clinic()).await;
        server.refusal(&Identity::of(chain, &key)).await
    };
    assert_eq!(server.refusal(&Identity::none()).await, "terminal.missing");
    let stranger = |name: &str, cn: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::OrganizationName, name);
        params.distinguished_name.push(DnType::CommonName, cn);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params
    };
    let other_key = || KeyPair::generate().unwrap();
    let other = stranger("Other", "Other CA");
    let others = params(&clinic()).signed_by(&key, &Issuer::from_params(&other, other_key())).unwrap();
    assert_eq!(refusal(vec![others.der().clone()]).await, "terminal.unknown_ca");
    let ours_by_name = stranger("Ikensho", "Ikensho Terminal CA G1");
    let forged = params(&clinic()).signed_by(&key, &Issuer::from_params(&ours_by_name, other_key())).unwrap();
    assert_eq!(refusal(vec![forged.der().clone()]).await, "terminal.tampered");
    let own = params(&clinic()).self_signed(&key).unwrap();
    assert_eq!(refusal(vec![own.der().clone()]).await, "terminal.unknown_ca");
    let own_ca = stranger("Other", "Other CA").self_signed(&key).unwrap();
    assert_eq!(refusal(vec![own_ca.der().clone()]).await, "terminal.ca_certificate");
    // The authority's own certificate, by somebody who stole its key.
    let stolen = Identity::of(vec![ca.clone()], issuer.key());
    assert_eq!(server.refusal(&stolen).await, "terminal.ca_certificate");
    // A terminal that plays authority, and a lesser authority under ours.
    let terminal_key = other_key();
    let terminal = params(&clinic());
    let terminal_der = terminal.signed_by(&terminal_key, &issuer).unwrap().der().clone();
    let below = params(&clinic()).signed_by(&key, &Issuer::from_params(&terminal, terminal_key)).unwrap();
    assert_eq!(refusal(vec![below.der().clone(), terminal_der]).await, "terminal.unknown_ca");
    let (lesser_key, lesser) = (other_key(), stranger("Ikensho", "Lesser"));
    let lesser_der = lesser.signed_by(&lesser_key, &issuer).unwrap().der().clone();
    let below = params(&clinic()).signed_by(&key, &Issuer::from_params(&lesser, lesser_key)).unwrap();
    assert_eq!(refusal(vec![below.der().clone(), lesser_der]).await, "terminal.unknown_ca");
    let unknown = params(&clinic()).signed_by(&key, &issuer).unwrap();
    let unknown = Identity::of(vec![unknown.der().clone()], &key);
    assert_eq!(server.refusal(&unknown).await, "terminal.unregistered");
    let gone = Place::Facility("gone".to_owned());
    let der = params(&gone).signed_by(&key, &issuer).unwrap().der().clone();
    server.register(&der, gone).await;
    assert_eq!(server.refusal(&Identity::of(vec![der], &key)).await, "terminal.unmapped");
}

#[tokio::test]
async fn weak_keys_and_broken_certificates_are_refused() {
    let server = Certified::new().await;
    let (issuer, _) = server.issuer(1);
    let key = KeyPair::generate().unwrap();
    let der = params(&clinic()).signed_by(&key, &issuer).unwrap().der().clone();
    for bits in [512, 1024, 1536, 2040, 16384] {
        let weak = params(&clinic()).signed_by(&Rsa::of(bits), &issuer).unwrap().der().clone();
        server.register(&weak, clinic()).await;
        let weak = Identity::without_key(vec![weak], SignatureScheme::RSA_PSS_SHA256);
        assert_eq!(server.refusal(&weak).await, "terminal.weak_key", "RSA {bits}");
    }
    let p256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    let curve = |last| [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, last];
    let sha256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    let sha224 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x01];
    let (version3, version1) = ([0xa0, 3, 2, 1, 2], [0xa0, 3, 2, 1, 0]);
    let place = super::place_uri(&clinic());
    let elsewhere = place.replace("8000", "8001");
    let long = [der.to_vec(), vec![5, 0]].concat();
    let cut = der[..der.len() - 10].to_vec();
    let mut flipped = der.to_vec();
    *flipped.last_mut().unwrap() ^= 1;
    let table: [(&str, &str, CertificateDer<'static>); 10] = [
        ("P-192", "terminal.weak_key", resigned(&der, &p256, &curve(1), issuer.key())),
        ("prime239v3", "terminal.weak_key", resigned(&der, &p256, &curve(6), issuer.key())),
        ("SHA-224", "terminal.weak_signature", resigned(&der, &sha256, &sha224, issuer.key())),
        ("version 1", "terminal.malformed", resigned(&der, &version3, &version1, issuer.key())),
        ("place altered", "terminal.tampered", altered(&der, place.as_bytes(), elsewhere.as_bytes())),
        ("name altered", "terminal.tampered", altered(&der, "診察室1".as_bytes(), "診察室2".as_bytes())),
        ("signature altered", "terminal.tampered", flipped.into()),
        ("bytes after it", "terminal.malformed", long.into()),
        ("cut off", "terminal.malformed", cut.into()),
        ("no certificate at all", "terminal.malformed", b"certificate".to_vec().into()),
    ];
    for (what, code, der) in table {
        server.register(&der, clinic()).await;
        // Where the key can prove nothing, no key is needed to be told so.
        let is_provable = code == "terminal.tampered";
        let scheme = SignatureScheme::ECDSA_NISTP256_SHA256;
        let identity = match is_provable {
            true => Identity::of(vec![der], &key),
            false => Identity::without_key(vec![der], scheme),
        };
        assert_eq!(server.refusal(&identity).await, code, "{what}");
    }
}

#[tokio::test]
async fn strong_keys_of_each_kind_come_in() {
    let server = Certified::new().await;
    let (issuer, _) = server.issuer(1);
    for algorithm in [&rcgen::PKCS_ECDSA_P256_SHA256, &rcgen::PKCS_ECDSA_P384_SHA384, &rcgen::PKCS_ED25519] {
        let key = KeyPair::generate_for(algorithm).unwrap();
        let der = params(&clinic()).signed_by(&key, &issuer).unwrap().der().clone();
        let row = server.register(&der, clinic()).await;
        let (_, text) = server.get(&Identity::of(vec![der], &key), wire::paths::CONNECTION).await;
        assert!(text.contains(&row.id), "{algorithm:?}: {text}");
    }
}

#[tokio::test]
async fn a_certificate_without_its_key_and_an_older_tls_do_not_even_shake_hands() {
    let server = Certified::new().await;
    let key = KeyPair::generate().unwrap();
    let der = params(&clinic()).signed_by(&key, &server.issuer(1).0).unwrap().der().clone();
    server.register(&der, clinic()).await;
    let thief = Identity::without_key(vec![der.clone()], SignatureScheme::ECDSA_NISTP256_SHA256);
    let asked = super::ask(&server, &thief, "GET", "/healthz", &serde_json::Value::Null).await;
    assert!(asked.unwrap_err().to_string().contains("DecryptError"));
    let other = Identity::of(vec![der.clone()], &KeyPair::generate().unwrap());
    let asked = super::ask(&server, &other, "GET", "/healthz", &serde_json::Value::Null).await;
    assert!(asked.unwrap_err().to_string().contains("DecryptError"));
    let old = connect(&server, &Identity::of(vec![der], &key), &[&rustls::version::TLS12]).await;
    assert!(old.unwrap_err().to_string().contains("ProtocolVersion"));
}

#[tokio::test]
async fn a_new_generation_keeps_the_old_ones_terminals_unless_it_is_distrusted() {
    let server = Certified::new().await;
    let (old, row) = server.terminal().await;
    let folder = server.dir.path().join(CA);
    assert_eq!(Authority::rotate(&folder, now(), false).unwrap(), 2);
    assert_eq!(Authority::load(&folder).unwrap().certificates().count(), 2);
    let (_, text) = server.get(&old, wire::paths::CONNECTION).await;
    assert!(text.contains(&row.id), "{text}");
    assert_eq!(Authority::rotate(&folder, now(), true).unwrap(), 3);
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while server.get(&old, "/api/v1/requests").await.0 != 403 {
        assert!(std::time::Instant::now() < deadline, "the old generation is still trusted");
        tokio::task::yield_now().await;
    }
    assert_eq!(server.refusal(&old).await, "terminal.unknown_ca");
    let key = KeyPair::generate().unwrap();
    let der = params(&clinic()).signed_by(&key, &server.issuer(3).0).unwrap().der().clone();
    let row = server.register(&der, clinic()).await;
    let (_, text) = server.get(&Identity::of(vec![der], &key), wire::paths::CONNECTION).await;
    assert!(text.contains(&row.id), "{text}");
    assert_eq!(key.der_bytes().len(), 65);
}
