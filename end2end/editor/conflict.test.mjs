// Two devices wrote the same field: both values stand there and a person chooses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openLetter, panel, saved, text } from "./letter.mjs";

test("both values are shown at the field, the chosen one stays", async (t) => {
  const server = await startServer(t);
  const { browser, context } = await openChromium(t);
  const page = await openPage(t, context);
  const address = await openLetter(page, server, "松本 ハル");
  await page.getByText(/^保存済み/).first().waitFor();
  const other = await browser.newContext();
  const second = await openPage(t, other);
  await openModule(second, address);
  await text(second, "特記すべき事項").waitFor();
  await context.setOffline(true);
  await text(page, "特記すべき事項").fill("from here");
  await text(page, "特記すべき事項").blur();
  await saved(page);
  await text(second, "特記すべき事項").fill("from there");
  await text(second, "特記すべき事項").blur();
  await second.getByText(/^保存済み/).first().waitFor();
  await context.setOffline(false);
  const conflict = page.getByRole("group", { name: /「特記すべき事項」に2つの値があります/ });
  await conflict.waitFor();
  await panel(page).getByText("他の端末と値が違う項目があります。どちらかを選んでください。").waitFor();
  assert.equal(await conflict.getByText("from here").count(), 1);
  await conflict.getByRole("button", { name: /^from there/ }).click();
  await conflict.waitFor({ state: "detached" });
  assert.equal(await text(page, "特記すべき事項").inputValue(), "from there");
});
