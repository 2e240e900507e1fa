// Copies of the previous letter stay unconfirmed until somebody has looked at them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { isChecked, openLetter, panel, radio, tab, text } from "./letter.mjs";

async function copied(t) {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, "髙橋 千代子");
  await tab(page, "前回").click();
  await panel(page).getByRole("button", { name: "空欄に前回を写す" }).click();
  return page;
}

const unconfirmed = (page, section) => page.locator(`#s-${section} .chip--copied:visible`);

test("blanks take the previous answers, a touched one is one's own", async (t) => {
  const page = await copied(t);
  assert.equal(await isChecked(radio(page, "短期記憶", "問題あり")), true);
  const plan = page.locator("#f-risk_plan");
  await plan.getByText("未確認").waitFor();
  await text(page, "対処方針").press("Control+End");
  await page.keyboard.type("。");
  await plan.getByText("未確認").waitFor({ state: "detached" });
  const eating = page.locator("#f-eating");
  await eating.getByRole("button", { name: "確認した" }).click();
  await eating.getByText("未確認").waitFor({ state: "detached" });
  assert.equal(await isChecked(radio(page, "食事行為", "自立ないし何とか自分で食べられる")), true);
});

test("a section is confirmed by one press, but no answer of the first judgement unseen", async (t) => {
  const page = await copied(t);
  await page.setViewportSize({ width: 1280, height: 500 });
  const section = page.locator("#s-3");
  const whole = section.getByRole("button", { name: "この章を確認" });
  await whole.scrollIntoViewIfNeeded();
  let presses = 0;
  while ((await whole.count()) > 0) {
    await whole.evaluate((button) => button.click());
    presses += 1;
    assert.ok(presses < 6, "the section is confirmed in the end");
  }
  assert.ok(presses > 1, "answers below the window were shown first");
  assert.equal(await unconfirmed(page, 3).count(), 0);
  assert.ok((await unconfirmed(page, 4).count()) > 0, "other sections stay unconfirmed");
});

test("a copied item is taken back to what it was", async (t) => {
  const page = await copied(t);
  await radio(page, "屋外歩行", "自立").focus();
  const row = panel(page).getByRole("listitem").filter({ hasText: "屋外歩行" });
  await row.getByRole("button", { name: "屋外歩行を写す前に戻す" }).click();
  assert.equal(await isChecked(radio(page, "屋外歩行", "介助があればしている")), false);
  await row.getByRole("button", { name: "屋外歩行を写す", exact: true }).click();
  assert.equal(await isChecked(radio(page, "屋外歩行", "介助があればしている")), true);
});

test("the panel is about the field with the focus wherever that stands on the screen, else about what is read", async (t) => {
  const page = await copied(t);
  const walking = radio(page, "屋外歩行", "自立");
  const row = panel(page).getByRole("listitem").filter({ hasText: "屋外歩行" });
  await walking.focus();
  for (const share of [0.95, 0.05]) {
    await walking.evaluate((box, share) => {
      // What scrolling does has been done when the frame after it begins.
      const scrolled = new Promise((done) => addEventListener("scroll", () => requestAnimationFrame(done), { once: true }));
      scrollBy({ top: box.getBoundingClientRect().top - innerHeight * share, behavior: "instant" });
      return scrolled;
    }, share);
    assert.equal(await row.count(), 1, `with the field at ${share} of the height`);
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await row.waitFor({ state: "detached" });
});
