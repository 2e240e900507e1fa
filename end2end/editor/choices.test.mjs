// Boxes behave as the paper's do: a second press clears, what excludes clears, a part checks its parent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { box, group, isChecked, openLetter, radio, saved } from "./letter.mjs";

async function open(t, person = "松本 ハル") {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, person);
  return page;
}

test("a box pressed again is clear, and arrows move without choosing", async (t) => {
  const page = await open(t);
  const right = radio(page, "利き腕", "右");
  const left = radio(page, "利き腕", "左");
  await right.click();
  assert.equal(await isChecked(right), true);
  await page.keyboard.press("ArrowRight");
  assert.equal(await left.evaluate((node) => node === document.activeElement), true);
  assert.equal(await isChecked(left), false);
  await page.keyboard.press("Space");
  assert.deepEqual([await isChecked(right), await isChecked(left)], [false, true]);
  await page.keyboard.press("Space");
  assert.deepEqual([await isChecked(right), await isChecked(left)], [false, false]);
});

test("not used and the places of use clear one another, as one step", async (t) => {
  const page = await open(t);
  const aids = page.getByRole("group", { name: "歩行補助具・装具の使用" });
  const [none, out, inside] = ["用いていない", "屋外で使用", "屋内で使用"].map((name) => aids.getByRole("checkbox", { name }));
  await out.click();
  await inside.click();
  await none.click();
  assert.deepEqual([await isChecked(none), await isChecked(out), await isChecked(inside)], [true, false, false]);
  await page.keyboard.press("Control+z");
  assert.deepEqual([await isChecked(none), await isChecked(out), await isChecked(inside)], [false, true, true]);
  await page.keyboard.press("Control+Shift+z");
  assert.deepEqual([await isChecked(none), await isChecked(out), await isChecked(inside)], [true, false, false]);
});

test("nothing to note excludes the other notes", async (t) => {
  const page = await open(t);
  const question = page.locator("#q-4-6");
  const pressure = question.getByRole("checkbox", { name: "血圧" });
  const none = question.getByRole("checkbox", { name: "特記すべき項目なし" });
  await pressure.click();
  await question.getByRole("textbox", { name: "血圧の内容" }).fill("起立時に下がる");
  await none.click();
  assert.deepEqual([await isChecked(pressure), await isChecked(none)], [false, true]);
  await pressure.click();
  assert.deepEqual([await isChecked(pressure), await isChecked(none)], [true, false]);
  assert.equal(await question.getByRole("textbox", { name: "血圧の内容" }).inputValue(), "起立時に下がる");
});

test("a limb stands under its parent, with its degree", async (t) => {
  const page = await open(t);
  const limb = box(page, "右上肢");
  assert.equal(await limb.isVisible(), false);
  await box(page, "麻痺").click();
  await limb.click();
  await group(page, "右上肢の程度").getByRole("radio", { name: "軽" }).click();
  assert.equal(await isChecked(box(page, "麻痺")), true);
});

test("a service is underlined by its second control or by U", async (t) => {
  const page = await open(t);
  const visit = box(page, "訪問診療");
  const line = page.getByRole("button", { name: "訪問診療に下線" });
  assert.equal(await line.isVisible(), false);
  await visit.click();
  await line.click();
  assert.equal(await line.getAttribute("aria-pressed"), "true");
  await visit.focus();
  await page.keyboard.press("u");
  assert.equal(await line.getAttribute("aria-pressed"), "false");
  assert.equal(await isChecked(visit), true);
});

test("undo goes back over what was saved, and through a reload the answer stays as it was left", async (t) => {
  const page = await open(t);
  const stable = radio(page, "症状としての安定性", "安定");
  const unstable = radio(page, "症状としての安定性", "不安定");
  await stable.click();
  await saved(page);
  await unstable.click();
  await saved(page);
  await page.locator("#s-1").getByRole("button", { name: "元に戻す" }).click();
  assert.deepEqual([await isChecked(stable), await isChecked(unstable)], [true, false]);
  await page.locator("#s-1").getByRole("button", { name: "元に戻す" }).click();
  assert.deepEqual([await isChecked(stable), await isChecked(unstable)], [false, false]);
  await page.locator("#s-1").getByRole("button", { name: "やり直す" }).click();
  assert.equal(await isChecked(stable), true);
  await saved(page);
  await page.reload();
  await stable.waitFor();
  assert.equal(await isChecked(stable), true);
});
