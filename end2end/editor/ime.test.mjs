// The input method is never disturbed: what is being composed belongs to it until it says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openLetter, saved, text } from "./letter.mjs";

test("composition reaches the letter whole, Enter that ends it does nothing else", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const address = await openLetter(page, server, "松本 ハル");
  const session = await context.newCDPSession(page);
  const remarks = text(page, "特記すべき事項");
  await remarks.click();
  const before = await remarks.elementHandle();
  for (const composing of ["k", "け", "けん", "検査"]) {
    await session.send("Input.imeSetComposition", { text: composing, selectionStart: composing.length, selectionEnd: composing.length });
    assert.equal(await remarks.inputValue(), composing);
  }
  await remarks.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, ctrlKey: true });
  assert.equal(await page.getByText("まだ完成できません").count(), 0);
  await session.send("Input.insertText", { text: "検査" });
  await page.keyboard.type("x");
  assert.equal(await remarks.inputValue(), "検査x");
  assert.equal(await before.evaluate((node) => node.isConnected && node === document.activeElement), true);
  await page.keyboard.press("Tab");
  await saved(page);
  await page.goto(address);
  assert.equal(await text(page, "特記すべき事項").inputValue(), "検査x");
});

test("Enter in a line of text submits nothing and moves nothing", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const address = await openLetter(page, server, "松本 ハル");
  await text(page, "氏名").focus();
  await page.keyboard.press("Enter");
  assert.equal(page.url(), address);
  assert.equal(await text(page, "氏名").evaluate((node) => node === document.activeElement), true);
});

test("a diagnosis is offered while it is typed, the specified diseases marked", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, "松本 ハル");
  const name = page.getByRole("combobox", { name: "診断名1" });
  await name.click();
  await page.keyboard.type("ぱーきんそん");
  const option = page.getByRole("option", { name: /パーキンソン病/ }).first();
  await option.waitFor();
  assert.match(await option.textContent(), /特定疾病/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await name.inputValue(), "パーキンソン病");
  assert.equal(await page.getByRole("listbox").count(), 0);
});
