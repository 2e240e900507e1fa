// 定型文: kept for reuse, put in where the caret is; one's own are seen by nobody else, the clinic's by no other clinic.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tab } from "../editor/letter.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openLetter, panel, saved, text } from "./letter.mjs";

const OWN = "夜間の見守りが必要。";
const SHARED = "服薬は家族が管理している。";

const scope = (page, name) => panel(page).getByRole("group", { name: "定型文の範囲" }).getByRole("button", { name, exact: true });
const phrase = (page, words) => panel(page).getByRole("listitem").getByRole("button", { name: words, exact: true });

// The phrases of 特記すべき事項.
async function openPhrases(page, server, person, as) {
  await openLetter(page, server, person, as);
  await text(page, "特記すべき事項").click();
  await tab(page, "定型文").click();
  await panel(page).getByText("「特記すべき事項」に入れます").waitFor();
}

// Everything the clinic has come to the page: the one that is there, and none beside it.
async function assertShown(page, words, name) {
  await scope(page, name).click();
  await page.waitForFunction(
    ([words]) => {
      const shown = [...document.querySelectorAll(".panel .phrases__text")].map(({ textContent }) => textContent);
      return shown.join() === words.join();
    },
    [words],
  );
}

test("added, put in at the caret, seen by whom it is for, and removed", async (t) => {
  const server = await startServer(t);
  const { browser, context } = await openChromium(t);
  const page = await openPage(t, context);
  await openPhrases(page, server, "松本 ハル", "ishi");
  const remarks = text(page, "特記すべき事項");
  const before = await panel(page).locator(".phrases__text").allInnerTexts();
  await remarks.fill(OWN);
  await panel(page).getByRole("button", { name: "いまの文を定型文に登録" }).click();
  await panel(page).getByText("登録しました。").waitFor();
  await assertShown(page, [...before, OWN], "自分");
  await scope(page, "医療機関").click();
  const shared = await panel(page).locator(".phrases__text").allInnerTexts();
  await remarks.fill(`独居。${SHARED}`);
  // What is selected alone is kept.
  await remarks.evaluate((field) => field.setSelectionRange(3, field.value.length));
  await panel(page).getByRole("button", { name: "いまの文を定型文に登録" }).click();
  await assertShown(page, [...shared, SHARED], "医療機関");

  await remarks.fill("はじめ。おわり。");
  await remarks.evaluate((field) => field.setSelectionRange(4, 4));
  await scope(page, "自分").click();
  await phrase(page, OWN).click();
  assert.equal(await remarks.inputValue(), `はじめ。${OWN}おわり。`);
  assert.equal(await remarks.evaluate((field) => field === document.activeElement && field.selectionStart), 4 + OWN.length);
  await saved(page);
  await page.keyboard.press("Control+z");
  assert.equal(await remarks.inputValue(), "はじめ。おわり。", "one step back");

  const clerk = await openPage(t, await browser.newContext());
  await openPhrases(clerk, server, "山﨑 義男", "jimu");
  await assertShown(clerk, [...shared, SHARED], "医療機関");
  await assertShown(clerk, [], "自分");
  const other = await openPage(t, await browser.newContext());
  await openPhrases(other, server, "吉田 廣", "ishi2");
  await scope(other, "医療機関").click();
  assert.equal(await phrase(other, SHARED).count(), 0, "another clinic's");
  await scope(other, "自分").click();
  assert.equal(await phrase(other, OWN).count(), 0, "another doctor's");

  const listed = panel(page).getByRole("listitem").filter({ hasText: OWN });
  await listed.getByRole("button", { name: "消す" }).click();
  await listed.getByRole("button", { name: "本当に消す" }).click();
  await assertShown(page, before, "自分");
});
