// The whole browser dies at a moment nobody chose, while keys arrive.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { temporaryFolder } from "../harness/folder.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import * as environment from "../harness/environment.mjs";
import { openAgain, openLetter, remarks, saved, typeAndWatch } from "./letter.mjs";

const LIMIT_MS = 300;
// Where the run is cut, as shares of the text.
const CUTS = environment.isLong ? [0.13, 0.29, 0.37, 0.51, 0.68, 0.83, 0.97] : [0.37, 0.83];

test("the whole browser killed while typing: at most the last 300 ms are missing", async (t) => {
  const server = await startServer(t);
  const profile = await temporaryFolder(t, "ikensho-profile");
  let chromium = await openChromium(t, { profile });
  let page = await openPage(t, chromium.context);
  const address = await openLetter(page, server);
  await saved(page);
  let before = "";
  for (const [n, cut] of CUTS.entries()) {
    const text = `${n} the patient walks with a stick and eats alone `;
    await remarks(page).click();
    await page.keyboard.press("Control+End");
    const times = await typeAndWatch(page.keyboard, text.slice(0, Math.ceil(text.length * cut)));
    const killed = performance.now();
    await chromium.kill();
    chromium = await openChromium(t, { profile });
    page = await openPage(t, chromium.context);
    await openAgain(page, address);
    const kept = await remarks(page).inputValue();
    const due = times.filter(([at]) => killed - at > LIMIT_MS).length;
    assert.ok((before + text).startsWith(kept), `kept: ${JSON.stringify(kept)}`);
    assert.ok(kept.length >= before.length + due, `typed ${times.length}, due ${due}, kept ${kept.length - before.length}`);
    before = kept;
  }
});
