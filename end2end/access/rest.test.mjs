// A tablet that is stolen while it is locked: neither patients' text nor what opens the vault is in the browser's profile.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../harness/folder.mjs";
import { PERSON, beginning, saved, text } from "../journeys/letter.mjs";
import { authenticator, firstSignIn, inside, lock, openTablet, unlock } from "./tablet.mjs";

const MARKERS = Array.from({ length: 20 }, (_, n) => `planted-${n}-${(n * 7919 + 104729).toString(36)}`);
const CONTROL = "planted-without-cipher-7731";

test("planted markers are not in the profile of a locked tablet", async (t) => {
  const profile = await temporaryFolder(t, "ikensho-profile");
  const { server, address, chromium, page } = await openTablet(t, { profile });
  await authenticator(page);
  await firstSignIn(page, address, server, "佐々木 健一");
  await inside(page);
  await beginning(page).click();
  const remarks = text(page, "特記すべき事項");
  await remarks.fill(MARKERS.join(" "));
  await saved(page);
  await page.goto(`${address}/`);
  await unlock(page);
  await inside(page);
  await lock(page);
  assert.equal(await page.title(), "医療機関 | Ikensho");
  await page.evaluate((text) => localStorage.setItem("control", text), CONTROL);
  const kept = await page.evaluate(() => Object.entries(localStorage));
  for (const [name, value] of kept) {
    if (name === "control") continue;
    for (const secret of [...MARKERS, PERSON]) assert.ok(!value.includes(secret), name);
  }
  // An orderly end writes what the browser keeps for the next start.
  await chromium.close();
  const found = await search(profile, [...MARKERS, PERSON, CONTROL]);
  assert.ok(found.includes(CONTROL), "the search finds what is not encrypted");
  assert.deepEqual(found.filter((text) => text !== CONTROL), []);
});

async function search(folder, texts) {
  const found = new Set();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath ?? entry.path, entry.name)).catch(() => Buffer.alloc(0));
    for (const text of texts) {
      if (content.includes(Buffer.from(text, "utf8")) || content.includes(Buffer.from(text, "utf16le"))) found.add(text);
    }
  }
  return [...found];
}
