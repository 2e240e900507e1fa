// The live stream of a tab: when it begins, and what is not asked for because of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, requestOf } from "../desk/clinic.mjs";
import { openLetter, saved, text } from "../editor/letter.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";

test("the stream begins with the server's first answer", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  // Whoever only looks again after a pause never does.
  await context.addInitScript(() => {
    const real = window.setTimeout;
    window.setTimeout = (work, pause, ...rest) => (pause >= 1_000 ? 0 : real(work, pause, ...rest));
  });
  const page = await openPage(t, context);
  const begun = page.waitForRequest((request) => request.url().endsWith("/api/v1/events"));
  await page.goto(`${server.origin("ishi")}/`);
  await begun;
});

test("what this tab has pushed is not asked for again", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server);
  const event = () => page.evaluate(() => Number(localStorage.getItem("ikensho-last-event")?.split("-")[1] ?? 0));
  const push = async (words) => {
    const before = await event();
    const pushed = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await text(page, "特記すべき事項").pressSequentially(words);
    await saved(page);
    assert.equal((await pushed).status(), 200);
    // The stream has told of it, too.
    await page.waitForFunction((before) => Number(localStorage.getItem("ikensho-last-event")?.split("-")[1]) > before, before);
  };
  await push("一");
  const asked = [];
  page.on("request", (request) => request.method() === "GET" && /\/drafts\/[^/]+$/.test(request.url()) && asked.push(request.url()));
  await push("二");
  await push("三");
  await page.evaluate(async () => void (await fetch("/api/v1/me")));
  assert.deepEqual(asked, []);
});

test("the lists come, also when the server says last who asks", async (t) => {
  const server = await startServer(t);
  const [{ id, receipt_no: receiptNo }] = (await call(server, "ishi", "GET", "/letters")).items;
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route("**/api/v1/me", async (route) => {
    await held;
    await route.continue();
  });
  await openModule(page, `${server.origin("ishi")}/sent/${id}`);
  // The stream has begun with its word that everything is to be asked for.
  await page.waitForFunction(() => localStorage.getItem("ikensho-last-event"));
  release();
  await page.getByRole("main").getByRole("listitem").filter({ hasText: receiptNo }).first().waitFor();
});

const holds = (page, words) => page.waitForFunction((words) => [...document.querySelectorAll("textarea")].some((area) => area.value.includes(words)), words);

test("what another device wrote while this one's push was under way comes right after it", async (t) => {
  const server = await startServer(t);
  const open = async (prepare = () => {}) => {
    const { context } = await openChromium(t);
    await context.addInitScript(prepare);
    const page = await openPage(t, context);
    await openLetter(page, server);
    return page;
  };
  // The server takes the tablet's words; its answer waits.
  const tablet = await open(() => {
    const real = window.fetch;
    const held = new Promise((resolve) => { window.release = resolve; });
    window.fetch = async (path, init) => {
      const answer = await real.call(window, path, init);
      if (init?.method === "PATCH") {
        window.isTaken = true;
        await held;
      }
      return answer;
    };
  });
  const desk = await open();
  await text(tablet, "特記すべき事項").pressSequentially("往診先で書いた。");
  await tablet.waitForFunction(() => window.isTaken);
  await holds(desk, "往診先で書いた。");
  const told = await tablet.evaluate(() => localStorage.getItem("ikensho-last-event"));
  await text(desk, "経過及び治療内容").pressSequentially("診察室で書いた。");
  // The tablet is told of the desk's version while it still waits for the answer to its own.
  await tablet.waitForFunction((told) => localStorage.getItem("ikensho-last-event") !== told, told);
  await tablet.evaluate(() => window.release());
  await holds(tablet, "診察室で書いた。");
  await holds(tablet, "往診先で書いた。");
});

test("a row of the request list keeps the focus while another one goes", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${server.origin("ishi")}/`);
  const begin = page.getByRole("button", { name: /^書きはじめる/ });
  await begin.nth(1).waitFor();
  const [gone, kept] = await begin.all();
  const name = (await gone.textContent()).split("：").pop();
  const other = (await kept.textContent()).split("：").pop();
  const button = page.getByRole("button", { name: new RegExp(`^書きはじめる.*${other}`) });
  await button.focus();
  const { id } = await requestOf(server, name);
  await call(server, "hokensha", "POST", `/requests/${id}/withdraw`, {});
  await page.getByRole("row").filter({ hasText: name }).waitFor({ state: "detached" });
  assert.equal(await button.evaluate((element) => element === document.activeElement), true);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1 }).filter({ hasText: other }).waitFor();
});
