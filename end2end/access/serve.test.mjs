// The whole road as an operator runs it: `ikensho serve`, a certificate by code, people by invitation, a letter written and
// finished without a net, sent, and its receipt.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { certificateStore, enrol, openTerminal, startCertified } from "../harness/certified.mjs";
import { openPage, started, workerReady } from "../harness/page.mjs";
import { fillLetter, finish, saved, stands, text } from "../journeys/letter.mjs";
import { typePaperRequest } from "../journeys/paper.mjs";
import { authenticator, inside, lock, shot, signInByCode, unlock } from "./tablet.mjs";

const ADMIN = "西野 真理";
const DOCTOR = "青葉 智";
const PERSON = "試験 花子";
const CLINIC = ["--zip", "999-0101", "--addr", "みどり野市本町2-2", "--tel", "0990-12-3456", "--fax", "0990-12-3457"];

test("from a code on paper to a receipt", async (t) => {
  const server = await startCertified(t, CLINIC);
  await server.admin("insurer", "add", "--insurer-no", "990010", "--name", "みどり野市", "--electronic-from", "2026-04-01");
  const words = ["--facility", "9910123455", "--name", ADMIN, "--profession", "office", "--role", "facility_admin"];
  const invited = /招待コード (\S+?)（/.exec(await server.admin("user", "add", ...words))[1];
  const store = await certificateStore(t, server);
  const before = await openChromium(t, { env: { HOME: store.home } });
  await enrol(await openPage(t, before.context), server, store, "往診用タブレット");
  await before.kill();

  // The administrator comes in by the operator's code and adds the doctor; changing users asks for the passkey once more.
  const { context } = await openTerminal(t, server, { home: store.home });
  const page = await openPage(t, context);
  const admins = await authenticator(page);
  await signInByCode(page, server.address, ADMIN, invited);
  await inside(page);
  await page.getByRole("link", { name: "設定", exact: true }).click();
  await page.getByRole("link", { name: "利用者" }).click();
  await page.getByText("利用者を加える").click();
  await page.getByRole("textbox", { name: "氏名" }).fill(DOCTOR);
  await page.getByRole("button", { name: "加えて招待コードを作る" }).click();
  await page.getByText(`${DOCTOR}さんの招待コード`).waitFor();
  const code = await page.locator(".settings__digits").innerText();
  await lock(page);
  await admins.present(false);

  // The doctor, at the same tablet, with a key of their own.
  await authenticator(page, { transport: "usb" });
  await signInByCode(page, server.address, DOCTOR, code);
  await inside(page);
  await workerReady(page);
  await page.reload();
  await unlock(page);
  await inside(page);
  await page.getByRole("link", { name: "紙の依頼を入力" }).click();
  await page.getByLabel("保険者（市町村）").getByRole("option", { name: "みどり野市（990010）" }).waitFor({ state: "attached" });
  await server.kill();
  await typePaperRequest(page, { person: PERSON, insured: "0000155507", doctor: DOCTOR });
  await fillLetter(page);
  await saved(page);
  const letter = page.url();
  await page.goto(`${server.address}/`);
  await unlock(page);
  await inside(page);
  await lock(page);
  assert.ok(!(await page.content()).includes(PERSON), "a locked page names nobody");
  await shot(page, "locked");
  await page.goto(letter);
  await started(page);
  await unlock(page);
  await text(page, "特記すべき事項").waitFor();
  await finish(page);
  await stands(page, PERSON, "送信を待っています");
  await shot(page, "waiting");

  await server.start();
  await stands(page, PERSON, "届きました", { timeout: 90_000 });
  await page.getByRole("link", { name: /受付票/ }).first().click();
  await page.getByText(/受付番号/).first().waitFor();
  await shot(page, "receipt");
  await assertAccessible(page, "the receipt over the certified listener");
});
