use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{ADMIN, CLERK, DOCTOR, HOSPITAL_DOCTOR, clinic, person, place_of};
use crate::tests::TestApp;

const KEY: &str = "/api/v1/recovery-key";
/// The generator of P-256, and its double (SEC 2).
const POINT: &str = "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
const OTHER: &str = "047cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc4766997807775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1";

fn text(hex: &str) -> String {
    let digits = hex.as_bytes().chunks_exact(2);
    let bytes: Vec<u8> =
        digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect();
    URL_SAFE_NO_PAD.encode(bytes)
}

fn body(public: &str) -> Value {
    json!({ "public": public })
}

#[tokio::test]
async fn whoever_signs_in_is_told_the_facilitys_key_and_no_others() {
    let app = TestApp::new().await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (doctor, mut doctors) = person(&app, DOCTOR, "room").await;
    assert_eq!(doctor.get(KEY).await.ok(), json!({}), "none was made yet");
    let put = admin.proved(&mut admins, ("PUT", KEY), &body(&text(POINT)), &[]).await.ok();
    assert_eq!((&put["public"], &put["by"]), (&json!(text(POINT)), &json!("西野 真理")));
    assert_eq!(doctor.get(KEY).await.ok()["recovery_key"], put);
    let mut again = app.at("room", clinic()).await;
    let signed_in = again.sign_in(&mut doctors).await.ok();
    assert_eq!((&signed_in["recovery_key"], &signed_in["user"]["name"]), (&put, &json!("佐々木 健一")));
    // So is whoever comes by a code.
    let mut first = app.at("desk", clinic()).await;
    let code = app.invited(&super::id(CLERK)).await;
    let mut clerks = super::authenticator::Authenticator::new(CLERK.try_into().unwrap());
    assert_eq!(first.accept(&code, &mut clerks).await.ok()["recovery_key"], put);
    // Another facility has its own.
    let (hospital, mut theirs) = person(&app, HOSPITAL_DOCTOR, "hospital").await;
    assert_eq!(hospital.get(KEY).await.ok(), json!({}));
    let mut ward = app.at("ward", place_of(HOSPITAL_DOCTOR)).await;
    assert_eq!(ward.sign_in(&mut theirs).await.ok().get("recovery_key"), None);
    // A new one takes its place.
    let new = admin.proved(&mut admins, ("PUT", KEY), &body(&text(OTHER)), &[]).await.ok();
    assert_eq!(again.sign_in(&mut doctors).await.ok()["recovery_key"], new);
    let log = admin.get("/api/v1/audit").await.ok();
    let puts = log["items"].as_array().unwrap().iter().filter(|row| row["action"] == "recovery_key.put");
    assert_eq!(puts.count(), 2);
}

#[tokio::test]
async fn a_key_is_put_by_an_administrator_who_is_there_and_is_a_point_of_the_curve() {
    let app = TestApp::new().await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (doctor, mut doctors) = person(&app, DOCTOR, "room").await;
    admin.write("PUT", KEY, &body(&text(POINT))).await.problem(403, "proof.missing");
    doctor.proved(&mut doctors, ("PUT", KEY), &body(&text(POINT)), &[]).await.problem(403, "access.role");
    let beside = POINT.replace("51f5", "51f4");
    let compressed = ["02", POINT.get(2..66).unwrap()].concat();
    let long = [POINT, "00"].concat();
    for wrong in
        [&beside, &compressed, &long, POINT.get(..64).unwrap(), "", &format!("04{}", "0".repeat(128))]
    {
        let refused = admin.proved(&mut admins, ("PUT", KEY), &body(&text(wrong)), &[]).await;
        refused.problem(422, "recovery_key.invalid");
    }
    for wrong in ["+++", "あ", &format!("{}=", text(POINT))] {
        let refused = admin.proved(&mut admins, ("PUT", KEY), &body(wrong), &[]).await;
        refused.problem(422, "recovery_key.invalid");
    }
    assert_eq!(doctor.get(KEY).await.ok(), json!({}));
}
