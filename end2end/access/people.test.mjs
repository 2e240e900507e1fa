// One tablet, two people: each has a vault, and neither sees what is in the other's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { authenticator, firstSignIn, inside, lock, openTablet, unlock, writeAndLock } from "./tablet.mjs";

const DOCTOR = "佐々木 健一";
const CLERK = "森 美咲";
const TYPED = "医師だけの下書き";

const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());

test("two people on one tablet", async (t) => {
  const { server, address, page } = await openTablet(t);
  const doctors = await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await writeAndLock(page, address, TYPED);
  const [first] = await databases(page);
  assert.match(first, /^ikensho-[0-9a-f-]{36}$/, "a vault is named by an id alone");

  await doctors.present(false);
  const clerks = await authenticator(page, { transport: "usb" });
  await firstSignIn(page, address, server, CLERK);
  await inside(page);
  await page.getByText(CLERK).first().waitFor();
  assert.equal((await databases(page)).length, 2, "a database a person");
  await lock(page);
  for (const name of [DOCTOR, CLERK]) await page.getByRole("listitem").filter({ hasText: name }).waitFor();

  // Offline each opens one's own.
  await server.kill();
  await clerks.present(false);
  await doctors.present(true);
  await unlock(page);
  await inside(page);
  await page.getByText(DOCTOR).first().waitFor();
});

test("a wrong code and a touch without verification get a sentence", async (t) => {
  const { server, address, page } = await openTablet(t);
  const doctors = await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await lock(page);
  await page.getByRole("button", { name: /招待コードがある方/ }).click();
  await page.getByRole("textbox", { name: "招待コード" }).fill("0000-0000-0000");
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByRole("alert").filter({ hasText: "この招待コードは使えません" }).waitFor();
  await page.getByRole("button", { name: "戻る" }).click();
  // Last: an authenticator that could not verify its user a few times asks for a PIN from then on.
  await doctors.verified(false);
  await unlock(page);
  await page.getByRole("alert").filter({ hasText: "パスキーで確認できませんでした" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "依頼一覧" }).count(), 0);
});
