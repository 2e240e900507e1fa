// 紙の依頼: typed in while the net is away, its letter sent later, and the electronic request that follows is the same one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, requestOf } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage, started, until } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openWay } from "../harness/way.mjs";
import { fillLetter, finish, readyForOffline, saved, stands, text } from "./letter.mjs";
import { typePaperRequest } from "./paper.mjs";

const PERSON = "試験 花子";
const KANA = "しけん はなこ";

// Types the paper request in while the server is away, and opens its letter.
async function typeIn(page, server, insured) {
  await page.getByRole("link", { name: "紙の依頼を入力" }).click();
  const insurer = page.getByLabel("保険者（市町村）");
  await insurer.getByRole("option", { name: "みどり野市（990010）" }).waitFor({ state: "attached" });
  await server.kill();
  await typePaperRequest(page, { person: PERSON, kana: KANA, insured, doctor: "佐々木 健一" });
}

test("typed in offline, written, sent, then matched by the electronic request", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  await readyForOffline(page);
  await typeIn(page, server, "0000155507");
  assert.equal(await text(page, "氏名").inputValue(), PERSON);
  // It outlives the page.
  await page.reload();
  await text(page, "特記すべき事項").waitFor();
  await fillLetter(page);
  await saved(page);
  await finish(page);
  await stands(page, PERSON, "送信を待っています");
  await server.start();
  await stands(page, PERSON, "届きました", { timeout: 90_000 });

  // The letter and the request are sent by two queues.
  await until(async () => (await requestOf(server, PERSON))?.state === "sent");
  const typed = await requestOf(server, PERSON);
  assert.equal(typed.origin, "paper");
  const { request } = typed;
  await call(server, "hokensha", "POST", "/requests", {
    ...request,
    request_no: "R-1",
    person: { ...request.person, pt_addr: "みどり野市本町1-1-1" },
    clinic: { clinic_name: "ひばり内科クリニック", office_no: "9910123455", dr_name: "佐々木 健一" },
  });
  await page.getByRole("navigation").getByRole("link", { name: /^依頼一覧/ }).click();
  await page.getByRole("group", { name: "状態でしぼる" }).getByRole("button", { name: /^送付済み/ }).click();
  const listed = page.getByRole("row").filter({ hasText: PERSON });
  await listed.getByText("電子の依頼").waitFor();
  assert.equal(await listed.count(), 1);
  await listed.getByText("届いた", { exact: true }).waitFor();
  const { items } = await call(server, "ishi", "GET", "/requests");
  const mine = items.filter((item) => item.request.person.pt_name === PERSON);
  assert.deepEqual(mine.map((item) => [item.id, item.origin, item.letter_id]), [[typed.id, "electronic", typed.letter_id]]);
  const letters = await call(server, "hokensha", "GET", "/letters");
  assert.equal(letters.items.filter((line) => line.pt_name === PERSON).length, 1);
});

test("one that the server does not take is said with the reason, and put right where it is", async (t) => {
  const server = await startServer(t);
  const way = await openWay(t, server);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${way.origin("ishi")}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  await readyForOffline(page);
  await typeIn(page, server, "0000155515");
  await text(page, "特記すべき事項").fill("紙の依頼から書いた");
  await saved(page);
  const refusal = { code: "request.invalid", status: 422, title: "依頼の内容に誤りがあります。", field: "insured_no", action: "示された項目を直して送り直してください。" };
  let refused = 0;
  way.answers = ({ path }) => {
    if (path !== "/api/v1/requests/paper") return undefined;
    refused += 1;
    return { status: 422, body: refusal };
  };
  await server.start();
  await page.getByRole("link", { name: "依頼一覧" }).first().click();
  const listed = page.getByRole("row").filter({ hasText: PERSON });
  await listed.getByText("登録できませんでした").waitFor({ timeout: 90_000 });
  await listed.getByText(refusal.title).waitFor();
  // It outlives the page, and what was typed stands in the form again.
  await page.reload();
  await started(page);
  await listed.getByRole("button", { name: /^依頼を直す/ }).click();
  await page.waitForURL(/\/requests\/paper\//);
  await page.reload();
  await started(page);
  await page.getByRole("alert").getByText(refusal.title).waitFor();
  const insured = page.getByLabel("被保険者番号");
  assert.equal(await insured.inputValue(), "0000155515");
  assert.equal(await page.getByLabel("氏名").inputValue(), PERSON);
  assert.equal(await page.getByLabel("保険者（市町村）").inputValue(), "990010");
  assert.equal(await page.getByRole("radio", { name: "女" }).isChecked(), true);
  await assertAccessible(page, "a refused paper request");
  assert.equal(refused, 1, "what was refused is not sent again by itself");
  way.answers = () => undefined;
  await insured.fill("0000155523");
  await page.getByRole("button", { name: "登録して書きはじめる" }).click();
  await page.waitForURL(/\/letters\//);
  assert.equal(await text(page, "特記すべき事項").inputValue(), "紙の依頼から書いた", "the letter begun for it goes on");
  await page.getByText(/^\s*保存済み /).filter({ visible: true }).first().waitFor({ timeout: 90_000 });
  const { items } = await call(server, "ishi", "GET", "/requests");
  const mine = items.filter((item) => item.request.person.pt_name === PERSON);
  assert.deepEqual(mine.map((item) => [item.origin, item.request.insured_no, item.state]), [["paper", "0000155523", "drafting"]]);
  await page.getByRole("link", { name: "依頼一覧" }).first().click();
  await listed.getByText("作成中").waitFor();
  assert.equal(await listed.count(), 1);
});
