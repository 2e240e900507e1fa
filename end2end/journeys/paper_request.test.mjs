// 紙の依頼: typed in while the net is away, its letter sent later, and the electronic request that follows is the same one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, day, requestOf } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { fillLetter, finish, readyForOffline, saved, stands, text } from "./letter.mjs";

const PERSON = "試験 花子";
const KANA = "しけん はなこ";

const reiwa = (iso) => {
  const [y, m, d] = iso.split("-").map(Number);
  return [String(y - 2018), String(m), String(d)];
};

async function fillDate(page, name, [era, ...numbers]) {
  const date = page.getByRole("group", { name, exact: true });
  await date.getByRole("combobox", { name: "元号" }).selectOption(era);
  for (const [n, part] of ["年", "月", "日"].entries()) await date.getByRole("textbox", { name: part, exact: true }).fill(numbers[n]);
}

test("typed in offline, written, sent, then matched by the electronic request", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  await readyForOffline(page);
  await page.getByRole("link", { name: "紙の依頼を入力" }).click();
  const insurer = page.getByLabel("保険者（市町村）");
  await insurer.getByRole("option", { name: "みどり野市（990010）" }).waitFor({ state: "attached" });
  await server.kill();
  await insurer.selectOption({ label: "みどり野市（990010）" });
  await page.getByLabel("被保険者番号").fill("0000155507");
  await fillDate(page, "申請日", ["令和", ...reiwa(day(-6))]);
  await fillDate(page, "作成依頼日", ["令和", ...reiwa(day(-3))]);
  await page.getByLabel("氏名").fill(PERSON);
  await page.getByLabel("ふりがな").fill(KANA);
  await fillDate(page, "生年月日", ["昭和", "10", "5", "6"]);
  await page.getByRole("radio", { name: "女" }).check();
  await page.getByLabel("郵便番号").fill("999-0101");
  await page.getByLabel("住所").fill("みどり野市本町1-1");
  await page.getByLabel("連絡先").fill("0990-12-0000");
  await page.getByLabel("依頼された医師").selectOption("佐々木 健一");
  await page.getByRole("button", { name: "登録して書きはじめる" }).click();
  await page.waitForURL(/\/letters\//);
  await text(page, "特記すべき事項").waitFor();
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

  const typed = await requestOf(server, PERSON);
  assert.deepEqual([typed.origin, typed.state], ["paper", "sent"]);
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
