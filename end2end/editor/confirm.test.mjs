// A warning that somebody confirmed holds as long as the values it was made on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openLetter, panel, saved, tab, text } from "./letter.mjs";

const warning = (page) => panel(page).getByRole("listitem").filter({ hasText: "身長が通常の範囲" });
const waiting = (page) => warning(page).getByRole("button", { name: "このままで正しい" });

test("a confirmed warning is void when its value changes, and stands again when it comes back", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, "松本 ハル");
  const height = text(page, "身長");
  await height.fill("98");
  await height.blur();
  await waiting(page).click();
  await waiting(page).waitFor({ state: "detached" });
  await panel(page).getByText(/確かめた項目/).waitFor();
  await text(page, "体重").fill("50");
  assert.equal(await waiting(page).count(), 0, "another value does not touch it");
  await height.fill("97");
  await waiting(page).waitFor();
  await height.fill("98");
  await waiting(page).waitFor({ state: "detached" });
  await saved(page);
  await page.reload();
  await tab(page, "確認").waitFor();
  await panel(page).getByText(/確かめた項目/).waitFor();
  assert.equal(await waiting(page).count(), 0);
});
