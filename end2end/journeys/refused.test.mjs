// The server finds an error that the device did not: the letter opens again with everything that was typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, day } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { PERSON, WHOLE, answer, card, fillLetter, finish, holds, loseServer, openLetter, panel, saved, stands } from "./letter.mjs";

test("judged otherwise by the server's own day: refused, opened, corrected, received", async (t) => {
  const words = [];
  const server = await startServer(t, { words });
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const address = await openLetter(page, server, PERSON);
  await fillLetter(page);
  await saved(page);
  await loseServer(page, server);
  await finish(page);
  await stands(page, PERSON, "送信を待っています");
  // For this server the letter was written in three days' time.
  words.push("--today", day(-3));
  await server.start();
  await stands(page, PERSON, "受け付けられませんでした", { timeout: 90_000 });
  await card(page, PERSON).getByText("入力はそのまま残っています。", { exact: true }).waitFor();
  const { items } = await call(server, "hokensha", "GET", "/letters");
  assert.equal(items.filter((line) => line.pt_name === PERSON).length, 0, "nothing of it is at the desk");

  await card(page, PERSON).getByRole("button", { name: "開いて直す" }).click();
  await page.waitForURL(address);
  // The device has taken the server's day for its own, and finds the same.
  await panel(page).getByRole("listitem").filter({ hasText: "直す" }).filter({ hasText: "記入日" }).first().waitFor();
  for (const step of WHOLE) assert.ok(await holds(page, step), `${step[1]} is not answered`);
  for (const name of ["記入日", "最終診察日"]) await answer(page, ["today", name]);
  await saved(page);
  await finish(page);
  await stands(page, PERSON, "届きました");
});
