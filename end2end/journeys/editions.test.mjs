// 様式: the letter is shown as each edition asks it, and what another edition does not ask comes back with its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../editor/letter.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { PERSON, WHOLE, fillLetter, holds, openLetter, saved } from "./letter.mjs";

const CONSENT = "介護サービス計画作成等への利用の同意";
// A check in the later editions, a choice of 特になし and あり in the first.
const CARE = ["box", "移動"];

async function change(page, edition) {
  await page.getByRole("button", { name: "様式を変える" }).click();
  await page.locator(".edition__choice").filter({ hasText: edition }).getByRole("button", { name: "この様式にする" }).click();
  await page.getByText(`様式${edition}`, { exact: false }).first().waitFor();
}

async function assertHolds(page, steps, edition) {
  for (const step of steps) assert.ok(await holds(page, step), `${step[1]} on ${edition}`);
}

test("every edition asks its own, and nothing typed is lost on the way", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, PERSON);
  await fillLetter(page);
  const asks = async (name) => (await group(page, name).filter({ visible: true }).count()) === 1;
  assert.equal(await asks(CONSENT), false, "the consent is taken elsewhere since 2026");
  await change(page, "令和3年様式");
  await group(page, CONSENT).waitFor();
  await assertHolds(page, WHOLE, "令和3年様式");
  await change(page, "平成21年様式");
  await page.locator("#f-care_move").getByRole("radio", { name: "あり" }).waitFor();
  assert.equal(await asks(CONSENT), true);
  const common = WHOLE.filter((step) => step[1] !== CARE[1]);
  await assertHolds(page, common, "平成21年様式");
  await saved(page);
  await page.reload();
  await page.locator("#f-care_move").getByRole("radio", { name: "あり" }).waitFor();
  await assertHolds(page, common, "平成21年様式");
  await change(page, "令和8年様式");
  await group(page, CONSENT).waitFor({ state: "detached" });
  await assertHolds(page, [CARE, ...WHOLE], "令和8年様式");
});
