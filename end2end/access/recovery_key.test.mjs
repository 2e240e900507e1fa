// The facility's recovery key is the server's to name: whoever can write a browser's profile gets no vault wrapped for
// another one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { authenticator, firstSignIn, inside, lock, openBeside, openTablet, shot, unlock } from "./tablet.mjs";

const ADMIN = "西野 真理";
const DOCTOR = "佐々木 健一";
const CLERK = "森 美咲";
// The generator of P-256: its private half, 1, is everybody's.
const FOREIGN = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

// For which key each vault of this browser is wrapped, by database. `change` puts another one into its record.
const wrapped = (page, change = null) =>
  page.evaluate(async (foreign) => {
    const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
    const keys = {};
    for (const { name } of await indexedDB.databases()) {
      if (!name.startsWith("ikensho-")) continue;
      const database = await done(indexedDB.open(name));
      const store = database.transaction("keys", "readwrite").objectStore("keys");
      const record = await done(store.get("recovery"));
      if (record) keys[name] = btoa(String.fromCharCode(...record.public)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
      if (record && foreign) {
        const bytes = Uint8Array.from(atob(foreign.replaceAll("-", "+").replaceAll("_", "/")), (digit) => digit.charCodeAt(0));
        await done(store.put({ ...record, public: bytes }, "recovery"));
      }
      database.close();
    }
    return keys;
  }, change);

test("a key that somebody put into the profile is not taken, and one sheet opens the vaults of every terminal", async (t) => {
  const clinic = await openTablet(t);
  const { server, address, page } = clinic;
  const admins = await authenticator(page);
  await firstSignIn(page, address, server, ADMIN);
  await inside(page);
  await page.getByRole("link", { name: "設定", exact: true }).click();
  await page.getByRole("link", { name: "接続確認" }).click();
  await page.getByText("復旧キーなし").waitFor();
  await assertAccessible(page, "接続確認 without a recovery key");
  await shot(page, "connection-no-recovery-key");
  await page.getByRole("link", { name: "保管庫を見る" }).click();
  await page.getByText("この医療機関には、復旧キーがまだありません。").waitFor();
  assert.deepEqual(await call(server, "kanri", "GET", "/recovery-key"), {});
  await page.getByRole("button", { name: "新しい復旧キーを作る" }).click();
  const sheet = await page.locator(".settings__digits").innerText();
  await page.getByText(`${ADMIN}さんが作成`).waitFor();
  await assertAccessible(page, "この端末の保管庫");
  await shot(page, "recovery-key");
  await page.setViewportSize({ width: 820, height: 1180 });
  await shot(page, "recovery-key-820");
  await page.setViewportSize({ width: 1280, height: 1024 });
  const { recovery_key: named } = await call(server, "kanri", "GET", "/recovery-key");
  await lock(page);

  // Whoever writes the profile puts a key of their own wherever one ever lay.
  const planted = JSON.stringify({ public: FOREIGN, made_at: named.made_at, by: named.by });
  await page.evaluate((text) => localStorage.setItem("ikensho-recovery-key", text), planted);
  await unlock(page);
  await page.getByText("医療機関の復旧キーでも開きます。").waitFor();
  await page.getByRole("link", { name: "接続確認" }).click();
  await page.getByText("医療機関の復旧キーで開きます。").waitFor();
  await page.goBack();
  await lock(page);
  assert.deepEqual(Object.values(await wrapped(page)), [named.public], "an old vault");
  await admins.present(false);
  await authenticator(page, { transport: "usb" });
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await lock(page);
  assert.deepEqual(Object.values(await wrapped(page)), [named.public, named.public], "a new vault");

  // A record that was changed opens for nobody else, and is put right with the next sign-in.
  await wrapped(page, FOREIGN);
  assert.deepEqual(Object.values(await wrapped(page)), [FOREIGN, FOREIGN]);
  await unlock(page);
  await inside(page);
  await lock(page);
  assert.deepEqual(Object.values(await wrapped(page)).sort(), [FOREIGN, named.public].sort(), "the vault that was opened");

  // Another terminal of the clinic: its vaults are wrapped for the same key, and the sheet opens them.
  const { page: other } = await openBeside(t, clinic);
  await authenticator(other);
  await firstSignIn(other, address, server, CLERK);
  await inside(other);
  await lock(other);
  assert.deepEqual(Object.values(await wrapped(other)), [named.public]);
  await other.getByRole("button", { name: /^復旧キーで開く/ }).click();
  await other.getByRole("textbox", { name: "復旧キー" }).fill(sheet);
  await other.getByRole("button", { name: "開く", exact: true }).click();
  await inside(other);
});
