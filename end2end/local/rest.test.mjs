// What lies on the device is ciphertext: the whole profile is searched for what was typed.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { temporaryFolder } from "../harness/folder.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openLetter, remarks, saved } from "./letter.mjs";

const TYPED = "planted-in-the-letter-5813";
const PLAIN = "planted-without-cipher-2146";

test("nothing typed lies readable in the browser's profile", async (t) => {
  const server = await startServer(t);
  const profile = await temporaryFolder(t, "ikensho-profile");
  const chromium = await openChromium(t, { profile });
  const page = await openPage(t, chromium.context);
  await openLetter(page, server);
  await remarks(page).fill(TYPED);
  await saved(page);
  // The search itself is tried on something that is not encrypted.
  await page.evaluate(plantPlain, PLAIN);
  const envelopes = await page.evaluate(readEnvelopes);
  await chromium.kill();
  assert.ok(await isInProfile(profile, PLAIN), "the search finds what is not encrypted");
  assert.equal(await isInProfile(profile, TYPED), false);
  assert.ok(envelopes.length > 10, "there was something to look at");
  for (const { store, keys, ciphertext } of envelopes) {
    assert.deepEqual(keys, ["ciphertext", "iv", "key_id", "v"], store);
    assert.ok(ciphertext >= 16, store);
  }
});

function plantPlain(text) {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open("planted", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("plain");
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction("plain", "readwrite", { durability: "strict" });
      transaction.objectStore("plain").put({ text }, "key");
      transaction.oncomplete = resolve;
    };
  });
}

async function readEnvelopes() {
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await wait(indexedDB.open("ikensho"));
  const found = [];
  for (const store of database.objectStoreNames) {
    if (store === "keys") continue;
    for (const value of await wait(database.transaction(store).objectStore(store).getAll())) {
      found.push({ store, keys: Object.keys(value).sort(), ciphertext: value.ciphertext?.byteLength ?? 0 });
    }
  }
  database.close();
  return found;
}

async function isInProfile(profile, text) {
  const needles = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath ?? entry.path, entry.name));
    if (needles.some((needle) => content.includes(needle))) return true;
  }
  return false;
}
