// The start page puts the demonstration back to its beginning.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";

test("what was begun in the demonstration is gone after 「デモを最初の状態に戻す」", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const requests = async () => (await call(server, "ishi", "GET", "/requests")).items;
  const withdrawn = (await requests())[0].id;
  await call(server, "hokensha", "POST", `/requests/${withdrawn}/withdraw`, {});
  const state = async () => (await requests()).find(({ id }) => id === withdrawn)?.state;
  const before = await state();
  await page.goto(`http://localhost:${server.port}/`);
  await page.getByRole("button", { name: "デモを最初の状態に戻す" }).click();
  await page.getByText("サーバーを最初の状態に戻しました。").waitFor();
  assert.notEqual(await state(), before);
});
