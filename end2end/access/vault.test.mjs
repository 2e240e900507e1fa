// A terminal with a certificate, a doctor with a passkey: what is written offline is locked, opened offline, and sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { started, workerReady } from "../harness/page.mjs";
import { PERSON, WHOLE, beginning, fillLetter, finish, holds, saved, stands, text } from "../journeys/letter.mjs";
import { authenticator, firstSignIn, inside, lock, openTablet, unlock } from "./tablet.mjs";

const DOCTOR = "佐々木 健一";

test("sign in by code, write offline, lock, open offline, finish offline, and it is sent", async (t) => {
  const { server, address, page } = await openTablet(t);
  await authenticator(page);
  await page.goto(`${address}/`);
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await assertAccessible(page, "the door");
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await workerReady(page);
  await beginning(page).click();
  await text(page, "特記すべき事項").waitFor();
  await saved(page);
  const letter = page.url();

  // The net is lost; a page that is loaded anew is locked, and one touch opens it.
  await server.kill();
  await page.reload();
  await started(page);
  await page.getByRole("heading", { name: "ロックされています" }).waitFor();
  assert.ok(!(await page.content()).includes(PERSON), "a locked page names nobody");
  await unlock(page);
  await text(page, "特記すべき事項").waitFor();
  await fillLetter(page);
  await saved(page);
  await page.goto(`${address}/`);
  await unlock(page);
  await inside(page);
  await lock(page);
  assert.ok(!(await page.content()).includes(PERSON), "a locked page names nobody");
  await page.getByText(/送っていない内容 1件/).waitFor();
  await assertAccessible(page, "the locked door");

  await page.goto(letter);
  await unlock(page);
  await text(page, "特記すべき事項").waitFor();
  for (const step of WHOLE) assert.ok(await holds(page, step), `${step[1]} is not answered`);
  await finish(page);
  await stands(page, PERSON, "送信を待っています");

  // The session is gone: nothing is sent until the doctor has shown who it is once more.
  await page.context().clearCookies();
  await server.start();
  await page.getByRole("button", { name: "本人確認をして送信を再開" }).click({ timeout: 90_000 });
  await stands(page, PERSON, "届きました", { timeout: 90_000 });
});
