// A terminal whose certificate is taken back: what is open closes, what was written stays sealed, and the page says why.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { started, workerReady } from "../harness/page.mjs";
import { PERSON, beginning, saved, text } from "../journeys/letter.mjs";
import { authenticator, firstSignIn, inside, openTablet, shot } from "./tablet.mjs";

const DOCTOR = "佐々木 健一";

test("an open page closes within seconds, and the kept page opens nothing any more", async (t) => {
  const { server, address, page } = await openTablet(t);
  await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await workerReady(page);
  await beginning(page).click();
  await text(page, "特記すべき事項").fill("取り消される前に書いた一文");
  await saved(page);
  const { items } = await call(server, "kanri", "GET", "/terminals");
  const { id } = items.find((terminal) => terminal.kind === "own");
  await call(server, "kanri", "POST", `/terminals/${id}/revoke`);
  const title = page.getByRole("heading", { name: "この端末の証明書は、取り消されています。" });
  await title.waitFor({ timeout: 30_000 });
  await page.getByText(DOCTOR).waitFor();
  assert.ok(!(await page.content()).includes(PERSON), "nothing of a patient is on the screen");
  await assertAccessible(page, "the door of a terminal that is refused");
  await shot(page, "revoked");

  await page.goto(`${address}/`);
  await started(page);
  await title.waitFor();
  assert.equal(await page.getByRole("button", { name: /^パスキーで/ }).count(), 0);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.equal(databases.filter((name) => name.startsWith("ikensho-")).length, 1, "the vault is still there");
  await page.getByRole("link", { name: "証明書の確認と入れ方" }).click();
  await page.getByRole("heading", { name: "この端末の証明書は、取り消されています。" }).waitFor();
  await page.getByRole("textbox", { name: "登録コード" }).waitFor();
});
