// A letter opened by its address on a device that does not have it: the page asks for it while the module comes, and it
// can be written and is saved before anything else of the server's half is here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openLetter, remarks, saved, seen } from "./letter.mjs";

test("a letter is there before the server's half, and asked for once until then", async (t) => {
  const server = await startServer(t);
  const { browser, context } = await openChromium(t);
  const first = await openPage(t, context);
  const address = await openLetter(first, server);
  await remarks(first).fill("from the first device");
  await seen(first, /^\s*保存済み /);
  const page = await openPage(t, await browser.newContext());
  const asked = [];
  page.on("request", (request) => request.url().includes("/api/") && asked.push(request.url().split("/api/v1/")[1]));
  await page.route(/split_server/, (route) => route.abort());
  await openModule(page, address);
  await remarks(page).waitFor();
  assert.equal(await remarks(page).inputValue(), "from the first device");
  await remarks(page).fill("from the second device");
  await saved(page);
  assert.deepEqual(asked, [`drafts/${address.split("/").pop()}`]);
});
