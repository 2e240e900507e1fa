// 端末に電子証明書をインストール → 事業所認証 → 接続確認, in a real browser with a store of certificates of its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { certificateStore, openTerminal, startCertified } from "../harness/certified.mjs";
import { openPage } from "../harness/page.mjs";

const state = (page, title) => page.getByRole("heading", { name: title }).waitFor();

test("a terminal gets its certificate by a code, and is let in until it is taken back", async (t) => {
  const server = await startCertified(t);
  const store = await certificateStore(t, server);

  // Without a certificate: the page that explains it, whatever was asked for, and nothing else.
  const before = await openChromium(t, { env: { HOME: store.home } });
  const page = await openPage(t, before.context);
  const opened = await page.goto(`${server.address}/letters/x`);
  assert.equal(opened.status(), 403);
  await state(page, "この端末の証明書が示されていません。");
  assert.equal(await page.evaluate(async () => (await fetch("/api/v1/requests")).status), 403);
  assert.equal(await page.evaluate(async () => (await (await fetch("/api/v1/me")).json()).code), "terminal.missing");
  await assertAccessible(page, "the page without a certificate");
  for (const size of [{ width: 1024, height: 768 }, { width: 375, height: 812 }]) {
    await page.setViewportSize(size);
    await assertAccessible(page, `the page without a certificate, ${size.width} wide`);
  }
  await page.getByRole("button", { name: "証明書を受け取る" }).click();
  await page.getByRole("alert").filter({ hasText: "登録コードを入力してください。" }).waitFor();
  await page.getByRole("textbox", { name: "登録コード" }).fill("0000-0000-0000");
  await page.getByRole("button", { name: "証明書を受け取る" }).click();
  await page.getByRole("alert").filter({ hasText: "登録コードが違うか、期限が切れています。" }).waitFor();

  // A code of the operator's.
  const words = ["terminal", "code", "--facility", "9910123455", "--name", "診察室1"];
  const [code] = (await server.admin(...words)).split("\n");
  await page.getByRole("textbox", { name: "登録コード" }).fill(code.toLowerCase());
  await page.getByRole("button", { name: "証明書を受け取る" }).click();
  await page.getByRole("heading", { name: "証明書ができました" }).waitFor();
  await assertAccessible(page, "the page with the new certificate");
  const passphrase = await page.locator("#passphrase").textContent();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "証明書を保存する" }).click()]);
  assert.equal(download.suggestedFilename(), "ikensho-terminal.p12");
  await store.install(await bytesOf(download), passphrase);
  await before.kill();

  // With it: the check, then the product.
  const { context, kill } = await openTerminal(t, server, { home: store.home });
  const inside = await openPage(t, context);
  await inside.goto(`${server.address}/terminal`);
  await state(inside, "この端末で使えます");
  assert.equal(await inside.locator("#fact-place").textContent(), "ひばり内科クリニック");
  assert.equal(await inside.locator("#fact-name").textContent(), "診察室1");
  await assertAccessible(inside, "the connection check");
  assert.equal(await inside.evaluate(async () => (await fetch("/api/v1/me")).status), 401, "a terminal is no person");
  const product = await inside.goto(`${server.address}/`);
  assert.equal(product.status(), 200);
  assert.match(await inside.content(), /clinic/);

  // Taken back while the browser is open.
  const [id] = (await server.admin("terminal", "list")).split("\t");
  await server.admin("terminal", "revoke", "--id", id);
  const taken = Date.now();
  await inside.goto(`${server.address}/terminal`);
  for (;;) {
    const answer = await inside.evaluate(async () => (await (await fetch("/api/v1/connection")).json()).refusal?.code).catch(() => null);
    if (answer === "terminal.revoked") break;
    assert.ok(Date.now() - taken < 10_000, "revoked, and let in ten seconds later");
  }
  await inside.goto(`${server.address}/terminal`);
  await state(inside, "この端末の証明書は、取り消されています。");
  await kill();
});

async function bytesOf(download) {
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
