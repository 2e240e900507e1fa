// What was typed on a tablet without a net, while the letter was finished at the desk, is kept and can still be sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openWay } from "../harness/way.mjs";
import { PERSON, fillLetter, finish, openLetter, saved, stands, text } from "./letter.mjs";

const LATE = "往診のあとで気づいたこと。";

test("words that came too late for a sent letter are shown, and go into its next version", async (t) => {
  const server = await startServer(t);
  const way = await openWay(t, server);
  const { context } = await openChromium(t);
  const desk = await openPage(t, context);
  const { context: other } = await openChromium(t);
  const tablet = await openPage(t, other);
  await openLetter(desk, server, PERSON);
  await fillLetter(desk);
  await desk.getByText(/^\s*保存済み/).filter({ visible: true }).first().waitFor();
  await openLetter(tablet, way, PERSON);
  await tablet.getByText(/^\s*保存済み/).filter({ visible: true }).first().waitFor();
  // The tablet loses the net; the letter is finished at the desk.
  way.answers = () => ({ status: 503, body: {} });
  const remarks = text(tablet, "特記すべき事項");
  await remarks.press("Control+End");
  await remarks.pressSequentially(LATE);
  await saved(tablet);
  await finish(desk);
  await stands(desk, PERSON, "届きました");
  way.answers = () => undefined;
  await tablet.getByText("送った意見書に入らなかった入力が1つあります").waitFor({ timeout: 90_000 });
  await tablet.getByRole("listitem").filter({ hasText: LATE }).waitFor();
  await assertAccessible(tablet, "what was left out");
  await tablet.getByRole("button", { name: "差し替えの意見書に入れる" }).click();
  await tablet.waitForFunction((late) => [...document.querySelectorAll("textarea")].some(({ value, readOnly }) => !readOnly && value.endsWith(late)), LATE);
  assert.equal(await tablet.getByText("送った意見書に入らなかった入力").count(), 0);
  assert.equal(await tablet.getByRole("button", { name: "完成", exact: true }).filter({ visible: true }).count(), 1);
});
