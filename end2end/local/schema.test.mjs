// Every older schema is opened by this program, and nothing of it is lost. The old storage is made here, by hand, so
// that the test does not ask the program how it once wrote.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";

const STORES_100 = ["meta", "keys", "drafts", "operations", "outbox", "lists"];
const LETTERS = 7;

test("schema 100: every record is there, earlier letters have moved, also after being cut off half-way", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const origin = server.origin("ishi");
  await page.goto(`${origin}/icon.svg`);
  await page.evaluate(makeOld, { stores: STORES_100, letters: LETTERS, moved: 2 });
  await openModule(page, `${origin}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  assert.equal(await page.getByRole("alert").filter({ hasText: "読めません" }).count(), 0);
  await page.goto(`${origin}/icon.svg`);
  const { version, keys } = await page.evaluate(readKeys);
  assert.equal(version, 101);
  const old = (store) => keys[store].filter((key) => key.includes("-old-"));
  assert.equal(old("previous").length, LETTERS);
  assert.equal(old("lists").length, 0);
  assert.equal(old("drafts").length, 1);
  assert.equal(old("operations").length, 3);
  assert.equal(old("outbox").length, 1);
  for (const store of STORES_100) assert.ok(store in keys, store);
});

test("a storage of the next hundred is left alone, and it is said which way out there is", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const origin = server.origin("ishi");
  await page.goto(`${origin}/icon.svg`);
  await page.evaluate(makeVersion, 200);
  await openModule(page, `${origin}/`);
  await page.getByText("この端末の保存内容は、新しい版で書かれています").waitFor();
  await page.goto(`${origin}/icon.svg`);
  assert.equal((await page.evaluate(readKeys)).version, 200);
});

function makeVersion(version) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("ikensho", version);
    request.onupgradeneeded = () => request.result.createObjectStore("other");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result.close());
  });
}

// Schema 100 as it is described: envelopes bound to `store\nkey\nversion`, the data key wrapped by AES-KW. `moved` of the
// earlier letters have already gone to their new store, as a crash in the middle would leave them.
async function makeOld({ stores, letters, moved }) {
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const open = indexedDB.open("ikensho", 100);
  open.onupgradeneeded = () => [...stores, ...(moved > 0 ? ["previous"] : [])].forEach((name) => open.result.createObjectStore(name));
  const database = await wait(open);
  const wrapping = await crypto.subtle.generateKey({ name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  const data = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey("raw", data, wrapping, "AES-KW"));
  const keyId = "01900000-0000-7000-8000-000000000000";
  const put = async (store, key, content) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(`${store}\n${key}\n1`);
    const plain = new TextEncoder().encode(JSON.stringify(content));
    const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, data, plain));
    await wait(database.transaction(store, "readwrite").objectStore(store).put({ v: 1, key_id: keyId, iv, ciphertext }, key));
  };
  const record = { v: 1, key_id: keyId, wrapping: "device", wrapped_by: wrapping, wrapped };
  await wait(database.transaction("keys", "readwrite").objectStore("keys").put(record, "data"));
  await put("meta", "canary", "x");
  const letter = { form: "R8", answers: { pt_name: "山田 花子" } };
  for (let n = 0; n < letters; n += 1) {
    const content = { id: `letter-${n}`, dr_name: "医師", entry_date: "2026-04-01", letter };
    if (n < moved) await put("previous", `request-old-${n}`, content);
    else await put("lists", `previous/request-old-${n}`, content);
  }
  const view = { id: "draft-old-0", version: 3, letter, copied: [], confirmations: [], conflicts: [], waiting: false, finished: true, changed_at: "", changed_by: "" };
  await put("drafts", "draft-old-0", { view, frozen: "letter-0" });
  for (let n = 0; n < 3; n += 1) {
    const action = { do: "set", field: "remarks", before: null, after: `${n}` };
    await put("operations", `draft-old-0/op-${n}`, { id: `op-${n}`, at: "", author: "", device: "", action });
  }
  await put("outbox", "item-old-0", { operation: "item-old-0", letter: "letter-0", draft: "draft-old-0", body: "{}", state: { is: "blocked", code: "letter.duplicate" } });
  database.close();
}

async function readKeys() {
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await wait(indexedDB.open("ikensho"));
  const keys = {};
  for (const store of database.objectStoreNames) {
    keys[store] = await wait(database.transaction(store).objectStore(store).getAllKeys());
  }
  database.close();
  return { version: database.version, keys };
}
