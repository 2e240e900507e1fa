// A day's work in one browser profile, with a planted word in everything that can be typed; after the browser is closed,
// none of them stands in what it left on the disk: history, titles, autofill, session, caches, databases.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { call, openDesk, row as queued } from "../desk/clinic.mjs";
import { openLetter, panel, saved, tab, text } from "../editor/letter.mjs";
import { answerTo, choose } from "../files/letters.mjs";
import { openChromium } from "../harness/browser.mjs";
import { temporaryFolder } from "../harness/folder.mjs";
import { openModule, openPage, started, workerReady } from "../harness/page.mjs";
import { findInFolder } from "../harness/profile.mjs";
import { startServer } from "../harness/server.mjs";
import { stands } from "../journeys/letter.mjs";
import { made } from "../paper/help.mjs";

// What all planted words begin with; no two runs alike.
const MARK = `q${randomBytes(5).toString("hex")}`;
const CONTROL = `c${randomBytes(5).toString("hex")}`;
// People of the demonstration whose requests are on the screen.
const PEOPLE = ["髙橋 千代子", "松本 ハル", "神﨑 ふみ", "渡邉 清"];

let planted = 0;
const word = () => `${MARK}${String((planted += 1)).padStart(3, "0")}標`;

// Types a word into every text field that can be seen.
async function fillAll(page) {
  for (const field of await page.getByRole("main").locator("input:not([type=checkbox], [type=radio], [type=file]), textarea").all()) {
    if ((await field.isVisible()) && (await field.isEditable())) await field.fill(word());
  }
}

async function clinic(page, server) {
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("searchbox").fill(word());
  // A request on paper, typed in and left.
  await page.goto(`${server.origin("ishi")}/requests/paper`);
  await started(page);
  await page.getByLabel("氏名").waitFor();
  await fillAll(page);
  // A letter with a word in each of its texts, its phrases and its paper.
  await openLetter(page, server, "松本 ハル");
  await fillAll(page);
  await saved(page);
  await text(page, "特記すべき事項").click();
  await tab(page, "定型文").click();
  await panel(page).getByRole("button", { name: "いまの文を定型文に登録" }).click();
  await panel(page).getByText("登録しました。").waitFor();
  await tab(page, "紙面").click();
  await made(page);
  // A file of another program: read, sent, and its receipt.
  await page.goto(`${server.origin("ishi")}/setup`);
  await started(page);
  const name = word();
  const letter = await answerTo(server, "佐藤 正", { pt_name: name, pt_addr: word(), course_text: word(), remarks: word() });
  const file = [`${word()}.json`, Buffer.from(JSON.stringify(letter))];
  await choose(page, file);
  await page.getByText(name).first().waitFor();
  await page.goto(`${server.origin("ishi")}/requests/import`);
  await started(page);
  await choose(page, file);
  await page.getByText(name).first().waitFor();
  await page.getByRole("button", { name: "選んだうち1件を完成して送る" }).click();
  const dialog = page.getByRole("dialog", { name: "1件を完成しますか" });
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: /として完成する$/ }).click();
  await stands(page, name, "届きました", { timeout: 60_000 });
  await page.getByRole("main").getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: /印刷・PDF$/ }).click();
  await made(page);
  return name;
}

async function desk(page, server, name) {
  await openDesk(page, server);
  await queued(page, name).click();
  await page.getByRole("tab", { name: "全文" }).click();
  await page.getByRole("button", { name: "差し戻す", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "医療機関に差し戻す" });
  await dialog.getByRole("textbox").fill(word());
  await page.goto(`${server.origin("hokensha")}/`);
  await started(page);
  await page.getByRole("searchbox").fill(word());
}

test("nothing of a patient's stays readable in the browser's profile", async (t) => {
  const server = await startServer(t);
  const profile = await temporaryFolder(t, "ikensho-profile");
  const chromium = await openChromium(t, { profile });
  const page = await openPage(t, chromium.context);
  const name = await clinic(page, server);
  await desk(page, server, name);
  // What came back from the insurer, read at the clinic and kept for a day without a net.
  const { items } = await call(server, "hokensha", "GET", "/letters");
  const { id } = items.find((line) => line.pt_name === name);
  await call(server, "hokensha", "POST", `/letters/${id}/return`, { code: "other", text: word() }, { "if-match": '"1"' });
  await openModule(page, `${server.origin("ishi")}/sent/${id}`);
  await page.getByText(/差し戻/).filter({ visible: true }).first().waitFor();
  await workerReady(page);
  await page.reload();
  await started(page);
  await page.getByRole("navigation").getByRole("link", { name: /^依頼一覧/ }).click();
  await page.getByText(PEOPLE[0], { exact: true }).waitFor();

  // The search finds what is there: an address, a title, a stored text.
  await page.goto(`${server.origin("ishi")}/terminal?${CONTROL}`);
  await page.evaluate((text) => {
    document.title = text;
    localStorage.setItem("planted", text);
  }, CONTROL);
  await page.goto("about:blank");
  await chromium.close();
  assert.ok(planted > 60, `${planted} words were planted`);
  const controls = await findInFolder(profile, [CONTROL]);
  for (const place of [/History/, /Local Storage/]) assert.ok(controls.some(([file]) => place.test(file)), `${place}: ${controls.map(([file]) => file)}`);
  assert.deepEqual(await findInFolder(profile, [MARK, ...PEOPLE]), []);
  // The browser's own caches keep files of the program, and no answer about anybody, in whatever writing.
  const cached = async (path) => (await findInFolder(profile, [`:${server.port}${path}`])).filter(([file]) => /Cache_Data|CacheStorage/.test(file));
  assert.notDeepEqual(await cached("/assets/"), []);
  assert.deepEqual(await cached("/api/v1/"), []);
});
