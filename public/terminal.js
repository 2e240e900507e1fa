// What the connection is, and how a terminal gets its certificate. This page is all that is shown without one.

const at = (id) => document.getElementById(id);
const hour = 9 * 60 * 60 * 1000;

// An instant as its day in Japan: 令和9年11月26日.
function day(instant) {
  const date = new Date(Date.parse(instant) + hour);
  const year = date.getUTCFullYear() - 2018;
  return `令和${year}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

// A new operation id: UUIDv7.
function operationId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let n = 0; n < 6; n++) bytes[n] = Math.floor(now / 2 ** (8 * (5 - n))) % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function say(kind, title, text) {
  at("state").dataset.kind = kind;
  at("state-title").textContent = title;
  at("state-text").textContent = text;
}

async function look() {
  at("open").hidden = at("state-facts").hidden = true;
  at("enrolment").hidden = at("how").hidden = at("other").hidden = false;
  try {
    const answer = await fetch("/api/v1/connection", { cache: "no-store" });
    const { terminal, place, refusal } = await answer.json();
    if (!terminal) {
      say(refusal.code === "terminal.missing" ? "missing" : "refused", refusal.title, refusal.action);
      return;
    }
    const left = Math.ceil((Date.parse(terminal.not_after) - Date.now()) / 86_400_000);
    say("done", "この端末で使えます", left <= 90 ? `証明書の期限まであと${left}日です。管理者に更新を頼んでください。` : "証明書を確かめました。");
    at("fact-name").textContent = terminal.name;
    at("fact-place").textContent = place ?? "";
    at("fact-end").textContent = terminal.not_after ? day(terminal.not_after) : "なし（デモ）";
    at("open").hidden = at("state-facts").hidden = false;
    at("enrolment").hidden = at("how").hidden = at("other").hidden = true;
  } catch {
    say("refused", "サーバーにつながりません", "通信の状態を確かめて、「もう一度確かめる」を押してください。");
  }
}

function complain(sentence) {
  at("code-error").textContent = sentence;
  at("code-error").hidden = sentence === "";
  if (sentence === "") return at("code").removeAttribute("aria-invalid");
  at("code").setAttribute("aria-invalid", "true");
  at("code").focus();
}

async function enrol(event) {
  event.preventDefault();
  if (at("receive").getAttribute("aria-disabled") === "true") return;
  complain("");
  if (at("code").value.trim() === "") return complain("登録コードを入力してください。");
  at("receive").setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch("/api/v1/terminals/enrol", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": operationId() },
      body: JSON.stringify({ code: at("code").value }),
    });
    const body = await answer.json();
    if (!answer.ok) return complain([body.title, body.action].join(""));
    show(body);
  } catch {
    complain("サーバーにつながりません。通信の状態を確かめて、もう一度押してください。");
  } finally {
    at("receive").removeAttribute("aria-disabled");
  }
}

function show({ p12, passphrase }) {
  const bytes = Uint8Array.from(atob(p12), (c) => c.charCodeAt(0));
  const link = at("download");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/x-pkcs12" }));
  link.download = "ikensho-terminal.p12";
  at("passphrase").textContent = passphrase;
  at("enrol").hidden = at("intro").hidden = true;
  at("received").hidden = false;
  at("received").focus();
}

function device() {
  const agent = navigator.userAgent;
  if (/CrOS/.test(agent)) return "chromeos";
  if (/Android/.test(agent)) return "android";
  if (/iPad|iPhone/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1)) return "ipados";
  return "windows";
}

document.querySelector(`details[data-device="${device()}"]`).open = true;
at("again").addEventListener("click", look);
at("enrol").addEventListener("submit", enrol);
look();
