// A program's token: made by the administrator for one terminal, seen once, worth nothing elsewhere, and taken back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { authenticator, firstSignIn, inside, openBeside, openTablet, shot } from "./tablet.mjs";

const PROGRAM = "架空電子カルテ";

// What the API answers to a program that shows this token at this terminal.
const asked = (page, token) =>
  page.evaluate(async (bearer) => {
    const answer = await fetch("/api/v1/requests", { headers: { authorization: `Bearer ${bearer}` }, credentials: "omit" });
    const { code } = await answer.json();
    return [answer.status, code ?? "-"];
  }, token);

test("a token is made with a touch for one terminal, seen once, and taken back", async (t) => {
  const clinic = await openTablet(t);
  const { server, address, page } = clinic;
  const admins = await authenticator(page);
  await firstSignIn(page, address, server, "西野 真理");
  await inside(page);
  await page.getByRole("link", { name: "設定", exact: true }).click();
  await page.getByRole("link", { name: "連携ソフト" }).click();
  await page.getByText("連携ソフトはまだありません。").waitFor();
  const make = page.getByRole("button", { name: "トークンを作る" });
  await make.click();
  await page.getByRole("alert").filter({ hasText: "連携ソフトの名前を入力してください。" }).waitFor();
  await page.getByRole("textbox", { name: "連携ソフトの名前" }).fill(PROGRAM);
  await make.click();
  await page.getByRole("alert").filter({ hasText: "連携ソフトを使う端末を選んでください。" }).waitFor();
  const terminal = page.getByLabel("使う端末");
  await terminal.selectOption({ label: "ひばり内科 診察室" });
  // Terminals of other places are not offered.
  assert.deepEqual(await terminal.getByRole("option").allInnerTexts(), ["選んでください", "ひばり内科 診察室"]);

  await make.click();
  await page.getByText(`${PROGRAM}のトークン`).waitFor();
  const token = await page.locator(".settings__digits").innerText();
  assert.equal(await page.getByRole("textbox", { name: "連携ソフトの名前" }).inputValue(), "", "what was taken is out of the field");
  const row = page.getByRole("row").filter({ hasText: PROGRAM });
  await row.getByText("使用中").waitFor();
  await row.getByText("まだありません").waitFor();
  await assertAccessible(page, "連携ソフト");
  await shot(page, "programs");
  await page.setViewportSize({ width: 820, height: 1180 });
  await shot(page, "programs-820");
  await page.setViewportSize({ width: 1280, height: 1024 });
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "ファイルに保存する" }).click()]);
  assert.equal(download.suggestedFilename(), "token.txt");

  // It is good at the terminal it is for, and at no other.
  assert.deepEqual(await asked(page, token), [200, "-"]);
  const { page: hospital } = await openBeside(t, clinic, { certificate: "hospital.p12" });
  await hospital.goto(`${address}/`);
  await hospital.getByRole("heading", { name: "サインイン" }).waitFor();
  assert.deepEqual(await asked(hospital, token), [401, "token.other_terminal"]);

  // The page does not know it any more.
  await page.getByRole("link", { name: "端末", exact: true }).click();
  await page.getByRole("row").filter({ hasText: "ひばり内科 診察室" }).waitFor();
  await page.getByRole("link", { name: "連携ソフト" }).click();
  await row.getByText(/^\d+月\d+日 \d+:\d\d$/).waitFor();
  assert.ok(!(await page.content()).includes(token), "a token is shown once");
  await row.getByRole("button", { name: "失効させる" }).click();
  await row.getByRole("button", { name: "はい" }).click();
  await row.getByText(/^失効（/).waitFor();
  await shot(page, "programs-revoked");
  assert.deepEqual(await asked(page, token), [401, "token.revoked"]);

  // Without the administrator's own touch there is no token. Last: the authenticator asks for a PIN from then on.
  await admins.verified(false);
  await page.getByRole("textbox", { name: "連携ソフトの名前" }).fill("もう1つ");
  await terminal.selectOption({ label: "ひばり内科 診察室" });
  await make.click();
  await page.getByRole("alert").filter({ hasText: "パスキーで確認できませんでした" }).waitFor();
  const { items } = await call(server, "kanri", "GET", "/programs");
  assert.deepEqual(items.map(({ name }) => name), [PROGRAM]);
});
