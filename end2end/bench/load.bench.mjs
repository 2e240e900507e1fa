// The editor's first load, cold: what comes before one can write and it is saved, and what comes right after; then a
// warm start from the service worker with the server dead.
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { measured, median } from "../harness/measure.mjs";
import { openPage, workerReady } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";

const FORM = "#s-5";
const isPiece = (url) => /-(split|chunk)_/.test(url);

// Bytes of a page's own responses as they went over the wire; the worker's fetches are not among them.
async function load(page, address) {
  const session = await page.context().newCDPSession(page);
  const files = new Map();
  const names = new Map();
  await session.send("Network.enable");
  session.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => files.set(requestId, encodedDataLength));
  const begin = performance.now();
  await page.goto(address);
  await page.locator(FORM).waitFor();
  const form = performance.now() - begin;
  await page.locator(".panel__page").waitFor();
  const judged = performance.now() - begin;
  await page.waitForLoadState("networkidle").catch(() => {});
  const sum = (is) => [...files].filter(([id]) => is(names.get(id) ?? "")).reduce((all, [, bytes]) => all + bytes, 0);
  return { form, judged, first: sum((url) => !isPiece(url) && !url.includes("/api/")), pieces: sum(isPiece) };
}

test("load", async (t) => {
  const server = await startServer(t);
  const runs = [];
  let last;
  for (let n = 0; n < 5; n += 1) {
    const { context } = await openChromium(t);
    const page = await openPage(t, context);
    await page.goto(`${server.origin("ishi")}/`);
    const row = page.getByRole("row").filter({ hasText: "渡邉 清" });
    await row.getByRole("button").first().click();
    await page.waitForURL(/\/letters\//);
    const address = page.url();
    const fresh = await openChromium(t);
    const cold = await openPage(t, fresh.context);
    runs.push(await load(cold, address));
    last = { page: cold, address };
  }
  const middle = (key) => median(runs.map((run) => run[key]));
  measured("editor, first load, until one can write and it is saved (encoded, with headers)", middle("first"), "bytes");
  measured("editor, first load, rules, panel and the server's half right after", middle("pieces"), "bytes");
  measured("editor, cold, until the form is there", middle("form"), "ms");
  measured("editor, cold, until the letter is judged", middle("judged"), "ms");
  const { page, address } = last;
  await workerReady(page);
  await page.reload();
  await page.locator(".panel__page").waitFor();
  await server.kill("SIGKILL");
  const warm = [];
  for (let n = 0; n < 5; n += 1) {
    const session = await page.context().newCDPSession(page);
    let bytes = 0;
    await session.send("Network.enable");
    const workers = new Set();
    session.on("Network.responseReceived", ({ requestId, response }) => response.fromServiceWorker && workers.add(requestId));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (!workers.has(requestId)) bytes += encodedDataLength;
    });
    const begin = performance.now();
    await page.goto(address);
    await page.locator(FORM).waitFor();
    const form = performance.now() - begin;
    await page.locator(".panel__page").waitFor();
    warm.push({ form, judged: performance.now() - begin, bytes });
    await session.detach();
  }
  measured("editor, warm start with the server dead, until the form is there", median(warm.map((run) => run.form)), "ms");
  measured("editor, warm start with the server dead, until the letter is judged", median(warm.map((run) => run.judged)), "ms");
  measured("editor, warm start with the server dead, over the net", Math.max(...warm.map((run) => run.bytes)), "bytes");
});
