// The server no longer understands the version of the app that wrote a letter: the letter waits, and the new version sends it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage, started } from "../harness/page.mjs";
import { nextBuild } from "../harness/release.mjs";
import { startServer } from "../harness/server.mjs";
import { PERSON, fillLetter, finish, loseServer, openLetter, readyForOffline, saved, stands, text } from "./letter.mjs";

const NEXT = "1-00000000000000b2";
// From before builds were numbered: what such a page writes is not read any more.
const OLD = "00000000000000a1";

// The other tab may have tried to send it before it knew that the server is away.
const WAITS = /送信を待っています|届いたかを確かめています/;

const buildOf = (page) => page.getAttribute("meta[name=ikensho-build]", "content");

test("a letter of a version that is too old waits on the device, and the new version sends it once", async (t) => {
  const server = await startServer(t);
  const { browser, context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, PERSON);
  await fillLetter(page);
  await saved(page);
  await readyForOffline(page);
  await text(page, "特記すべき事項").waitFor();
  const other = await openPage(t, context);
  await openLetter(other, server, "渡邉 清");
  await page.bringToFront();
  await loseServer(page, server);
  await finish(page);
  await stands(page, PERSON, WAITS);

  // The pages are of a version that the server of tomorrow, which offers another one, does not know.
  for (const tab of [page, other]) await tab.evaluate((old) => { document.querySelector("meta[name=ikensho-build]").content = old; }, OLD);
  await server.kill();
  server.site = await nextBuild(t, NEXT);
  await server.start();
  const way = page.getByRole("button", { name: "新しい版に切り替える" });
  await way.waitFor({ timeout: 90_000 });
  await page.getByText("この画面の版が古くなりました").waitFor();
  await page.getByRole("button", { name: /^今すぐ送る/ }).click();
  await stands(page, PERSON, WAITS);
  const letters = async () => (await call(server, "hokensha", "GET", "/letters")).items.filter((line) => line.pt_name === PERSON);
  assert.equal((await letters()).length, 0);

  // The letter open in another tab is not interrupted.
  await way.click();
  await page.getByText("意見書を開いているタブがあります。").waitFor();
  await other.close();

  await way.click();
  await page.waitForSelector(`meta[content="${NEXT}"]`, { state: "attached", timeout: 60_000 });
  await started(page);
  assert.equal(await buildOf(page), NEXT);
  await stands(page, PERSON, "届きました", { timeout: 90_000 });
  assert.equal((await letters()).length, 1);
  assert.equal(await page.getByText("この画面の版が古くなりました").count(), 0);
  await browser.close();
});
