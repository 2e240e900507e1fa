// What is on this device alone, as a file that only the passphrase opens.
import assert from "node:assert/strict";
import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { seen } from "../local/letter.mjs";
import { PERSON, openLetter, readyForOffline, saved, text } from "./letter.mjs";

const PASSPHRASE = "八文字以上の言葉です";
const TYPED = "planted-in-the-letter-7301";

// As the file's format says: IKENSHO1, rounds, salt, initialisation vector, then AES-256-GCM over everything before it.
function open(file, passphrase) {
  const [magic, rounds, salt, iv, rest] = [[0, 8], [8, 12], [12, 28], [28, 40], [40]].map(([from, to]) => file.subarray(from, to));
  assert.equal(magic.toString(), "IKENSHO1");
  const key = pbkdf2Sync(passphrase, salt, rounds.readUInt32BE(), 32, "sha256");
  const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(file.subarray(0, 40)).setAuthTag(rest.subarray(-16));
  return JSON.parse(Buffer.concat([decipher.update(rest.subarray(0, -16)), decipher.final()]).toString());
}

test("the file has what was typed offline, and not in plain words", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, PERSON);
  await saved(page);
  await readyForOffline(page);
  await text(page, "特記すべき事項").waitFor();
  await server.kill();
  await text(page, "特記すべき事項").fill(TYPED);
  await text(page, "特記すべき事項").blur();
  await seen(page, /^\s*この端末のみ /);
  await page.getByRole("link", { name: "依頼一覧" }).first().click();
  await page.getByRole("navigation").getByRole("link", { name: /^送信箱/ }).click();
  await page.getByText("この端末だけにある内容を、暗号化ファイルに書き出す").click();
  await page.getByLabel("パスフレーズ", { exact: true }).fill("short");
  await page.getByRole("button", { name: "書き出す" }).click();
  await page.getByRole("alert").filter({ hasText: "パスフレーズが短すぎます" }).waitFor();
  await page.getByLabel("パスフレーズ", { exact: true }).fill(PASSPHRASE);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "書き出す" }).click()]);
  await page.getByText("ダウンロードに保存しました").waitFor();
  assert.match(download.suggestedFilename(), /^ikensho-\d{4}-\d{2}-\d{2}\.ikensho$/);
  const file = await readFile(await download.path());
  assert.equal(file.includes(TYPED), false);
  assert.equal(file.includes(Buffer.from(TYPED, "utf16le")), false);
  const content = open(file, PASSPHRASE);
  assert.deepEqual(Object.keys(content).sort(), ["drafts", "operations", "outbox", "queue"]);
  const drafts = content.drafts.filter((draft) => JSON.stringify(draft).includes(PERSON));
  assert.equal(drafts.length, 1);
  assert.ok(JSON.stringify(content).includes(TYPED));
  assert.throws(() => open(file, "ちがう言葉です"));
});
