// What axe says with findings shown, and whether the form fits: small screens, large text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { box, openLetter, panel, radio, tab } from "./letter.mjs";

async function fits(page, where) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = [...document.querySelectorAll(".form *, .bar *, .panel *")].filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > width + 1);
    return { scroll: document.documentElement.scrollWidth - width, over: over.slice(0, 5).map((node) => `${node.tagName}.${node.className} ${node.textContent.trim().slice(0, 20)}`) };
  });
  assert.deepEqual(wide, { scroll: 0, over: [] }, `no sideways scrolling on ${where}`);
}

for (const size of ["desktop", "tablet", "phone"]) {
  test(`the editor is accessible with findings shown: ${size}`, async (t) => {
    const server = await startServer(t);
    const { context } = await openChromium(t);
    const page = await openPage(t, context, { size });
    await openLetter(page, server, "葛󠄀城 ミツ");
    await radio(page, "行動・心理症状の有無", "有").click();
    await box(page, "麻痺").click();
    await box(page, "右上肢").click();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "まだ完成できません" }).waitFor();
    await assertAccessible(page, `確認, ${size}`);
    await fits(page, size);
    for (const name of ["前回", "定型文"]) {
      await tab(page, name).click();
      await assertAccessible(page, `${name}, ${size}`);
    }
  });
}

test("text at twice its size fits, and nothing is lost", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, "葛󠄀城 ミツ");
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await page.keyboard.press("Control+Enter");
  await panel(page).getByRole("heading", { name: "まだ完成できません" }).waitFor();
  await assertAccessible(page, "200 %");
  await fits(page, "200 %");
});

// From a small tablet held upright to a wide one: what is pinned stands one under the other, none covers another.
for (const width of [720, 768, 820, 960, 990, 1024, 1180]) {
  test(`the sections stand whole under whose letter it is: ${width} px wide`, async (t) => {
    const server = await startServer(t);
    const { context } = await openChromium(t);
    const page = await openPage(t, context);
    await page.setViewportSize({ width, height: 1180 });
    await openLetter(page, server, "髙橋");
    const pinned = () =>
      page.evaluate(() => {
        const { bottom } = document.querySelector(".bar").getBoundingClientRect();
        const { top } = document.querySelector(".rail").getBoundingClientRect();
        return { scrolled: scrollY > 1000, covered: Math.max(0, Math.round(bottom - top)) };
      });
    await page.evaluate(() => scrollTo(0, 1500));
    assert.deepEqual(await pinned(), { scrolled: true, covered: 0 });
  });
}
