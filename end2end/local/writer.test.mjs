// What is typed is written beside the page; where that cannot be, the page writes by itself, and nothing is missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openAgain, openLetter, remarks, saved } from "./letter.mjs";

const SCRIPT = /\/assets\/writer-[0-9a-f]+\.js$/;
const READY = 'self.onmessage = ({ data }) => self.postMessage(typeof data === "string" ? [parseInt(data), "UnknownError"] : [0, ""]);';

// Counts the page's own transactions that write operations.
function watchTransactions() {
  window.written = 0;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
    if (mode === "readwrite" && [stores].flat().includes("operations")) window.written += 1;
    return transaction.call(this, stores, mode, ...rest);
  };
}

async function type(page, text) {
  await remarks(page).pressSequentially(text);
  await saved(page);
}

test("what is typed is written beside the page", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await page.addInitScript(watchTransactions);
  const address = await openLetter(page, server);
  await type(page, "first\nline ");
  await context.setOffline(true);
  let text = "first\nline ";
  // The page writes by itself until the worker has said that it is ready, and whenever the worker is busy.
  for (let left = 20, mine = true; mine; left -= 1) {
    assert.ok(left > 0, "the page writes everything by itself");
    const before = await page.evaluate(() => window.written);
    await type(page, "x");
    text += "x";
    mine = (await page.evaluate(() => window.written)) > before;
  }
  await context.setOffline(false);
  await openAgain(page, address);
  assert.equal(await remarks(page).inputValue(), text);
});

for (const [how, answer] of [
  ["cannot be fetched", (route) => route.abort()],
  ["never gets ready", (route) => route.fulfill({ contentType: "text/javascript", body: "" })],
  ["fails at everything", (route) => route.fulfill({ contentType: "text/javascript", body: READY })],
]) {
  test(`a worker that ${how} costs nothing that was typed`, async (t) => {
    const server = await startServer(t);
    const { context } = await openChromium(t);
    const page = await openPage(t, context);
    await page.route(SCRIPT, answer);
    const address = await openLetter(page, server);
    await type(page, "first ");
    await type(page, "second");
    await openAgain(page, address);
    assert.equal(await remarks(page).inputValue(), "first second");
  });
}
