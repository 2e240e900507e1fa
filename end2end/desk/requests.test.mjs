// 依頼を送る: what is out, one new request, requests from a file, withdrawal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { call, day, openDesk, requestOf } from "./clinic.mjs";

async function desk(t, path) {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openDesk(page, server, path);
  return { server, page };
}

const fillDate = async (page, id, [era, y, m, d]) => {
  await page.locator(`#${id}-e`).selectOption(era);
  for (const [part, text] of [["y", y], ["m", m], ["d", d]]) await page.locator(`#${id}-${part}`).fill(text);
};

const reiwa = (iso) => {
  const [y, m, d] = iso.split("-").map(Number);
  return ["令和", String(y - 2018), String(m), String(d)];
};

test("requests that are out stand by due date, overdue on top; an open one can be withdrawn", async (t) => {
  const { server, page } = await desk(t, "/requests");
  await page.locator(".asked__row").first().waitFor();
  const first = await page.locator(".asked__row").first().innerText();
  assert.match(first, /日超過/);
  const name = "松本 ハル";
  await page.getByRole("button", { name: `取り下げる ：${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `${name}さんの依頼を取り下げますか` });
  await dialog.getByRole("button", { name: "やめる" }).click();
  assert.equal((await requestOf(server, name)).state, "open");
  await page.getByRole("button", { name: `取り下げる ：${name}` }).click();
  await dialog.getByRole("button", { name: "取り下げる" }).click();
  await page.getByText(`${name}さんの依頼を取り下げました。`).waitFor();
  assert.equal((await requestOf(server, name)).state, "withdrawn");
  await page.locator(".asked__row").filter({ hasText: name }).waitFor({ state: "detached" });
});

test("one request is typed in; what is missing is named; 提出期限 is 14 days after 作成依頼日", async (t) => {
  const { server, page } = await desk(t, "/requests/new");
  await page.getByRole("button", { name: "この依頼を送る" }).click();
  await page.getByText("まだ送れません").waitFor();
  await page.getByRole("link", { name: "依頼する医療機関を選んでください。" }).waitFor();
  await page.getByLabel("被保険者番号").fill("0000155507");
  await page.getByLabel("氏名").fill("試験 花子");
  await page.getByLabel("ふりがな").fill("しけん はなこ");
  await page.getByLabel("女").check();
  await fillDate(page, "pt_birth", ["昭和", "10", "5", "6"]);
  await fillDate(page, "apply_date", reiwa(day(-6)));
  await fillDate(page, "request_date", reiwa(day(-3)));
  await page.getByLabel("医療機関").selectOption({ label: "ひばり内科クリニック（9910123455）" });
  await page.getByLabel("医師").selectOption("佐々木 健一");
  await page.getByRole("button", { name: "この依頼を送る" }).click();
  await page.getByText("依頼を送りました。").waitFor();
  const { request } = await requestOf(server, "試験 花子");
  assert.deepEqual(
    { no: request.insured_no, due: request.due_date, birth: request.person.pt_birth, doctor: request.clinic.dr_name },
    { no: "0000155507", due: day(11), birth: "1935-05-06", doctor: "佐々木 健一" },
  );
});

test("a CSV in Shift_JIS is taken row by row; a row that cannot be taken says why", async (t) => {
  const { server, page } = await desk(t, "/requests/import");
  await page.getByRole("button", { name: "このファイルの依頼を送る" }).click();
  await page.getByText("ファイルを選んでください。").waitFor();
  const head = "insurer_no,insured_no,apply_date,request_date,pt_name,office_no\r\n";
  const good = `990010,0000155507,${day(-6)},${day(-3)},`;
  const bad = `990010,0000155515,${day(-6)},${day(-3)},B,0000000000\r\n`;
  // 山田 in Shift_JIS.
  const file = Buffer.concat([Buffer.from(head + good), Buffer.from([0x8e, 0x52, 0x93, 0x63]), Buffer.from(`,9910123455\r\n${bad}`)]);
  await page.getByLabel(/^ファイル/).setInputFiles({ name: "requests.csv", mimeType: "text/csv", buffer: file });
  await page.getByRole("button", { name: "このファイルの依頼を送る" }).click();
  await page.getByText("1件を送りました。").waitFor();
  const rows = page.locator(".import__rows tr");
  assert.match(await rows.nth(0).innerText(), /1件目\s+依頼を送りました/);
  assert.match(await rows.nth(1).innerText(), /2件目\s+この医療機関コードの医療機関は登録されていません。（医療機関コード）/);
  assert.equal((await requestOf(server, "山田")).request.insured_no, "0000155507");
});

test("a JSON list names its rows, too, and a known request is renewed instead of doubled", async (t) => {
  const { server, page } = await desk(t, "/requests/import");
  const { request } = await requestOf(server, "松本 ハル");
  const list = JSON.stringify([{ ...request, due_date: day(20) }, { ...request, insurer_no: "990028" }]);
  await page.getByLabel(/^ファイル/).setInputFiles({ name: "requests.json", mimeType: "application/json", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: "このファイルの依頼を送る" }).click();
  const rows = page.locator(".import__rows tr");
  await rows.nth(1).waitFor();
  assert.match(await rows.nth(0).innerText(), /新しくしました/);
  assert.match(await rows.nth(1).innerText(), /保険者番号が自分の保険者と違います/);
  assert.equal((await requestOf(server, "松本 ハル")).request.due_date, day(20));
  const { items } = await call(server, "hokensha", "GET", "/requests");
  assert.equal(items.filter((item) => item.request.person.pt_name === "松本 ハル").length, 1);
});
