// A letter is finished with the keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { focused, openLetter } from "./letter.mjs";

// Answers what has the focus, the first time it is met.
async function answer(page, focus) {
  if (focus.role === "radio") return page.keyboard.press("Space");
  if (focus.item === "f-last_exam_date" || focus.item === "f-entry_date") {
    // From 元号 or 年, whichever was to be corrected.
    if (focus.tag === "SELECT") await page.keyboard.press("Tab");
    const today = await page.evaluate(() => new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { year: "numeric", month: "numeric", day: "numeric", timeZone: "Asia/Tokyo" }).formatToParts(new Date()));
    for (const part of ["year", "month", "day"]) {
      await page.keyboard.type(today.find(({ type }) => type === part).value);
      await page.keyboard.press("Tab");
    }
    return;
  }
  assert.fail(`the demonstration's draft is not expected to lack ${JSON.stringify(focus)}`);
}

test("begun by a clerk, finished by the doctor without a pointer", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, "渡邉 清");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "まだ完成できません" }).waitFor();
  await page.waitForFunction(() => document.activeElement.matches(".finding__place"));
  const errors = async () => Number((await page.locator(".panel .badge--error").textContent({ timeout: 1000 }).catch(() => "0")).replace(/\D/g, ""));
  for (let n = 0; (await errors()) > 0; n += 1) {
    assert.ok(n < 12, "every error is reached");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.activeElement.matches(".finding__place"));
    while (!(await page.evaluate(() => document.activeElement.matches("[data-severity='E'] .finding__place")))) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await answer(page, await focused(page));
  }
  const dialog = page.getByRole("dialog");
  for (let n = 0; ; n += 1) {
    assert.ok(n < 12, "every warning is confirmed");
    await page.keyboard.press("Control+Enter");
    await Promise.race([dialog.waitFor(), page.waitForFunction(() => document.activeElement.matches(".finding__place"))]);
    if (await dialog.isVisible()) break;
    while (!(await focused(page)).words.startsWith("このままで正しい")) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  }
  while (!(await focused(page)).words.includes("として完成する")) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sent/);
  await page.getByText("渡邉 清").first().waitFor();
});

test("definitions are one key away, and the next thing left is one chord away", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, "松本 ハル");
  const level = page.getByRole("radiogroup", { name: /寝たきり度/ }).getByRole("radio", { name: "A2" });
  // The definitions come in a piece of their own, right after the form.
  await page.locator("[data-hint]:visible").first().waitFor();
  await level.focus();
  await page.keyboard.press("?");
  await page.locator(".hint").getByText(/日中も寝たり起きたりの生活をしている/).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".hint").count(), 0);
  await page.keyboard.press("F1");
  await page.locator(".hint").waitFor();
  const here = (await focused(page)).item;
  await page.keyboard.press("Alt+ArrowDown");
  const next = (await focused(page)).item;
  assert.notEqual(next, here);
  await page.keyboard.press("Alt+ArrowUp");
  assert.notEqual((await focused(page)).item, next);
});
