// What an administrator does about people: recovery by two, sessions that end, and who looked at whom.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { PERSON, beginning, saved, text } from "../journeys/letter.mjs";
import { authenticator, firstSignIn, inside, lock, openTablet, shot, signInByCode, unlock, writeAndLock } from "./tablet.mjs";

const ADMIN = "西野 真理";
const DOCTOR = "佐々木 健一";
const SECOND = "東 次郎";
const TYPED = "医師だけの下書き";

// A second administrator of the clinic, whom only the operator can make.
async function secondAdmin(server) {
  const words = ["--facility", "9910123455", "--name", SECOND, "--profession", "office", "--role", "facility_admin"];
  return /招待コード (\S+?)（/.exec(await server.admin("user", "add", ...words))[1];
}

test("whoever lost every passkey comes back by two others, and finds the drafts by the recovery key", async (t) => {
  const { server, address, page } = await openTablet(t);
  // The first administrator makes the terminal's recovery key.
  const first = await authenticator(page);
  await firstSignIn(page, address, server, ADMIN);
  await inside(page);
  await page.goto(`${address}/settings/vault`);
  await unlock(page);
  await page.getByRole("button", { name: "新しい復旧キーを作る" }).click();
  const key = await page.locator(".settings__digits").innerText();
  await lock(page);
  await first.present(false);

  const lost = await authenticator(page, { transport: "usb" });
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await beginning(page).click();
  await text(page, "特記すべき事項").fill(TYPED);
  await saved(page);
  const letter = page.url();
  await page.goto(`${address}/`);
  await unlock(page);
  await inside(page);
  await lock(page);
  await lost.remove();

  // One begins, and cannot be the second, too.
  await first.present(true);
  await page.goto(`${address}/settings/users`);
  await unlock(page);
  const row = page.getByRole("row").filter({ hasText: DOCTOR });
  await row.first().getByRole("button", { name: "復旧を始める" }).waitFor();
  const own = page.getByRole("row").filter({ hasText: ADMIN }).getByRole("button", { name: "復旧を始める" });
  assert.equal(await own.count(), 0, "nobody begins one's own");
  await row.first().getByRole("button", { name: "復旧を始める" }).click();
  await row.first().getByRole("button", { name: "はい" }).click();
  await page.getByRole("heading", { name: "復旧の手続き" }).waitFor();
  await page.getByRole("button", { name: "認める" }).click();
  await page.getByRole("alert").filter({ hasText: "復旧を始めた方は、2人目にはなれません。" }).waitFor();
  await shot(page, "recovery-begun");
  await lock(page);
  await first.remove();

  const second = await authenticator(page, { transport: "nfc" });
  await signInByCode(page, address, SECOND, await secondAdmin(server));
  await inside(page);
  await page.goto(`${address}/settings/users`);
  await unlock(page);
  await page.getByRole("button", { name: "認める" }).click();
  await page.getByText(`${DOCTOR}さんの招待コード`).waitFor();
  const code = await page.locator(".settings__digits").innerText();
  await assertAccessible(page, "利用者 with a recovery");
  await shot(page, "recovery-approved");
  await lock(page);
  await second.remove();

  // The doctor's new passkey signs in; the vault is still closed for it, and the recovery key opens it.
  await authenticator(page, { transport: "ble" });
  await page.goto(letter);
  await page.getByRole("button", { name: /招待コードがある方/ }).click();
  await page.getByRole("textbox", { name: "招待コード" }).fill(code);
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByText("これまでのパスキーは、すべて使えなくなります（復旧）。").waitFor();
  await page.getByRole("button", { name: "パスキーを作る" }).click();
  await page.getByRole("button", { name: "復旧キーで開く" }).click();
  await page.getByRole("textbox", { name: "復旧キー" }).fill(key);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await text(page, "特記すべき事項").waitFor();
  assert.equal(await text(page, "特記すべき事項").inputValue(), TYPED);
  // From now on the new passkey opens it.
  await page.reload();
  await unlock(page);
  await text(page, "特記すべき事項").waitFor();
});

test("whoever still has a passkey is told of a recovery, and calls it off", async (t) => {
  const { server, address, page } = await openTablet(t);
  await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  const { items } = await call(server, "kanri", "GET", "/users");
  const { id } = items.find(({ name }) => name === DOCTOR);
  const recovery = { id: crypto.randomUUID().replace(/^(.{14})4/, "$17"), user_id: id, reason: "パスキーの紛失" };
  await call(server, "kanri", "POST", "/recoveries", recovery);
  await page.reload();
  await unlock(page);
  const told = page.getByRole("alert").filter({ hasText: "あなたのパスキーの復旧を、どなたかが始めました。" });
  await told.waitFor();
  await assertAccessible(page, "the notice of a recovery");
  await told.getByRole("button", { name: "復旧を取りやめる" }).click();
  await told.waitFor({ state: "detached" });
  const { items: all } = await call(server, "kanri", "GET", "/recoveries");
  assert.deepEqual(all.map(({ state }) => state), ["cancelled"]);
});

test("sessions are listed and ended, by oneself and by the administrator", async (t) => {
  const { server, address, page } = await openTablet(t);
  await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  // The cookie is gone, the session is not: it is listed beside the new one.
  await page.context().clearCookies();
  await page.goto(`${address}/settings/sessions`);
  await unlock(page);
  const rows = page.getByRole("table").getByRole("row");
  await page.getByText("この画面").waitFor();
  assert.equal(await rows.count(), 3);
  await shot(page, "sessions");
  await assertAccessible(page, "サインイン中の端末");
  await page.getByRole("button", { name: "終わらせる" }).click();
  await page.getByRole("button", { name: "はい" }).click();
  await page.getByText("サインインを終わらせました。").waitFor();
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);

  // Suspended by the administrator: the open page hears of it, and nothing of it is lost.
  const { items } = await call(server, "kanri", "GET", "/users");
  const { id, etag } = items.find(({ name }) => name === DOCTOR);
  await call(server, "kanri", "PATCH", `/users/${id}`, { state: "suspended" }, { "if-match": etag });
  await page.getByRole("button", { name: "本人確認をして送信を再開" }).click();
  await page.getByRole("alert").filter({ hasText: "休止" }).waitFor();
});

test("the log shows what was done here, and of one person who looked", async (t) => {
  const { server, address, page } = await openTablet(t);
  const doctors = await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await writeAndLock(page, address, TYPED);
  await doctors.present(false);
  await authenticator(page, { transport: "usb" });
  await firstSignIn(page, address, server, ADMIN);
  await inside(page);
  await page.getByRole("link", { name: "設定", exact: true }).click();
  await page.getByRole("link", { name: "操作の記録" }).click();
  const log = page.getByRole("table", { name: "操作の記録" });
  await log.getByRole("row").filter({ hasText: DOCTOR }).first().waitFor();
  assert.ok(!(await page.content()).includes(PERSON), "the log names no patient");
  await shot(page, "audit");
  await assertAccessible(page, "操作の記録");
  await log.getByRole("row").filter({ hasText: DOCTOR }).getByRole("button", { name: "だれが見たか" }).first().click();
  await page.getByText("お一人について、見た人・操作した人だけを並べています。").waitFor();
  await page.waitForFunction(() => ![...document.querySelectorAll("tbody tr")].some((row) => row.textContent.includes("サインインした")));
  await log.getByRole("row").filter({ hasText: DOCTOR }).first().waitFor();
  await shot(page, "audit-person");
  await page.getByRole("button", { name: "すべての操作に戻す" }).click();
  await log.getByRole("row").filter({ hasText: "ある方の記録を見た人を調べた" }).first().waitFor();
});
