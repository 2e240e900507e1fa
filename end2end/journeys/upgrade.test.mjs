// Another program wants the storage, or holds it, or the browser has no locks: it is said, and nothing is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openAgain, openLetter, remarks, saved, seen } from "../local/letter.mjs";

test("a newer program opens the storage: this one saves, lets go, and says so", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const address = await openLetter(page, server);
  await saved(page);
  const other = await openPage(t, context);
  await other.goto(`${server.origin("ishi")}/icon.svg`);
  await remarks(page).pressSequentially("typed before the new version");
  // One unit up: an addition that older programs can live with.
  const opened = await other.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.open("ikensho", 102);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve(request.result.version);
    };
  }));
  assert.equal(opened, 102, "it did not have to wait for the page to be closed");
  await seen(page, "新しい版の画面が、ほかのタブで開かれました。");
  await openAgain(page, address);
  assert.equal(await remarks(page).inputValue(), "typed before the new version");
  await remarks(page).press("Control+End");
  await remarks(page).pressSequentially(", and after");
  await saved(page);
  await openAgain(page, address);
  assert.equal(await remarks(page).inputValue(), "typed before the new version, and after");
});

test("an old program holds the storage: it is said which way out there is, and then it opens", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const origin = server.origin("ishi");
  const holder = await openPage(t, context);
  await holder.goto(`${origin}/icon.svg`);
  await holder.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.open("ikensho", 100);
    request.onupgradeneeded = () => ["meta", "keys", "drafts", "operations", "outbox", "lists"].forEach((name) => request.result.createObjectStore(name));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      window.held = request.result;
      resolve();
    };
  }));
  await openModule(page, `${origin}/`);
  await page.getByText("ほかのタブが古い版で保存先を使っています。").waitFor();
  await page.getByText("ほかの Ikensho のタブをすべて閉じて").waitFor();
  await holder.evaluate(() => window.held.close());
  await openModule(page, `${origin}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
});

test("a browser without locks works, and says what to heed", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await page.addInitScript(() => delete Navigator.prototype.locks);
  const address = await openLetter(page, server);
  assert.equal(await page.evaluate(() => "locks" in navigator), false);
  await seen(page, /同じ意見書を2つのタブで同時に開かないでください。/);
  await remarks(page).pressSequentially("written without locks");
  await seen(page, /^\s*保存済み /);
  await openAgain(page, address);
  assert.equal(await remarks(page).inputValue(), "written without locks");
});
