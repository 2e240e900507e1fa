// A letter comes back with a reason: the doctor sees it at once, corrects it, and version 2 is compared with version 1.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk, row } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { PERSON, assertNotReloaded, card, fillLetter, finish, markPage, openLetter, panel, saved, stands, text } from "./letter.mjs";

const REASON = "体重をもう一度お確かめください。";

test("returned, corrected, sent again as version 2, and compared", async (t) => {
  const server = await startServer(t);
  const { browser, context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, PERSON);
  await fillLetter(page);
  await finish(page);
  await stands(page, PERSON, "届きました");
  await markPage(page);

  const desk = await openPage(t, await browser.newContext());
  await openDesk(desk, server);
  await row(desk, PERSON).click();
  await desk.getByRole("button", { name: "差し戻す", exact: true }).click();
  const dialog = desk.getByRole("dialog", { name: "医療機関に差し戻す" });
  await dialog.getByLabel("記載に食い違いがある").check();
  await dialog.getByLabel("医療機関への説明").fill(REASON);
  await dialog.getByLabel(/直してほしい項目/).selectOption({ label: "体重" });
  await dialog.getByRole("button", { name: "この理由で差し戻す" }).click();
  await desk.getByText("差し戻しました").waitFor();

  await stands(page, PERSON, "差し戻されました");
  await card(page, PERSON).getByText(REASON).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: /^依頼一覧/ }).click();
  const listed = page.getByRole("row").filter({ hasText: PERSON });
  await listed.getByText("差し戻し", { exact: true }).waitFor();
  await listed.getByText(REASON).waitFor();
  await listed.getByRole("button", { name: /^理由を見て直す/ }).click();
  await page.getByText("保険者から差し戻されました").waitFor();
  await page.getByText(REASON).waitFor();
  await page.getByRole("button", { name: "「体重」へ" }).click();
  assert.equal(await text(page, "体重").evaluate((field) => field === document.activeElement), true);
  assert.equal(await text(page, "体重").inputValue(), "48.5", "everything typed is still there");
  await text(page, "体重").fill("43.2");
  await text(page, "体重").blur();
  await saved(page);
  await finish(page);
  await page.getByRole("main").getByText("第2版").waitFor();
  await assertNotReloaded(page);

  await row(desk, PERSON).filter({ hasText: "第2版" }).click();
  await desk.getByText("第2版・").waitFor();
  await desk.getByRole("tab", { name: "第1版との比較" }).click();
  await desk.getByText(REASON).waitFor();
  const changes = desk.getByRole("table", { name: "前の版から変わったところ" });
  assert.match(await changes.getByRole("row", { name: /体重/ }).innerText(), /48\.5kg\s+43\.2kg/);
  assert.equal(await changes.getByRole("row").count(), 2, "the head and the one change");
  assert.equal(await row(desk, PERSON).count(), 1, "the first version has left the queue");
});
