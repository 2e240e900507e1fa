// 接続確認 and 設定, as the demonstration's administrator sees them, at the widths they are used at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage, workerReady } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { shot } from "./tablet.mjs";

test("the connection check says what was measured, and without a server what is wrong", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  for (const size of ["desktop", "tablet", "phone"]) {
    const page = await openPage(t, context, { size });
    await openModule(page, `${server.origin("kanri")}/connection`);
    await page.getByText(/受付サーバーにつながっています（応答 \d+ミリ秒）/).waitFor();
    await page.getByText(/受付サーバーとのずれは\d+\.\d秒です/).waitFor();
    await assertAccessible(page, `接続確認 (${size})`);
    await shot(page, `connection-${size}`);
    if (size !== "desktop") await page.close();
  }
  const page = context.pages().at(-1);
  await workerReady(page);
  await server.kill();
  await page.getByRole("button", { name: "もう一度すべて確認" }).click();
  await page.getByRole("heading", { name: "すぐに直すところ" }).waitFor();
  await page.getByText("つながりません", { exact: true }).waitFor();
  assert.equal(await page.getByText("受付サーバーにつながっています").count(), 0);
});

test("an administrator adds a user and is shown the code once", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  for (const size of ["tablet", "desktop"]) {
    const page = await openPage(t, context, { size });
    for (const part of ["passkeys", "sessions", "vault", "users", "terminals"]) {
      await openModule(page, `${server.origin("kanri")}/settings/${part}`);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      await assertAccessible(page, `${part} (${size})`);
      await shot(page, `settings-${part}-${size}`);
    }
    await page.getByRole("link", { name: "利用者" }).click();
    await page.getByText("利用者を加える").click();
    await page.getByRole("textbox", { name: "氏名" }).fill(`架空 ${size}`);
    await page.getByRole("button", { name: "加えて招待コードを作る" }).click();
    await page.getByText(`架空 ${size}さんの招待コード`).waitFor();
    assert.match(await page.locator(".settings__digits").innerText(), /^([0-9A-Z]{4}-?){3}$/);
    await page.getByRole("cell", { name: `架空 ${size}` }).waitFor();
    await page.reload();
    await page.getByRole("cell", { name: `架空 ${size}` }).waitFor();
    assert.equal(await page.locator(".settings__digits").count(), 0);
  }
});
