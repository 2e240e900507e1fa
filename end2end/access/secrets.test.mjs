// What opens a vault or a session is in nobody's hands but its owner's: every key that comes into the page is listened for,
// and then looked for in the browser's profile, in what went over the network, and in all that the server keeps and says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { temporaryFolder } from "../harness/folder.mjs";
import { findIn, findInFolder } from "../harness/profile.mjs";
import { beginning, saved, text } from "../journeys/letter.mjs";
import { authenticator, inside, lock, openTablet, unlock } from "./tablet.mjs";

const WORDS = "いろはに-toride-川と山-59";
const CONTROL = "planted-without-cipher-5519";

// Tells the test of each PRF output, and of each raw key that is given to the browser or taken from it.
function listen() {
  if (!window.isSecureContext) return;
  const tell = (name, bytes) => {
    const view = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
    if (view.length >= 16) window.tellSecret(name, Array.from(view));
  };
  const listened = (object, name, each) => {
    const real = object[name];
    object[name] = async function (...words) {
      const result = await real.apply(this, words);
      each(words, result);
      return result;
    };
  };
  for (const name of ["create", "get"]) {
    listened(CredentialsContainer.prototype, name, (_, credential) => {
      const output = credential?.getClientExtensionResults?.().prf?.results?.first;
      if (output) tell("PRF output", output);
    });
  }
  listened(SubtleCrypto.prototype, "importKey", ([format, bytes], key) => {
    if (format !== "jwk" && key.type !== "public") tell(`key (${format})`, bytes);
  });
  listened(SubtleCrypto.prototype, "exportKey", ([format, key], bytes) => {
    if (format !== "jwk" && key.type !== "public") tell(`key taken out (${format})`, bytes);
  });
  listened(SubtleCrypto.prototype, "deriveBits", (_, bits) => tell("derived bits", bits));
}

// The first sign-in by a code, which is a secret until it is used.
async function signIn(page, address, server, name) {
  const { items } = await call(server, "kanri", "GET", "/users");
  const { code } = await call(server, "kanri", "POST", `/users/${items.find((account) => account.name === name).id}/invitation`);
  await page.goto(`${address}/`);
  await page.getByRole("button", { name: /招待コードがある方/ }).click();
  await page.getByRole("textbox", { name: "招待コード" }).fill(code);
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByRole("button", { name: "パスキーを作る" }).click();
  return code;
}

test("no key, passphrase, code or cookie is kept by the browser, sent, or known to the server", async (t) => {
  const profile = await temporaryFolder(t, "ikensho-profile");
  const { server, address, chromium, page } = await openTablet(t, { profile });
  const secrets = new Map();
  // By what it was first: a PRF output is then given to the browser as a key.
  await page.exposeBinding("tellSecret", (_, name, bytes) => {
    const secret = Buffer.from(bytes);
    if (!secrets.has(secret.toString("hex"))) secrets.set(secret.toString("hex"), [name, secret]);
  });
  await page.addInitScript(listen);
  const sent = [];
  page.on("request", (request) => sent.push([request.url(), request.postDataBuffer() ?? Buffer.alloc(0)]));
  const codes = [];
  const cookies = [];
  const cookie = async () => {
    const all = await page.context().cookies(address);
    cookies.push(all.find(({ name }) => name === "__Host-ikensho").value);
  };

  // A vault that a passkey guards, a recovery key, and a letter.
  const admins = await authenticator(page);
  codes.push(await signIn(page, address, server, "西野 真理"));
  await inside(page);
  await cookie();
  await page.goto(`${address}/settings/vault`);
  await unlock(page);
  await page.getByRole("button", { name: "新しい復旧キーを作る" }).click();
  const recovery = await page.locator(".settings__digits").innerText();
  await lock(page);
  await admins.present(false);
  const doctors = await authenticator(page, { transport: "usb" });
  codes.push(await signIn(page, address, server, "佐々木 健一"));
  await inside(page);
  await cookie();
  await beginning(page).click();
  await text(page, "特記すべき事項").fill("見守りが要る。");
  await saved(page);
  await page.goto(`${address}/`);
  await unlock(page);
  await inside(page);
  await lock(page);
  await doctors.present(false);
  // A vault that a passphrase guards.
  await authenticator(page, { prf: false, transport: "nfc" });
  codes.push(await signIn(page, address, server, "森 美咲"));
  await page.getByLabel("パスフレーズ", { exact: true }).fill(WORDS);
  await page.getByLabel("もう一度").fill(WORDS);
  await page.getByRole("button", { name: "このパスフレーズにする" }).click();
  await inside(page);
  await cookie();
  await lock(page);
  await page.evaluate((text) => localStorage.setItem("control", text), CONTROL);
  await page.goto("about:blank");
  await chromium.close();

  const names = [...secrets.values()].map(([name]) => name);
  assert.ok(names.filter((name) => name === "PRF output").length >= 2, names.join());
  assert.ok(names.some((name) => name.startsWith("key")), names.join());
  const keys = [...secrets.values()].map(([, bytes]) => bytes);
  const words = [WORDS, recovery, recovery.replaceAll(/[\s-]/g, "")];
  const named = (found) => found.map((place) => place.map((what) => (Buffer.isBuffer(what) ? secrets.get(what.toString("hex"))[0] : what)));

  const kept = await findInFolder(profile, [...keys, ...words, ...codes, ...cookies, CONTROL]);
  assert.ok(kept.some(([, what]) => what === CONTROL), "the search finds what is there");
  assert.deepEqual(named(kept.filter(([, what]) => what !== CONTROL)), [], "in the browser's profile");
  // A code is sent where it is used; keys and words never leave the device.
  const leaving = sent.flatMap(([url, body]) => findIn(Buffer.concat([Buffer.from(`${url}\n`), body]), [...keys, ...words]).map((place) => [url, ...place]));
  assert.deepEqual(named(leaving), [], "over the network");
  await server.kill("SIGTERM");
  assert.deepEqual(named(await findInFolder(server.data, [...keys, ...words, ...codes, ...cookies])), [], "in the server's folder");
  assert.deepEqual(named(findIn(Buffer.from(server.process.printed.join("\n")), [...keys, ...words, ...codes, ...cookies])), [], "in the server's log");
});
