// 「印刷・PDF」 beside the letters that are sent, asked for, or arrived.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, openDesk } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openFirefox } from "../harness/firefox.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { made, nativePdf, savePdf, textOf } from "./help.mjs";

const plain = (name) => name.replace(/\s/gu, "");

async function open(t, person = "ishi") {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  return { server, page, person };
}

test("a sent letter from its card and from its receipt, byte for byte as it was received", async (t) => {
  const { server, page } = await open(t);
  const { items } = await call(server, "ishi", "GET", "/letters");
  const { id, pt_name, receipt_no } = items[0];
  const native = await nativePdf(t, (await call(server, "ishi", "GET", `/letters/${id}`)).letter);
  await openModule(page, `${server.origin("ishi")}/sent/${id}`);
  const receipt = page.getByRole("region", { name: "受付票" });
  for (const place of [receipt, page.getByRole("main").getByRole("listitem").filter({ hasText: receipt_no }).first()]) {
    await place.getByRole("button", { name: /印刷・PDF$/ }).click();
    const window = page.getByRole("dialog", { name: "印刷・PDF" });
    await window.waitFor();
    await made(page);
    await assertAccessible(page, "印刷・PDF");
    const noted = page.waitForRequest((request) => request.url().endsWith("/api/v1/prints"));
    const { name, bytes } = await savePdf(page);
    assert.equal(name, `ikensho-${receipt_no}.pdf`);
    assert.deepEqual((await noted).postDataJSON(), { way: "saved", letters: [id], drafts: [] });
    assert.ok(bytes.equals(native));
    assert.ok((await textOf(bytes)).includes(plain(pt_name)));
    await window.getByRole("button", { name: "閉じる" }).click();
    await window.waitFor({ state: "detached" });
  }
});

test("many letters of the request list become one PDF, in the order of the list", async (t) => {
  const { page, server } = await open(t);
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("button", { name: "まとめて印刷" }).click();
  const window = page.getByRole("dialog", { name: "印刷・PDF" });
  const rows = window.getByRole("checkbox");
  await rows.first().waitFor();
  await assertAccessible(page, "まとめて印刷");
  const names = [];
  for (const n of [0, 1]) {
    await rows.nth(n).click();
    names.push(plain(await rows.nth(n).locator("strong").innerText()));
  }
  await window.getByRole("button", { name: "選んだ2通の紙面を作る" }).click();
  await made(page);
  await page.getByText(/^A4・4ページ/).waitFor();
  const noted = page.waitForRequest((request) => request.url().endsWith("/api/v1/prints"));
  const { name, bytes } = await savePdf(page);
  assert.match(name, /^ikensho-\d{4}-\d{2}-\d{2}-2\.pdf$/);
  const { letters, drafts } = (await noted).postDataJSON();
  assert.equal(letters.length + drafts.length, 2);
  const read = await textOf(bytes);
  const places = names.map((name) => read.indexOf(name));
  assert.ok(places.every((place) => place >= 0), names.join());
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
});

test("an insurer prints what arrived", async (t) => {
  const { page, server } = await open(t, "hokensha");
  const { items } = await call(server, "hokensha", "GET", "/letters");
  const { id, pt_name } = items[0];
  await openDesk(page, server, `/letters/${id}/whole`);
  await page.getByRole("tab", { name: "全文" }).click();
  await page.getByRole("button", { name: "印刷・PDF" }).click();
  await made(page);
  await assertAccessible(page, "印刷・PDF on the desk");
  assert.ok((await textOf((await savePdf(page)).bytes)).includes(plain(pt_name)));
});

test("in Firefox the pages are drawn, and the PDF is there", async (t) => {
  const server = await startServer(t);
  const page = await openFirefox(t);
  await page.goto(`${server.origin("ishi")}/`);
  await page.click("button", "^続きを書く：渡邉 清$");
  await page.click("button", "^紙面$");
  await page.waitFor(() => {
    const pages = [...document.querySelectorAll(".print__image")];
    return pages.length === 2 && pages.every((image) => image.complete && image.naturalWidth > 0);
  });
  assert.match(await page.evaluate(() => document.querySelector(".print__state").textContent), /^A4・2ページ・\d+KB$/);
});
