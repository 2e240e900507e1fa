// The insurer's desk: a letter arrives live, is read, accepted or returned, and its new version compared.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { call, openDesk, requestOf, row, sendLetter } from "./clinic.mjs";

const NAME = "髙橋 千代子";

async function deskWithLetter(t, options) {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openDesk(page, server);
  const asked = await requestOf(server, NAME);
  const letter = await sendLetter(server, asked, options);
  return { server, page, asked, letter };
}

const openTab = (page, name) => page.getByRole("tab", { name }).click();

test("a letter arrives without reloading, is read, accepted, and leaves the queue", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openDesk(page, server);
  await page.getByText("未処理の意見書はありません").waitFor();
  const asked = await requestOf(server, NAME);
  const letter = await sendLetter(server, asked, { change: { dementia_level: "Ⅱb", walk_out: "していない", wheelchair: "主に他人が操作している" } });
  await row(page, NAME).waitFor();
  await page.getByRole("status").filter({ hasText: `新しい意見書が届きました：${NAME}` }).waitFor();
  assert.match(await row(page, NAME).innerText(), /届いた/);

  await row(page, NAME).click();
  await page.getByRole("heading", { name: NAME }).waitFor();
  await page.getByText("署名を確認済み").waitFor();
  const five = page.getByRole("table", { name: "一次判定に使う5項目" });
  assert.match(await five.getByRole("row", { name: /認知症高齢者の日常生活自立度/ }).innerText(), /Ⅱa\s+Ⅱb\s+変化/);
  assert.match(await five.getByRole("row", { name: /短期記憶/ }).innerText(), /問題あり\s+問題あり\s+同じ/);
  const others = page.getByRole("table", { name: "そのほかの変化" });
  assert.match(await others.getByRole("row", { name: /屋外歩行/ }).innerText(), /介助があればしている\s+していない/);

  await page.getByRole("button", { name: "受理する" }).click();
  await page.getByText("受理しました").waitFor();
  await row(page, NAME).waitFor({ state: "detached" });
  assert.equal((await call(server, "ishi", "GET", `/letters/${letter}`)).line.state, "accepted");
  await page.getByRole("button", { name: "受理済み" }).click();
  await row(page, NAME).first().waitFor();
});

test("a return needs a code and a text; the new version says what changed and why", async (t) => {
  const { server, page, asked, letter } = await deskWithLetter(t, { change: { weight: "46.0" } });
  await row(page, NAME).click();
  await page.getByRole("button", { name: "差し戻す", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "医療機関に差し戻す" });
  await dialog.getByRole("button", { name: "この理由で差し戻す" }).click();
  await dialog.getByText("理由の種類を選んでください。").waitFor();
  await dialog.getByText("説明を書いてください。").waitFor();
  await dialog.getByLabel("記載に食い違いがある").check();
  await dialog.getByLabel("医療機関への説明").fill("体重と栄養状態をご確認ください。");
  await dialog.getByLabel(/直してほしい項目/).selectOption({ label: "体重" });
  await dialog.getByRole("button", { name: "この理由で差し戻す" }).click();
  await page.getByText("差し戻しました").waitFor();
  assert.equal(await dialog.isVisible(), false);
  const { line } = await call(server, "ishi", "GET", `/letters/${letter}`);
  assert.deepEqual(line.returned, { code: "contradiction", text: "体重と栄養状態をご確認ください。", field: "weight" });

  await sendLetter(server, asked, { replaces: letter, change: { weight: "43.2" } });
  await page.getByText("新しい版を開く").waitFor();
  await page.getByText("新しい版を開く").click();
  await page.getByText("第2版・").waitFor();
  assert.match(await row(page, NAME).innerText(), /第2版/);
  await openTab(page, "第1版との比較");
  await page.getByText("体重と栄養状態をご確認ください。").waitFor();
  const table = page.getByRole("table", { name: "前の版から変わったところ" });
  assert.equal(await table.getByRole("row").count(), 2, "the head and the one change");
  assert.match(await table.getByRole("row", { name: /体重/ }).innerText(), /46\.0kg\s+43\.2kg/);
});

test("who comes second is told so, and sees what the other one did", async (t) => {
  const { server, page, letter } = await deskWithLetter(t);
  await row(page, NAME).click();
  await page.getByRole("button", { name: "受理する" }).waitFor();
  // The other officer's answer is held back from this page: it still shows what was.
  await page.route("**/api/v1/events", (route) => route.abort());
  await page.route("**/api/v1/letters", (route) => route.abort());
  await page.route(`**/api/v1/letters/${letter}`, (route) => route.abort());
  const { line } = await call(server, "hokensha", "GET", `/letters/${letter}`);
  await call(server, "hokensha", "POST", `/letters/${letter}/return`, { code: "other", text: "確認のため" }, { "if-match": line.etag });
  await page.unroute(`**/api/v1/letters/${letter}`);
  const accept = page.getByRole("button", { name: "受理する" });
  if (await accept.isVisible()) {
    await accept.click();
    await page.getByRole("alert").filter({ hasText: "最新の状態を読み直しました" }).waitFor();
  }
  await page.getByText("差し戻しの理由：その他").waitFor();
  assert.equal((await call(server, "hokensha", "GET", `/letters/${letter}`)).line.state, "returned");
});

test("letters of two clinics for one application stand beside each other", async (t) => {
  const { server, page, asked } = await deskWithLetter(t);
  await row(page, NAME).click();
  await sendLetter(server, asked, { from: "ishi2", change: { dementia_level: "Ⅲa" } });
  await page.getByRole("tab", { name: /ほかの医療機関/ }).click();
  const table = page.getByRole("table", { name: "2通の意見書" });
  assert.match(await table.getByRole("row", { name: /認知症高齢者の日常生活自立度/ }).innerText(), /Ⅱa\s+Ⅲa\s+違う/);
});

test("what the request says differently is shown side by side", async (t) => {
  const { page } = await deskWithLetter(t, { change: { pt_addr: "みどり野市本町9-9-9", pt_zip: "9990101" } });
  await row(page, NAME).click();
  await page.getByText("依頼と違うところが1か所あります。").waitFor();
  await page.getByRole("link", { name: "照合を見る" }).click();
  const table = page.getByRole("table", { name: "依頼と意見書の照合" });
  assert.equal(await table.getByRole("row").count(), 9, "the head and eight items");
  assert.match(await table.getByRole("row", { name: /^住所/ }).innerText(), /本町1-2-3\s+みどり野市本町9-9-9\s+違う/);
  assert.match(await table.getByRole("row", { name: /^郵便番号/ }).innerText(), /書き方だけの違い/);
  assert.match(await table.getByRole("row", { name: /^氏名/ }).innerText(), /一致/);
});

test("a withdrawn request does not block its letter, and the desk says so", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openDesk(page, server);
  const asked = await requestOf(server, NAME);
  await call(server, "hokensha", "POST", `/requests/${asked.id}/withdraw`, {});
  await sendLetter(server, asked);
  await row(page, NAME).filter({ hasText: "取り下げ済みの依頼" }).click();
  await page.getByText("この意見書の依頼は取り下げ済みです").waitFor();
  await page.getByRole("button", { name: "受理する" }).click();
  await page.getByText("受理しました").waitFor();
});

test("the whole letter in the paper's order; its file has the receipt's hash", async (t) => {
  const { server, page, letter } = await deskWithLetter(t);
  await row(page, NAME).click();
  await openTab(page, "全文");
  const titles = await page.locator(".whole__title").allInnerTexts();
  assert.deepEqual(titles.map((title) => title.replace(/\s/g, "")), [
    "基本情報", "1傷病に関する意見", "2特別な医療", "3心身の状態に関する意見", "4生活機能とサービスに関する意見", "5特記すべき事項",
  ]);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const { bytes } = await saved("JSONで保存");
  const { sha256 } = await call(server, "hokensha", "GET", `/letters/${letter}`);
  assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256);
  // What other systems read.
  const shift_jis = new TextDecoder("shift_jis");
  const orca = await saved("CSV（ORCA 1.2）で保存");
  assert.match(shift_jis.decode(orca.bytes), /^"1\.2","Ikensho",/);
  const nintei = await saved("CSV（認定ソフト 09B）で保存");
  assert.match(nintei.file, /-09b\.csv$/);
  await page.getByText(/この形式に入りきらない項目：.*氏名/).waitFor();
  assert.match(shift_jis.decode(nintei.bytes), /^"保険者番号","申請日","被保険者番号",/);
  const fhir = await saved("FHIRで保存");
  assert.equal(JSON.parse(fhir.bytes.toString()).resourceType, "QuestionnaireResponse");
  await openTab(page, "受付票");
  await page.getByRole("heading", { name: "Ikensho受付票" }).waitFor();
});

test("a character that a file has no code for is named with its place, and no file is made", async (t) => {
  const { page } = await deskWithLetter(t, { change: { remarks: "𠮷野へ通う。" } });
  page.on("download", (download) => page.problems.push(`saved ${download.suggestedFilename()}`));
  await row(page, NAME).click();
  await openTab(page, "全文");
  await page.getByRole("button", { name: "CSV（ORCA 1.2）で保存" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "CSV（CP932）で使えない文字があります。" });
  await alert.getByText(/（特記すべき事項）：「𠮷」。JSONかFHIRなら、どの文字もそのまま保存できます。/).waitFor();
});

test("j, k and Enter go through the queue", async (t) => {
  const { server, page } = await deskWithLetter(t);
  await sendLetter(server, await requestOf(server, "渡邉 清"));
  await row(page, "渡邉 清").waitFor();
  const focused = () => page.evaluate(() => document.activeElement.querySelector(".queue__name")?.textContent);
  const names = await page.locator(".queue__name").allInnerTexts();
  assert.deepEqual(names, ["渡邉 清", NAME], "the application whose 30 days end first stands first");
  await page.keyboard.press("j");
  assert.equal(await focused(), names[0]);
  await page.keyboard.press("j");
  assert.equal(await focused(), names[1]);
  await page.keyboard.press("k");
  assert.equal(await focused(), names[0]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "渡邉 清" }).waitFor();
  await page.getByLabel("氏名・ふりがな・番号でさがす").fill("たかはし");
  await row(page, "渡邉 清").waitFor({ state: "detached" });
  assert.deepEqual(await page.locator(".queue__name").allInnerTexts(), [NAME]);
});
