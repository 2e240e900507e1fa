// A renewal: a patient with an earlier letter, unchanged, one warning. From the request list to the letter that arrived.
import assert from "node:assert/strict";
import { test } from "node:test";
import { panel } from "../editor/letter.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { stands } from "./letter.mjs";

// Written about half a year ago; the first character of her name is the one warning.
const PERSON = "髙橋 千代子";
const LIMIT = 15;

// Scrolls through a section, one item after the other in the middle of the window.
async function read(section) {
  for (const item of await section.locator("[data-item]").filter({ visible: true }).all()) {
    await item.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await painted(item.page());
  }
}

const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

test(`a renewal takes at most ${LIMIT} taps on a tablet`, async (t) => {
  const server = await startServer(t);
  const { browser } = await openChromium(t);
  const page = await openPage(t, await browser.newContext({ hasTouch: true }), { size: "tablet" });
  const taps = [];
  // Scrolling is reading; what counts is what a finger presses.
  const tap = async (locator) => {
    taps.push((await locator.textContent()).trim());
    await locator.tap();
  };
  const shown = (name) => page.getByRole("button", { name, exact: true }).filter({ visible: true }).first();
  await openModule(page, `${server.origin("ishi")}/`);
  await tap(page.getByRole("row").filter({ hasText: PERSON }).getByRole("button"));
  await page.waitForURL(/\/letters\//);
  await tap(shown("前回"));
  await tap(shown("空欄に前回を写す"));
  // The sheet with the earlier letter lies over the form.
  await tap(shown("閉じる"));
  await tap(page.getByRole("group", { name: "最終診察日" }).getByRole("button", { name: "今日" }));
  for (const section of ["0", "1", "3", "4", "5"].map((n) => page.locator(`#s-${n}`))) {
    await read(section);
    const confirm = section.getByRole("button", { name: "この章を確認" });
    // A tap that did nothing is done again, as a person would, and counts.
    for (; (await confirm.count()) > 0; await painted(page)) await tap(confirm);
  }
  await tap(shown("完成"));
  const dialog = page.getByRole("dialog");
  while (!(await dialog.isVisible())) {
    await tap(panel(page).getByRole("button", { name: "このままで正しい" }).first());
    await tap(shown("完成"));
  }
  await tap(dialog.getByRole("button", { name: /として完成する$/ }));
  await stands(page, PERSON, "届きました");
  t.diagnostic(`${taps.length} taps: ${taps.join("、")}`);
  assert.ok(taps.length <= LIMIT, `${taps.length} taps: ${taps.join("、")}`);
});
