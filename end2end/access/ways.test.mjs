// Ways into a vault where a passkey gives no PRF, when it is lost, and the way out without a net.
import assert from "node:assert/strict";
import { test } from "node:test";
import { started, workerReady } from "../harness/page.mjs";
import { beginning, saved, text } from "../journeys/letter.mjs";
import { authenticator, firstSignIn, inside, lock, openTablet, unlock } from "./tablet.mjs";

const DOCTOR = "佐々木 健一";
const WORDS = "いろはに-toride-川と山-59";
const NEW_WORDS = "ほへとちり-kawabata-月と海-73";
const TYPED = "通信のない往診先で書いた一文";

async function beginLetter(page) {
  await beginning(page).click();
  await text(page, "特記すべき事項").fill(TYPED);
  await saved(page);
  return page.url();
}

async function choose(page, words) {
  await page.getByLabel("パスフレーズ", { exact: true }).fill(words);
  await page.getByLabel("もう一度").fill(words);
  await page.getByRole("button", { name: "このパスフレーズにする" }).click();
}

test("without PRF a passphrase guards the vault, a weak one is refused, a wrong one opens nothing", async (t) => {
  const { server, address, page } = await openTablet(t);
  await authenticator(page, { prf: false });
  await firstSignIn(page, address, server, DOCTOR);
  await page.getByRole("heading", { name: "保管庫のパスフレーズを決めます" }).waitFor();
  await page.getByLabel("パスフレーズ", { exact: true }).fill("password1234");
  await page.getByLabel("もう一度").fill("password1234");
  await page.getByRole("button", { name: "このパスフレーズにする" }).click();
  await page.getByRole("alert").filter({ hasText: "パスフレーズが弱すぎます" }).waitFor();
  await choose(page, WORDS);
  await inside(page);
  const letter = await beginLetter(page);
  await workerReady(page);
  await server.kill();
  await page.reload();
  await started(page);
  await page.getByRole("button", { name: "パスフレーズで開く" }).click();
  await page.getByLabel("パスフレーズ", { exact: true }).fill(`${WORDS}!`);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "パスフレーズが違います" }).waitFor();
  await page.getByLabel("パスフレーズ", { exact: true }).fill(WORDS);
  const begun = performance.now();
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await text(page, "特記すべき事項").waitFor();
  t.diagnostic(`opened by passphrase in ${Math.round(performance.now() - begun)} ms`);
  assert.equal(page.url(), letter);
  assert.equal(await text(page, "特記すべき事項").inputValue(), TYPED);
});

test("a lost passkey is not a lost draft: the facility's recovery key opens the vault", async (t) => {
  const { server, address, page } = await openTablet(t);
  const admins = await authenticator(page);
  await firstSignIn(page, address, server, "西野 真理");
  await inside(page);
  await page.goto(`${address}/settings/vault`);
  await unlock(page);
  await page.getByRole("button", { name: "新しい復旧キーを作る" }).click();
  const code = await page.locator(".settings__digits").innerText();
  await lock(page);
  // Opened once more, the administrator's own vault knows the key, too.
  await unlock(page);
  await page.getByText("医療機関の復旧キーでも開きます。").waitFor();
  await lock(page);

  await admins.present(false);
  const lost = await authenticator(page, { transport: "usb" });
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  const letter = await beginLetter(page);
  await page.goto(`${address}/`);
  await unlock(page);
  await inside(page);
  await lock(page);
  await lost.present(false);
  await page.goto(letter);
  await page.getByRole("button", { name: /^復旧キーで開く/ }).click();
  await page.getByRole("combobox", { name: "お名前" }).selectOption({ label: DOCTOR });
  await page.getByRole("textbox", { name: "復旧キー" }).fill(code.replace(/^./, (digit) => (digit === "0" ? "1" : "0")));
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "復旧キーの文字が合いません" }).waitFor();
  await page.getByRole("textbox", { name: "復旧キー" }).fill(code.toLowerCase());
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await text(page, "特記すべき事項").waitFor();
  assert.equal(await text(page, "特記すべき事項").inputValue(), TYPED);
});

test("a forgotten passphrase gives way to a new one by the recovery key", async (t) => {
  const { server, address, page } = await openTablet(t);
  const admins = await authenticator(page);
  await firstSignIn(page, address, server, "西野 真理");
  await inside(page);
  await page.goto(`${address}/settings/vault`);
  await unlock(page);
  await page.getByRole("button", { name: "新しい復旧キーを作る" }).click();
  const code = await page.locator(".settings__digits").innerText();
  await lock(page);
  await admins.present(false);

  await authenticator(page, { prf: false, transport: "usb" });
  await firstSignIn(page, address, server, DOCTOR);
  await choose(page, WORDS);
  await inside(page);
  const letter = await beginLetter(page);
  await page.reload();
  await page.getByRole("button", { name: "パスキーで開く" }).click();
  // The first screen has a button of that name, too; the passkey's answer would take away what it opened.
  await page.getByRole("heading", { name: "この端末の保管庫は、別の方法で閉じられています" }).waitFor();
  await page.getByRole("button", { name: "復旧キーで開く" }).click();
  await page.getByRole("textbox", { name: "復旧キー" }).fill(code);
  await page.getByLabel("パスフレーズ", { exact: true }).fill(NEW_WORDS);
  await page.getByLabel("もう一度").fill(NEW_WORDS);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await text(page, "特記すべき事項").waitFor();
  assert.equal(await text(page, "特記すべき事項").inputValue(), TYPED);
  await page.getByRole("button", { name: "ロック" }).click();
  await page.getByRole("button", { name: "パスフレーズで開く" }).click();
  await page.getByLabel("パスフレーズ", { exact: true }).fill(WORDS);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "パスフレーズが違います" }).waitFor();
  await page.getByLabel("パスフレーズ", { exact: true }).fill(NEW_WORDS);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await text(page, "特記すべき事項").waitFor();
  assert.equal(page.url(), letter);
});

test("signing out offline says what it would lose, and leaves nothing that opens", async (t) => {
  const { server, address, page } = await openTablet(t);
  await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await workerReady(page);
  // The server has the first letter; what is written without it is here alone.
  const pushed = page.waitForResponse((answer) => answer.ok() && answer.request().postData()?.includes(TYPED));
  await beginLetter(page);
  await pushed;
  await saved(page);
  await server.kill();
  await page.goto(`${address}/`);
  await started(page);
  await unlock(page);
  await inside(page);
  await page.getByRole("button", { name: "書きはじめる" }).first().click();
  await text(page, "特記すべき事項").fill(TYPED);
  await saved(page);
  await page.goto(`${address}/`);
  await unlock(page);
  await inside(page);
  await page.getByRole("button", { name: "サインアウト" }).click();
  const dialog = page.getByRole("dialog", { name: "サインアウト" });
  await dialog.getByText(/サーバーにまだない内容が1件あります。保管庫を消すと、この1件は戻せません/).waitFor();
  await dialog.getByRole("button", { name: /失うことを承知で/ }).click();
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await unlock(page);
  await page.getByRole("alert").filter({ hasText: "この端末には、あなたの保管庫がありません" }).waitFor();
  const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.deepEqual(left.filter((name) => name.startsWith("ikensho-")), []);

  // The session is ended as soon as there is a net again.
  await server.start();
  await page.reload();
  await started(page);
  await page.waitForFunction(() => localStorage.getItem("ikensho-signed-out") === null);
  assert.equal(await page.evaluate(async () => (await fetch("/api/v1/me")).status), 401);
});
