// A storage from before people were identified moves into the vault of whoever wrote it, whole, also when it is cut off.
import assert from "node:assert/strict";
import { test } from "node:test";
import { authenticator, firstSignIn, inside, openTablet } from "./tablet.mjs";

const DRAFTS = 60;

test("drafts of a device's own key are in the vault after the first sign-in, and the old storage is gone", async (t) => {
  const { server, address, page } = await openTablet(t);
  await authenticator(page);
  await page.goto(`${address}/icon.svg`);
  await page.evaluate(makeOld, DRAFTS);
  await firstSignIn(page, address, server, "佐々木 健一");
  await inside(page);
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.ok(!names.includes("ikensho"), "the old storage is gone");
  const [vault] = names.filter((name) => name.startsWith("ikensho-"));
  const { drafts, keys, same } = await page.evaluate(look, vault);
  assert.equal(drafts.filter((key) => key.startsWith("draft-old-")).length, DRAFTS);
  assert.ok(keys.every((key) => key.startsWith("prf/")), `only a passkey opens it: ${keys}`);
  assert.equal(same, false, "encrypted anew, with another key");
});

// As an earlier build wrote it: schema 101, the data key wrapped by a key beside it.
async function makeOld(count) {
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const open = indexedDB.open("ikensho", 101);
  const stores = ["meta", "keys", "drafts", "operations", "outbox", "lists", "previous", "queue"];
  open.onupgradeneeded = () => stores.forEach((name) => open.result.createObjectStore(name));
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
  await put("meta", "schema", 101);
  const letter = { form: "R8", answers: { pt_name: "山田 花子" } };
  for (let n = 0; n < count; n += 1) {
    const view = { id: `draft-old-${n}`, version: 3, letter, copied: [], confirmations: [], conflicts: [], waiting: false, finished: false, changed_at: "", changed_by: "" };
    await put("drafts", view.id, { view, frozen: null });
  }
  database.close();
}

async function look(name) {
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await wait(indexedDB.open(name));
  const all = (store, what) => wait(database.transaction(store).objectStore(store)[what]());
  const found = {
    drafts: await all("drafts", "getAllKeys"),
    keys: await all("keys", "getAllKeys"),
    same: (await all("drafts", "getAll")).some(({ key_id }) => key_id === "01900000-0000-7000-8000-000000000000"),
  };
  database.close();
  return found;
}
