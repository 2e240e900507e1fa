// Two tabs with one letter: one writes, the other reads along and can take over, and no key is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openAgain, openLetter, remarks, saved } from "./letter.mjs";

const takeOver = (page) => page.getByRole("button", { name: "こちらで編集する" });

async function holds(page, text) {
  await page.waitForFunction(
    ([text]) => [...document.querySelectorAll("textarea")].some((area) => area.value === text),
    [text],
  );
}

test("the second tab reads along, takes over, and has every key", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const first = await openPage(t, context);
  const address = await openLetter(first, server);
  await remarks(first).pressSequentially("one");
  await saved(first);
  const second = await openPage(t, context);
  await openAgain(second, address);
  await takeOver(second).waitFor();
  await holds(second, "one");
  const told = second.getByRole("status").filter({ hasText: "いまは読むだけの状態です" });
  assert.equal(await told.count(), 0);
  await second.getByRole("group", { name: "最終診察日" }).getByRole("button", { name: "今日" }).click();
  await told.waitFor({ state: "attached" });
  await remarks(first).pressSequentially(" two");
  await holds(second, "one two");
  // The last keys are typed and not yet saved when the other tab takes over.
  await remarks(first).pressSequentially(" three");
  await takeOver(second).click();
  await takeOver(second).waitFor({ state: "detached" });
  await takeOver(first).waitFor();
  await holds(second, "one two three");
  // A field with the caret in it is never rewritten.
  await remarks(first).blur();
  await remarks(second).press("Control+End");
  await remarks(second).pressSequentially(" four");
  await holds(first, "one two three four");
  await openAgain(first, address);
  await holds(first, "one two three four");
});

test("a tab takes over from one that was killed", async (t) => {
  const server = await startServer(t);
  const { browser, context } = await openChromium(t);
  const first = await openPage(t, context);
  const address = await openLetter(first, server);
  await remarks(first).pressSequentially("before the crash");
  await saved(first);
  const second = await openPage(t, context);
  await openAgain(second, address);
  await takeOver(second).waitFor();
  const session = await context.newCDPSession(first);
  const crashed = first.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  first.problems.length = 0;
  // It may have been given the letter already: it had asked for it when it was opened.
  await takeOver(second).evaluateAll((buttons) => buttons.forEach((button) => button.click()));
  await takeOver(second).waitFor({ state: "detached" });
  await holds(second, "before the crash");
  await remarks(second).press("Control+End");
  await remarks(second).pressSequentially(", and after");
  await saved(second);
  await openAgain(second, address);
  await holds(second, "before the crash, and after");
  assert.ok(browser.isConnected());
});
