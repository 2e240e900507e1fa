// 紙面 in the editor: the PDF that is seen, saved and printed is one, and the command line's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { openLetter, saved, tab, text } from "../editor/letter.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage, started } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { readyForOffline } from "../journeys/letter.mjs";
import { difference, made, nativePdf, openPaper, pictureOf, redrawn, savePdf, textOf, wordsOf } from "./help.mjs";

const PERSON = "渡邉 清";
const draftOf = (page) => new URL(page.url()).pathname.split("/").at(-1);

async function openEditor(t, { size } = {}) {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context, { size });
  await openLetter(page, server, PERSON);
  if (size !== "phone") await saved(page);
  return { server, page };
}

// The letter as the server has it once everything typed is there.
async function letterOf(server, page) {
  await page.getByText(/^保存済み/).first().waitFor();
  return (await call(server, "ishi", "GET", `/drafts/${draftOf(page)}`)).letter;
}

test("what is saved is byte for byte what the command line makes of the letter, and it is written down", async (t) => {
  const { server, page } = await openEditor(t);
  await text(page, "特記すべき事項").fill("髙﨑さんの神󠄁社、𠮷野、辻󠄀。");
  await text(page, "特記すべき事項").blur();
  await openPaper(page);
  const noted = page.waitForResponse((response) => response.url().endsWith("/api/v1/prints"));
  const { name, bytes } = await savePdf(page);
  assert.match(name, /^ikensho-\d{4}-\d{2}-\d{2}\.pdf$/);
  const note = await noted;
  assert.equal(note.status(), 204);
  assert.deepEqual(note.request().postDataJSON(), { way: "saved", letters: [], drafts: [draftOf(page)] });
  const native = await nativePdf(t, await letterOf(server, page));
  assert.ok(bytes.equals(native), `${bytes.length} bytes in the browser, ${native.length} natively`);
  assert.ok((await textOf(bytes)).includes("神󠄁社、𠮷野、辻󠄀"));
});

test("what is typed is on the paper without asking for it", async (t) => {
  const { page } = await openEditor(t);
  await openPaper(page);
  const before = await page.locator(".print__image").first().getAttribute("src");
  await text(page, "対処方針").fill("手すりを付ける");
  await text(page, "対処方針").blur();
  await page.waitForFunction((before) => document.querySelector(".print__image")?.getAttribute("src") !== before, before);
  await made(page);
  assert.ok((await textOf((await savePdf(page)).bytes)).includes("手すりを付ける"));
});

test("printed from the page, every line stands where the PDF has it", async (t) => {
  const { page } = await openEditor(t);
  await openPaper(page);
  const { bytes } = await savePdf(page);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  const noted = page.waitForRequest((request) => request.url().endsWith("/api/v1/prints") && request.postDataJSON().way === "printed");
  await page.getByRole("button", { name: "印刷する" }).click();
  await page.waitForFunction(() => window.printed);
  await noted;
  const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  for (const n of [1, 2]) {
    const [ours, browsers] = [await pictureOf(bytes, n), await pictureOf(paper, n)];
    assert.deepEqual([browsers.width, browsers.height], [ours.width, ours.height]);
    const apart = difference(ours, browsers);
    // One dot is a quarter of a millimetre.
    assert.ok(apart < 0.002, `page ${n}: ${apart} of what is dark stands elsewhere`);
  }
  await assert.rejects(pictureOf(paper, 3), "two pages, and no empty one behind");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".print-pages").count(), 0);
});

test("once it was needed it works without a net; a character without a glyph is named, and printing waits", async (t) => {
  const { server, page } = await openEditor(t);
  await readyForOffline(page);
  await openPaper(page);
  await server.kill();
  await page.reload();
  await started(page);
  await text(page, "特記すべき事項").waitFor();
  await openPaper(page);
  await text(page, "特記すべき事項").fill("笑顔😀が増えた。");
  const told = page.locator(".print__not");
  await told.getByText("「😀」（U+1F600）").waitFor();
  await page.getByRole("button", { name: "印刷する" }).click();
  await page.getByText("紙面ができてから、もう一度押してください。").waitFor();
  await told.getByRole("button", { name: "特記すべき事項" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.closest(".item").id), "f-remarks");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("吉野は𠮷野と書く。");
  await told.getByText("印刷の部品をまだ読み込めていません").waitFor();
  await server.start();
  await told.getByRole("button", { name: "作り直す" }).click();
  await made(page);
  assert.ok((await textOf((await savePdf(page)).bytes)).includes("𠮷野と書く"));
});

test("answers alone: no sentence of the form, moved as far as was typed, kept for the insurer", async (t) => {
  const { server, page } = await openEditor(t);
  await openPaper(page);
  const whole = (await savePdf(page)).bytes;
  const check = (name) => redrawn(page, () => page.getByRole("checkbox", { name }).click());
  const move = async (way, length) => {
    await page.getByLabel(way).fill(length);
    await page.getByLabel(way).blur();
  };
  await check("医師氏名を印刷しない（自署用）");
  await check(/^上に保険者番号/);
  await check(/^答えだけを印刷する/);
  await move("右へ（mm）", "2.55");
  await page.getByText("50mmまでの長さを").waitFor();
  await redrawn(page, () => move("右へ（mm）", "２．５"));
  await redrawn(page, () => move("下へ（mm）", "-1.5"));
  const letter = await letterOf(server, page);
  const wanted = await nativePdf(t, letter, ["--answers-only", "--offset", "2.5,-1.5", "--blank-name", "--header"]);
  const answers = (await savePdf(page)).bytes;
  assert.ok(answers.equals(wanted), "the same bytes as from the command line");
  const read = await textOf(answers);
  assert.ok(read.includes(letter.answers.pt_name.replace(/\s/g, "")) && !read.includes("申請者") && !read.includes("医師氏名"));
  assert.ok(read.includes(letter.answers.insured_no), "the boxes at the head are filled");
  assert.ok(!read.includes(letter.answers.dr_name.replace(/\s/g, "")), "the doctor signs by hand");
  const [before, after] = [await wordsOf(whole), await wordsOf(answers)];
  const once = (words, word) => words.filter((other) => other.word === word);
  const moved = after.filter(({ word }) => once(after, word).length === 1 && once(before, word).length === 1);
  assert.ok(moved.length > 10, `${moved.length} words stand on both`);
  for (const word of moved) {
    const [from] = once(before, word.word);
    assert.ok(Math.abs(word.x - from.x - 2.5) < 0.05 && Math.abs(word.y - from.y + 1.5) < 0.05, `${word.word}: ${word.x - from.x}, ${word.y - from.y}`);
  }
  await page.reload();
  await started(page);
  await openPaper(page);
  assert.equal(await page.getByRole("checkbox", { name: /^答えだけを印刷する/ }).getAttribute("aria-checked"), "true");
  assert.equal(await page.getByLabel("右へ（mm）").inputValue(), "2.5");
});

for (const size of ["desktop", "tablet", "phone"]) {
  test(`紙面 is accessible, and a page can be seen large: ${size}`, async (t) => {
    const { page } = await openEditor(t, { size });
    if (size === "tablet") await page.getByRole("group", { name: "操作" }).getByRole("button", { name: "紙面" }).click();
    if (size === "phone") await page.getByRole("group", { name: "操作" }).getByRole("button", { name: /^確認/ }).click();
    await tab(page, "紙面").click();
    await made(page);
    await page.getByRole("checkbox", { name: /^答えだけを印刷する/ }).click();
    await made(page);
    await assertAccessible(page, `紙面, ${size}`);
    await page.getByRole("button", { name: /1ページ目/ }).click();
    const zoom = page.getByRole("dialog", { name: "紙面 1／2" });
    await zoom.waitFor();
    await zoom.getByRole("button", { name: "次のページ" }).click();
    await page.getByRole("dialog", { name: "紙面 2／2" }).getByRole("img").waitFor();
    await assertAccessible(page, `紙面 large, ${size}`);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
  });
}
