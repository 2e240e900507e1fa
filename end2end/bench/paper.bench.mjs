// The printed letter in the browser: bytes for the first PDF, time to it and to the next one, on the desk and at a quarter of
// the speed, and a batch of 400 letters with the memory it takes.
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { test } from "node:test";
import { openLetter, saved, tab, text } from "../editor/letter.mjs";
import { openChromium } from "../harness/browser.mjs";
import * as environment from "../harness/environment.mjs";
import { measured, median } from "../harness/measure.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { call } from "../desk/clinic.mjs";
import { made } from "../paper/help.mjs";

const PERSON = "渡邉 清";
const BATCH = 400;
const ROUNDS = 9;

// How many bytes of a file a browser is sent.
async function sent(server, path) {
  const asked = request({ host: "127.0.0.1", port: server.port, path, headers: { host: `ishi.localhost:${server.port}`, "accept-encoding": "gzip, deflate, br" } });
  asked.end();
  const answer = await new Promise((resolve, reject) => asked.once("response", resolve).once("error", reject));
  let bytes = 0;
  for await (const piece of answer) bytes += piece.length;
  return bytes;
}

test("紙面 in the editor", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, server, PERSON);
  await saved(page);
  const asked = new Set();
  context.on("request", (request) => asked.add(request.url()));
  const begin = performance.now();
  await tab(page, "紙面").click();
  await made(page);
  measured("紙面, cold: from the tab to the pages", performance.now() - begin, "ms");
  // What the worker fetched for itself it has kept.
  const kept = await page.evaluate(async () => (await (await caches.open("ikensho-paper")).keys()).map(({ url }) => url));
  const files = new Set([...asked, ...kept].filter((url) => url.includes("/assets/")).map((url) => new URL(url).pathname));
  let bytes = 0;
  for (const path of files) bytes += await sent(server, path);
  measured("紙面, cold: files loaded for it", files.size, "files");
  measured("紙面, cold: bytes loaded for it, as a browser is sent them", bytes, "bytes");
  const times = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const before = await page.locator(".print__image").first().getAttribute("src");
    await text(page, "特記すべき事項").fill(`見守りを要する。${n}`);
    const typed = performance.now();
    await page.waitForFunction((before) => document.querySelector(".print__image")?.getAttribute("src") !== before, before);
    times.push(performance.now() - typed);
  }
  measured(`紙面, warm: from a key to the new pages, 400 ms of rest in it, median of ${ROUNDS}`, median(times), "ms");
});

// The module on the page's own thread, which a browser can slow down.
for (const [profile, rate] of [["desk", 1], ["tablet, CPU 4×", 4]]) {
  test(`the module alone: ${profile}`, async (t) => {
    const server = await startServer(t);
    const { context } = await openChromium(t);
    const page = await openPage(t, context);
    await page.goto(`${server.origin("ishi")}/`);
    const index = JSON.parse(await readFile(`${environment.site()}/assets.json`, "utf8"));
    const find = (pattern) => index.files.find(({ path }) => pattern.test(path)).path;
    const fonts = index.files.map(({ path }) => /^.*\/([^/]+)-[0-9a-f]{16}(\.[ot]tf)$/.exec(path)).filter(Boolean);
    const files = {
      glue: find(/\/paper-[0-9a-f]{16}\.js$/),
      wasm: find(/\/paper-[0-9a-f]{16}\.wasm$/),
      fonts: Object.fromEntries(fonts.map(([path, name, ending]) => [name + ending, path])),
    };
    const { items } = await call(server, "ishi", "GET", "/letters");
    const { letter } = await call(server, "ishi", "GET", `/letters/${items[0].id}`);
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const times = await page.evaluate(async ({ files, letter, rounds }) => {
      const glue = await import(files.glue);
      const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
      const [wasm, font] = await Promise.all([files.wasm, files.fonts["BIZUDMincho-Regular.ttf"]].map(bytes));
      const clock = (work) => {
        const begin = performance.now();
        try {
          const result = work();
          return [performance.now() - begin, result];
        } catch ({ code, sentence }) {
          throw new Error(`${code} ${sentence}`);
        }
      };
      const begin = performance.now();
      await glue.default({ module_or_path: wasm });
      const press = new glue.Press(font);
      const started = performance.now() - begin;
      const job = JSON.stringify({ today: "2026-10-14", letters: [letter] });
      // Rarer characters, as the worker fetches them.
      for (const character of press.missing(job)) {
        for (const name of glue.shards(character)) if (!press.has(character) && files.fonts[name]) press.add(await bytes(files.fonts[name]));
      }
      const rows = [];
      for (let n = 0; n < rounds; n += 1) {
        const [print, made] = clock(() => press.print(job));
        const [picture] = clock(() => made.pictures(2));
        rows.push({ print, picture, size: made.pdf.length });
        made.free();
      }
      return { started, rows };
    }, { files, letter, rounds: ROUNDS });
    measured(`module, ${profile}: compiling it and reading the font`, times.started, "ms");
    measured(`module, ${profile}: the first PDF`, times.rows[0].print, "ms");
    measured(`module, ${profile}: a PDF, median of ${ROUNDS}`, median(times.rows.map(({ print }) => print)), "ms");
    measured(`module, ${profile}: pictures of its two pages, median of ${ROUNDS}`, median(times.rows.map(({ picture }) => picture)), "ms");
    measured(`module, ${profile}: the PDF`, times.rows[0].size / 1000, "kB");
  });
}

// The most memory each of the browser's renderers had, in megabytes.
async function memory(pid) {
  const { readdir } = await import("node:fs/promises");
  const found = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const [line, status] = await Promise.all([readFile(`/proc/${name}/cmdline`, "utf8"), readFile(`/proc/${name}/status`, "utf8")]);
      const group = (await readFile(`/proc/${name}/stat`, "utf8")).split(") ")[1].split(" ")[2];
      if (Number(group) === pid && line.includes("--type=renderer")) found.push(Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1000);
    } catch {
      // It has ended meanwhile.
    }
  }
  return Math.max(...found);
}

test("a batch in the browser", async (t) => {
  const server = await startServer(t);
  const { context, pid } = await openChromium(t);
  const page = await openPage(t, context);
  await page.goto(`${server.origin("ishi")}/`);
  await page.waitForFunction(() => typeof window.ikenshoPaper === "function");
  const { items } = await call(server, "ishi", "GET", "/letters");
  const { letter } = await call(server, "ishi", "GET", `/letters/${items[0].id}`);
  const before = await memory(pid);
  const { ms, size, count } = await page.evaluate(async ({ letter, batch }) => {
    const letters = Array.from({ length: batch }, (_, n) => ({ ...letter, answers: { ...letter.answers, insured_no: String(n).padStart(10, "0") } }));
    await window.ikenshoPaper("make", JSON.stringify({ today: "2026-10-14", letters: [letter] }), 1);
    const begin = performance.now();
    const made = await window.ikenshoPaper("make", JSON.stringify({ today: "2026-10-14", letters }), 24);
    return { ms: performance.now() - begin, size: made.size, count: made.count };
  }, { letter, batch: BATCH });
  measured(`${BATCH} letters in the browser`, ms, "ms");
  measured(`${BATCH} letters in the browser: pages`, count, "pages");
  measured(`${BATCH} letters in the browser: the PDF`, size / 1000, "kB");
  measured("renderer before it, the most memory", before, "MB");
  measured("renderer after it, the most memory", await memory(pid), "MB");
});
