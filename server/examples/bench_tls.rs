//! How many full mutual handshakes the certified listener does, against the limit of OpenSSL's own client:
//! `{name, value, unit}` lines. Client and server share this machine.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on ends, and says why"
)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const ROUNDS: usize = 3;
const SECONDS: &str = "5";
const SHORT: &str = "IKENSHO_BENCH_SHORT";

/// A child that ends with the measurement.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data");
    let admin = |words: &[&str]| {
        let done = Command::new(program()).arg("admin").args(words).arg("--data").arg(&data).output();
        let done = done.expect("ikensho admin");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    admin(&["ca", "create"]);
    admin(&["facility", "add", "--office-no", "9910123455", "--name", "架空診療所"]);
    let p12 = dir.path().join("terminal.p12").display().to_string();
    let said = admin(&["terminal", "issue", "--facility", "9910123455", "--name", "計測", "--out", &p12]);
    let passphrase = said.lines().find_map(|line| line.strip_prefix("パスワード ")).expect("a passphrase");
    let (certificate, key) = (dir.path().join("cert.pem"), dir.path().join("key.pem"));
    let from = ["pkcs12", "-in", &p12, "-passin", &format!("pass:{passphrase}"), "-nodes"].map(str::to_owned);
    openssl(&from, &["-nokeys", "-clcerts", "-out"], &certificate);
    openssl(&from, &["-nocerts", "-out"], &key);
    let (ours, port) = serve(&data);
    let (theirs, other) = s_server(dir.path());
    let (mut our_rates, mut their_rates) = (Vec::new(), Vec::new());
    let is_short = std::env::var_os(SHORT).is_some();
    let (rounds, seconds) = if is_short { (1, "1") } else { (ROUNDS, SECONDS) };
    for _ in 0..rounds {
        our_rates.push(handshakes(port, seconds, &certificate, &key));
        their_rates.push(handshakes(other, seconds, &certificate, &key));
    }
    drop((ours, theirs));
    let line = |name: &str, value: f64, unit: &str| {
        println!("{}", serde_json::json!({ "name": name, "value": value, "unit": unit }));
    };
    let (own, limit) = (median(our_rates.clone()), median(their_rates.clone()));
    line("full mTLS handshakes, openssl s_time against ikensho serve", own, "handshakes/s");
    line("full mTLS handshakes, openssl s_time against openssl s_server", limit, "handshakes/s");
    let ratios = our_rates.iter().zip(&their_rates).map(|(own, limit)| own / limit).collect();
    line("full mTLS handshakes, ikensho to openssl, in one run", median(ratios), "ratio");
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The program, built as this example is.
fn program() -> PathBuf {
    let own = std::env::current_exe().expect("this program's path");
    own.parent().and_then(Path::parent).expect("the folder of programs").join("ikensho")
}

fn openssl(from: &[String], words: &[&str], out: &Path) {
    let done = Command::new("openssl").args(from).args(words).arg(out).output().expect("openssl");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn serve(data: &Path) -> (Running, u16) {
    let words = ["serve", "--name", "localhost", "--listen", "127.0.0.1:0", "--data"];
    let mut child = Command::new(program());
    child.args(words).arg(data).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = child.spawn().expect("ikensho serve");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let ready = lines.map_while(Result::ok).find(|line| line.starts_with("ready "));
    let port = ready.and_then(|line| line.rsplit(':').next()?.parse().ok()).expect("its port");
    (Running(child), port)
}

/// OpenSSL's server with a certificate of the same kind, which asks for the client's, too.
fn s_server(dir: &Path) -> (Running, u16) {
    let (key, certificate) = (dir.join("s.key"), dir.join("s.pem"));
    let words = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=localhost",
    ];
    let done =
        Command::new("openssl").args(words).arg("-keyout").arg(&key).arg("-out").arg(&certificate).output();
    assert!(done.expect("openssl req").status.success());
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let child = Command::new("openssl")
        .args(["s_server", "-tls1_3", "-www", "-quiet", "-Verify", "1", "-accept", &port.to_string()])
        .arg("-key")
        .arg(&key)
        .arg("-cert")
        .arg(&certificate)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let running = Running(child.expect("openssl s_server"));
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::yield_now();
    }
    (running, port)
}

/// New connections a second of wall-clock time, each with a full handshake and one request: the listener takes those that
/// come to nothing for an attack.
fn handshakes(port: u16, seconds: &str, certificate: &Path, key: &Path) -> f64 {
    let done = Command::new("openssl")
        .args(["s_time", "-new", "-tls1_3", "-www", "/", "-time", seconds])
        .args(["-connect", &format!("127.0.0.1:{port}")])
        .arg("-cert")
        .arg(certificate)
        .arg("-key")
        .arg(key)
        .output()
        .expect("openssl s_time");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    // "1234 connections in 6 real seconds, 0 bytes read per connection"
    let line = said.lines().find(|line| line.contains("real seconds")).expect("what s_time measured");
    let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    numbers[0] / numbers[1]
}
