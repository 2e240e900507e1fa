// The same letter in another browser: written offline, there again after a reload, sent when the server is back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../desk/clinic.mjs";
import { openFirefox } from "../harness/firefox.mjs";
import { startServer } from "../harness/server.mjs";

// The clerk has begun; what only the doctor can answer is left.
const PERSON = "渡邉 清";
const WORDS = " written in the other browser";
const LEFT = ["最終診察日＞^今日$", "症状としての安定性＞^安定$", "障害高齢者の日常生活自立度（寝たきり度）＞^J2$"];

const shows = (words) => document.body.innerText.includes(words);
const remarks = () => document.querySelector("#f-remarks textarea")?.value;

// What 「完成」 leads to: the dialog, or warnings, fewer than before, that are to be confirmed.
const next = (before) => {
  if (document.querySelector("dialog[open]")) return "dialog";
  const shown = [...document.querySelectorAll("button")].filter((button) => button.textContent.trim() === "このままで正しい" && button.checkVisibility());
  return shown.length > 0 && shown.length < before ? String(shown.length) : null;
};
const fewer = (before) => [...document.querySelectorAll("button")].filter((button) => button.textContent.trim() === "このままで正しい" && button.checkVisibility()).length < before;

async function finish(page) {
  for (let before = 12; ; ) {
    await page.click("button", "^完成$");
    const { value } = await page.waitFor(next, before);
    if (value === "dialog") return;
    before = Number(value);
    await page.click("button", "^このままで正しい$");
    await page.waitFor(fewer, before);
  }
}

test("written offline, reloaded, sent: in Firefox", async (t) => {
  const server = await startServer(t);
  const page = await openFirefox(t);
  await page.goto(`${server.origin("ishi")}/`);
  await page.click("button", `^続きを書く：${PERSON}$`);
  await page.named("textbox", "^特記すべき事項$");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.waitFor(shows, "保存済み");
  await server.kill();
  await page.click("textbox", "^特記すべき事項$");
  await page.type("\uE010");
  await page.type(WORDS);
  await page.waitFor(shows, "この端末のみ");
  const typed = await page.evaluate(remarks);
  assert.ok(typed.includes(WORDS));

  await page.reload();
  await page.named("textbox", "^特記すべき事項$");
  assert.equal(await page.evaluate(remarks), typed);
  await page.waitFor(shows, "オフライン");
  for (const name of LEFT) await page.click(name.startsWith("最終") ? "button" : "radio", name);
  await finish(page);
  await page.click("button", "として完成する$");
  await page.waitFor(shows, "送信を待っています");
  await server.start();
  await page.waitFor(shows, "届きました");
  const { items } = await call(server, "hokensha", "GET", "/letters");
  const mine = items.filter((line) => line.pt_name === PERSON && line.state === "sent");
  assert.equal(mine.length, 1);
  const { letter } = await call(server, "hokensha", "GET", `/letters/${mine[0].id}`);
  assert.equal(letter.answers.remarks, typed);
});
