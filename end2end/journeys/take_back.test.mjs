// 取りやめて直す: a finished letter that has not left yet opens again, and goes out once, as it was finished last.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { seen } from "../local/letter.mjs";
import { PERSON, WHOLE, card, fillLetter, finish, holds, loseServer, openLetter, saved, stands, text } from "./letter.mjs";

const ADDED = "週に一度、娘が訪れる。";

test("finished offline, taken back, changed, finished again: one letter arrives, the last one", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const address = await openLetter(page, server, PERSON);
  await fillLetter(page);
  await saved(page);
  // Once sent, it could not be taken back.
  await loseServer(page, server);
  await finish(page);
  await stands(page, PERSON, "送信を待っています");
  await page.goto(address);
  await seen(page, "この意見書は完成しています");
  await page.getByRole("main").getByRole("link", { name: "送信箱へ" }).click();
  await card(page, PERSON).getByRole("button", { name: "取りやめて直す" }).click();
  await page.waitForURL(address);
  await text(page, "特記すべき事項").waitFor();
  for (const step of WHOLE) assert.ok(await holds(page, step), `${step[1]} is not answered`);
  await text(page, "特記すべき事項").press("Control+End");
  await page.keyboard.type(ADDED);
  const remarks = await text(page, "特記すべき事項").inputValue();
  await saved(page);
  await finish(page);
  await stands(page, PERSON, "送信を待っています");
  assert.equal(await card(page, PERSON).count(), 1);

  await server.start();
  await stands(page, PERSON, "届きました", { timeout: 90_000 });
  const { items } = await call(server, "hokensha", "GET", "/letters");
  const mine = items.filter((line) => line.pt_name === PERSON);
  assert.deepEqual(mine.map((line) => line.version), [1]);
  const { letter } = await call(server, "hokensha", "GET", `/letters/${mine[0].id}`);
  assert.equal(letter.answers.remarks, remarks);
  assert.ok(remarks.endsWith(ADDED));
});
