// The browser takes the storage away, or gives no more of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openAgain, openLetter, remarks, saved, seen } from "./letter.mjs";

test("storage cleared under an open letter: what is in memory is written again, and it is said", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const address = await openLetter(page, server);
  await remarks(page).pressSequentially("kept in memory");
  await saved(page);
  await server.kill();
  await page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("ikensho");
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  }));
  await remarks(page).press("Control+End");
  await remarks(page).pressSequentially(", typed after");
  await seen(page, "この端末に保存していた内容が消されています");
  await seen(page, /^\s*この端末のみ /);
  await server.start();
  await openAgain(page, address);
  assert.equal(await remarks(page).inputValue(), "kept in memory, typed after");
});

test("storage cleared while the program was closed is noticed at the start", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  await page.goto(`${server.origin("ishi")}/icon.svg`);
  await page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("ikensho");
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  }));
  await openModule(page, `${server.origin("ishi")}/`);
  await seen(page, "この端末に保存していた内容が消されています");
});

test("a full disk is said, nothing is lost, and saving goes on when there is room", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const session = await context.newCDPSession(page);
  const origin = server.origin("ishi");
  // From the first write on: the browser remembers for a while how much room there is.
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 8_000_000 });
  const address = await openLetter(page, server);
  await remarks(page).pressSequentially("fits");
  await saved(page);
  await server.kill();
  await page.evaluate(fillDisk);
  await remarks(page).press("Control+End");
  await remarks(page).pressSequentially(" and does not fit");
  await seen(page, "この端末の空き容量が足りず");
  await seen(page, "保存できません");
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 80_000_000 });
  await seen(page, /^\s*この端末のみ /);
  await page.getByText("この端末の空き容量が足りず").first().waitFor({ state: "detached" });
  await server.start();
  await openAgain(page, address);
  assert.equal(await remarks(page).inputValue(), "fits and does not fit");
});

// Takes all the room there is, in ever smaller pieces, in a database of its own.
async function fillDisk() {
  const database = await new Promise((resolve, reject) => {
    const open = indexedDB.open("filler", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("filler", { autoIncrement: true });
    open.onerror = () => reject(open.error);
    open.onsuccess = () => resolve(open.result);
  });
  const put = (bytes) => new Promise((resolve) => {
    const transaction = database.transaction("filler", "readwrite");
    transaction.objectStore("filler").put(crypto.getRandomValues(new Uint8Array(bytes)));
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
  });
  for (const bytes of [65_536, 8_192, 1_024, 64]) while (await put(bytes));
  database.close();
}
