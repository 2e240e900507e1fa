// The operator's own terminal: every clinic's users, terminals and the whole log, and no letter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { started, workerReady } from "../harness/page.mjs";
import { PERSON, beginning } from "../journeys/letter.mjs";
import { authenticator, firstSignIn, inside, lock, openBeside, openTablet, shot, signInByCode, unlock, writeAndLock } from "./tablet.mjs";

const OPERATOR = "運用 花江";
const ADMIN = "南 一子";
const TYPED = "この端末だけにある一文";
const DOCTOR = "佐々木 健一";

// An operator at a terminal, with a first passkey.
async function operatorIn(server, page, address) {
  const words = ["--operator", "--name", OPERATOR, "--profession", "office", "--role", "operator"];
  const code = /招待コード (\S+?)（/.exec(await server.admin("user", "add", ...words))[1];
  const passkey = await authenticator(page);
  await signInByCode(page, address, OPERATOR, code);
  await inside(page);
  return passkey;
}

test("an operator appoints a clinic's administrator, reads the whole log, and is given no letter", async (t) => {
  const { server, address, page } = await openTablet(t, { certificate: "operator.p12" });
  await operatorIn(server, page, address);
  const tabs = page.getByRole("banner").getByRole("navigation").getByRole("link");
  assert.deepEqual(await tabs.allInnerTexts(), ["設定"]);
  const status = (path) => page.evaluate(async (asked) => (await fetch(asked)).status, path);
  for (const path of ["/api/v1/letters", "/api/v1/requests"]) assert.equal(await status(path), 404, `${path} is not there for an operator`);

  await page.getByRole("link", { name: "設定", exact: true }).click();
  await page.getByRole("link", { name: "利用者" }).click();
  await page.getByRole("row").filter({ hasText: OPERATOR }).waitFor();
  assert.equal(await page.getByText("利用者を加える").isVisible(), false);
  await page.getByLabel("事業所").selectOption({ label: "ひばり内科クリニック（9910123455）" });
  await page.getByRole("row").filter({ hasText: "佐々木 健一" }).waitFor();
  await page.getByText("利用者を加える").click();
  await page.getByRole("textbox", { name: "氏名" }).fill(ADMIN);
  await page.getByLabel("職種（役割）").selectOption({ label: "医師（医師・管理者）" });
  await page.getByRole("button", { name: "加えて招待コードを作る" }).click();
  await page.getByText(`${ADMIN}さんの招待コード`).waitFor();
  await page.getByRole("row").filter({ hasText: ADMIN }).getByText("医師・管理者").waitFor();
  await assertAccessible(page, "利用者, for an operator");
  await shot(page, "operator-users");

  await page.getByRole("link", { name: "端末", exact: true }).click();
  for (const name of ["ひばり内科 診察室", "みどり野市 窓口"]) await page.getByRole("row").filter({ hasText: name }).waitFor();
  await page.getByRole("link", { name: "操作の記録" }).click();
  const log = page.getByRole("table", { name: "操作の記録" });
  await log.getByText("ひばり内科クリニック").first().waitFor();
  await log.getByText("みどり野市").first().waitFor();
  await shot(page, "operator-audit");
});

test("a clinic's administrator begins a recovery, an operator agrees, and the lost passkey is worth nothing", async (t) => {
  const clinic = await openTablet(t);
  const { server, address, page } = clinic;
  const lost = await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await workerReady(page);
  await beginning(page).waitFor();
  // Written without a net: on this terminal alone.
  await server.kill();
  await page.reload();
  await started(page);
  await unlock(page);
  await writeAndLock(page, address, TYPED);
  await server.start();
  const found = await lost.passkeys();
  await lost.remove();
  const admins = await authenticator(page, { transport: "usb" });
  await firstSignIn(page, address, server, "西野 真理");
  await inside(page);
  await page.goto(`${address}/settings/users`);
  await unlock(page);
  const row = page.getByRole("row").filter({ hasText: DOCTOR }).first();
  await row.getByRole("button", { name: "復旧を始める" }).click();
  await row.getByRole("button", { name: "はい" }).click();
  await page.getByRole("heading", { name: "復旧の手続き" }).waitFor();
  await lock(page);
  await admins.remove();

  // The operator sits elsewhere, at a terminal and a browser of their own.
  const { page: far } = await openBeside(t, clinic, { certificate: "operator.p12" });
  await operatorIn(server, far, address);
  await far.goto(`${address}/settings/users`);
  await unlock(far);
  const begun = far.getByRole("table", { name: "復旧の手続き" }).getByRole("row").filter({ hasText: DOCTOR });
  await begun.filter({ hasText: "西野 真理" }).waitFor();
  await shot(far, "operator-recovery");
  await assertAccessible(far, "利用者 with a recovery, for an operator");
  await begun.getByRole("button", { name: "認める" }).click();
  await far.getByText(`${DOCTOR}さんの招待コード`).waitFor();
  const code = await far.locator(".settings__digits").innerText();
  const until = await far.locator(".settings__code").innerText();
  await shot(far, "operator-recovery-code");
  // It holds for a day, as the card says.
  const [, month, day] = /有効期限 \S*?(\d+)月(\d+)日/.exec(until);
  const { server_time: now } = await call(server, "kanri", "GET", "/me");
  // A day later, and Japan is nine hours ahead.
  const tomorrow = new Date(Date.parse(now) + (24 + 9) * 3_600_000);
  assert.deepEqual([Number(month), Number(day)], [tomorrow.getUTCMonth() + 1, tomorrow.getUTCDate()]);

  // Until the code is used, the lost passkey still is the person's.
  await page.goto(`${address}/`);
  const fresh = await authenticator(page, { transport: "nfc" });
  await page.getByRole("button", { name: /招待コードがある方/ }).click();
  await page.getByRole("textbox", { name: "招待コード" }).fill(code);
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByText("これまでのパスキーは、すべて使えなくなります（復旧）。").waitFor();
  await page.getByRole("button", { name: "パスキーを作る" }).click();
  // The person is known; the vault of this terminal is guarded by the lost passkey, and no recovery key was made here.
  await page.getByRole("heading", { name: "この端末の保管庫は、別の方法で閉じられています" }).waitFor();
  await page.getByText("どの方法でも開けないとき").click();
  await page.getByText("サーバーにまだない内容が1件あります。消すと、この1件は戻せません。").waitFor();
  await shot(page, "recovered-door");
  await assertAccessible(page, "a vault that nothing opens");
  await page.getByRole("button", { name: "この保管庫を消して、新しく始める" }).click();
  await page.getByRole("button", { name: "失うことを承知で、消して始める" }).click();
  await inside(page);
  // What was written here alone is gone; the request is there, and the new passkey opens what is written from now on.
  await beginning(page).waitFor();
  await lock(page);
  await unlock(page);
  await inside(page);
  await lock(page);
  await fresh.remove();

  // Whoever finds the lost passkey gets in nowhere with it.
  await page.context().clearCookies();
  await page.goto(`${address}/`);
  await authenticator(page, { found });
  await unlock(page);
  await page.getByRole("alert").filter({ hasText: "このパスキー" }).waitFor();
  await shot(page, "lost-passkey");
  assert.equal(await page.evaluate(async () => (await fetch("/api/v1/me")).status), 401);
  // Nor does the code open anything twice.
  await page.getByRole("button", { name: /招待コードがある方/ }).click();
  await page.getByRole("textbox", { name: "招待コード" }).fill(code);
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByRole("alert").filter({ hasText: "この招待コードは使えません" }).waitFor();

  // Who did what stands in the log.
  await far.goto(`${address}/settings/audit`);
  await unlock(far);
  const log = far.getByRole("table", { name: "操作の記録" });
  await log.getByRole("row").filter({ hasText: "復旧" }).filter({ hasText: "西野 真理" }).first().waitFor();
  await log.getByRole("row").filter({ hasText: "復旧" }).filter({ hasText: OPERATOR }).first().waitFor();
  await shot(far, "operator-recovery-log");
  assert.ok(!(await far.content()).includes(PERSON), "the log names no patient");
});
