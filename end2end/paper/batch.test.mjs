// まとめて印刷 of a whole month: 400 letters of the desk's list become one PDF, which the browser's own viewer prints.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, openDesk } from "../desk/clinic.mjs";
import { letterOf } from "../files/letters.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { savePdf, textOf } from "./help.mjs";

const LETTERS = 400;
// Letters in one post: the server takes a megabyte.
const AT_ONCE = 100;

const insuredNo = (n) => String(9_300_000_000 + n);

test("400 letters become one PDF of 800 pages, fetched several at a time, and open in the browser's viewer", async (t) => {
  const server = await startServer(t);
  const letters = [];
  for (let n = 0; n < LETTERS; n += 1) {
    letters.push(await letterOf(server, { insurer_no: "990010", insured_no: insuredNo(n), pt_name: `試験 ${n}番`, pt_kana: "しけん" }));
  }
  for (let n = 0; n < LETTERS; n += AT_ONCE) {
    const posted = await call(server, "ishi", "POST", "/letters", letters.slice(n, n + AT_ONCE));
    assert.ok(posted.letters.every(({ outcome }) => outcome === "received"), JSON.stringify(posted.letters[0]));
  }
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openDesk(page, server);
  await page.getByText("試験 0番").waitFor();
  await page.getByRole("searchbox").fill("試験");
  await page.getByText("髙橋").first().waitFor({ state: "detached" });

  // The first letter waits until a second one has been asked for: one after another would never end.
  let asked = 0;
  let second;
  const another = new Promise((resolve) => (second = resolve));
  await page.route(/\/api\/v1\/letters\/[0-9a-f-]{36}$/, async (route) => {
    asked += 1;
    if (asked === 2) second();
    await another;
    await route.continue();
  });
  await page.getByRole("button", { name: "まとめて印刷" }).click();
  const window = page.getByRole("dialog", { name: "印刷・PDF" });
  await window.getByRole("checkbox").first().waitFor();
  assert.equal(await window.getByRole("checkbox").count(), LETTERS);
  await window.getByRole("button", { name: "すべて選ぶ" }).click();
  await window.getByRole("button", { name: `選んだ${LETTERS}通の紙面を作る` }).click();
  await window.getByText(new RegExp(`^A4・${2 * LETTERS}ページ・\\d+KB$`)).waitFor({ timeout: 240_000 });
  assert.equal(asked, LETTERS);
  await window.getByText(`ここに見えるのは24ページまでです。PDFには${2 * LETTERS}ページすべてが入っています。`).waitFor();
  assert.equal(await page.locator(".print__image").count(), 24);

  const noted = () => page.waitForRequest((request) => request.url().endsWith("/api/v1/prints"));
  const [opened, printed] = await Promise.all([context.waitForEvent("page"), noted(), window.getByRole("button", { name: "印刷する" }).click()]);
  assert.match(opened.url(), /^blob:/);
  await opened.close();
  const { way, letters: ids } = printed.postDataJSON();
  assert.deepEqual([way, ids.length], ["printed", LETTERS]);

  const { bytes } = await savePdf(page);
  const read = await textOf(bytes);
  const places = await window.getByRole("checkbox").locator("strong").allTextContents();
  const found = places.map((name) => read.indexOf(name.replace(/\s/gu, "")));
  assert.ok(found.every((place) => place >= 0), "every letter is in it");
  assert.deepEqual(found, [...found].sort((a, b) => a - b), "in the order of the list");
});
