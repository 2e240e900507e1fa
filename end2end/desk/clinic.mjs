// A clinic's side of the story, told to the server as a program would: the desk's tests need letters that arrive.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { openModule } from "../harness/page.mjs";

// 2026-10-14 in Japan, so many days from now.
export const day = (days = 0) => new Date(Date.now() + (9 + 24 * days) * 3_600_000).toISOString().slice(0, 10);

// What the server answers to one of the demonstration's people: ishi, ishi2, jimu or hokensha.
export async function call(server, person, method, path, body, headers = {}) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const write = method === "GET" ? {} : { "content-type": "application/json", "idempotency-key": uuid7() };
  const asked = request({
    host: "127.0.0.1",
    port: server.port,
    method,
    path: `/api/v1${path}`,
    headers: { host: `${person}.localhost:${server.port}`, ...write, ...headers },
  });
  asked.end(text);
  const answer = await new Promise((resolve, reject) => asked.once("response", resolve).once("error", reject));
  const chunks = [];
  for await (const chunk of answer) chunks.push(chunk);
  const json = JSON.parse(Buffer.concat(chunks).toString() || "null");
  assert.ok(answer.statusCode < 300, `${method} ${path}: ${answer.statusCode} ${JSON.stringify(json)}`);
  return json;
}

// The request of this insured person, as their clinic sees it.
export async function requestOf(server, name, person = "ishi") {
  const { items } = await call(server, person, "GET", "/requests");
  return items.find((item) => item.request.person.pt_name === name);
}

// Sends a letter that answers a request, written like the earlier letter about the same person. `change` alters its
// answers; `replaces` is the letter it takes the place of. Gives the new letter's id.
export async function sendLetter(server, asked, { change = {}, replaces, from = "ishi", like = asked.request.person.pt_name } = {}) {
  const { items } = await call(server, "ishi", "GET", "/letters");
  const earlier = items.filter((line) => line.pt_name === like).at(-1);
  const { letter } = await call(server, "ishi", "GET", `/letters/${earlier.id}`);
  const { user, facility } = await call(server, from, "GET", "/me");
  const { insurer_no, insured_no, apply_date, request_date, person } = asked.request;
  const answers = {
    ...letter.answers,
    ...person,
    insurer_no, insured_no, apply_date, request_date,
    entry_date: day(), last_exam_date: day(-1), issue_count: "2回目以上",
    dr_name: user.name, clinic_name: facility.name, office_no: facility.office_no,
    clinic_zip: facility.zip, clinic_addr: facility.addr, clinic_tel: facility.tel, clinic_fax: facility.fax,
    ...change,
  };
  delete answers.consent;
  const written = { form: "R8", answers };
  const id = uuid7();
  const posted = await call(server, from, "POST", "/letters", {
    id,
    replaces,
    letter: written,
    sha256: createHash("sha256").update(canonical(written)).digest("hex"),
    approved: { by: user.id, name: user.name, at: new Date().toISOString() },
    rules_version: "0.1.0",
    judged_on: day(),
    confirmations: [],
  });
  assert.equal(posted.outcome, "received", JSON.stringify(posted));
  return id;
}

// The desk as the officer opens it.
export async function openDesk(page, server, path = "/") {
  await openModule(page, server.origin("hokensha") + path);
}

// The row of this person in the queue.
export const row = (page, name) => page.locator(".queue__link").filter({ hasText: name });

// RFC 8785 for a value without numbers.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

function uuid7() {
  const time = Date.now().toString(16).padStart(12, "0");
  const random = randomBytes(10).toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
