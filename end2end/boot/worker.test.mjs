// The service worker: offline from one complete set, and a new version only when no letter is open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage, started, until, workerReady } from "../harness/page.mjs";
import { nextBuild, renamedBuild } from "../harness/release.mjs";
import { serveSite } from "../harness/static.mjs";

const NEXT = "00000000000000b2";

const buildOf = (page) => page.getAttribute("meta[name=ikensho-build]", "content");
const caches = (page) => page.evaluate(() => window.caches.keys());
const checkForUpdate = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
// `waitForFunction` takes a promise itself for an answer.
const waits = (page) =>
  page.evaluate(async () => {
    while (!(await navigator.serviceWorker.getRegistration()).waiting) await new Promise(requestAnimationFrame);
  });

async function openOnce(t) {
  const site = await serveSite(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${site.address}/`);
  await workerReady(page);
  return { site, context, page };
}

test("with the server gone every place of the page opens, and /api is never answered from the set", async (t) => {
  const { site, page } = await openOnce(t);
  await page.evaluate(() => fetch("/api/v1/requests"));
  await site.stop();
  for (const path of ["/", "/letters/1?x=1#y", "/sent"]) {
    await openModule(page, site.address + path);
  }
  assert.equal(await page.evaluate(() => fetch("/api/v1/requests").catch((error) => error.name)), "TypeError");
  const kept = await page.evaluate(async (name) => {
    const requests = await (await window.caches.open(name)).keys();
    return requests.map(({ url }) => new URL(url).pathname);
  }, (await caches(page))[0]);
  assert.deepEqual(kept.filter((path) => path.startsWith("/api")), []);
  assert.ok(kept.some((path) => path.startsWith("/assets/clinic-")));
  assert.deepEqual(kept.filter((path) => path.startsWith("/assets/desk-")), [], "another page's module is not kept");
});

test("a warm start asks the server for nothing but the worker itself", async (t) => {
  const { site, page } = await openOnce(t);
  await page.reload();
  await started(page);
  site.requests.length = 0;
  await page.reload();
  await started(page);
  assert.deepEqual(site.requests.filter((path) => path !== "/sw.js" && !path.startsWith("/api/")), []);
});

test("a new version waits while a letter is open in any tab, then comes in whole", async (t) => {
  const { site, context, page } = await openOnce(t);
  const old = await buildOf(page);
  await page.reload();
  await started(page);
  await page.evaluate(() => new Promise((opened) => {
    navigator.locks.request("ikensho-letter:0190", () => new Promise((close) => { window.closeLetter = close; opened(); }));
  }));
  await page.evaluate(() => new Promise((done, failed) => {
    const opening = indexedDB.open("kept", 1);
    opening.onsuccess = () => (opening.result.close(), done());
    opening.onerror = failed;
  }));
  await site.deploy(await nextBuild(t, NEXT));
  await checkForUpdate(page);
  await waits(page);

  const second = await openPage(t, context);
  await openModule(second, `${site.address}/`);
  assert.equal(await buildOf(second), old, "the second tab opens the old version");
  assert.equal(await page.evaluate(() => window.ikenshoUpdate()), false, "the worker refuses");
  assert.ok((await caches(page)).includes(`ikensho-files-${old}`), "the old set is still there");

  await page.evaluate(() => window.closeLetter());
  await second.close();
  await page.evaluate(() => void window.ikenshoUpdate());
  await page.waitForSelector(`meta[content="${NEXT}"]`, { state: "attached" });
  await started(page);
  assert.deepEqual(await caches(page), [`ikensho-files-${old}`, `ikensho-files-${NEXT}`], "one old set stays one round");
  await site.stop();
  await page.reload();
  await started(page);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.ok(databases.includes("kept"));
});

test("a new version that waited comes in by itself once a page opens without a letter", async (t) => {
  const { site, page } = await openOnce(t);
  await page.reload();
  await started(page);
  await site.deploy(await nextBuild(t, NEXT));
  await checkForUpdate(page);
  await waits(page);
  await page.reload();
  await started(page);
  await until(() => page.evaluate(async () => {
    const { waiting, active } = await navigator.serviceWorker.getRegistration();
    return !waiting && active.state === "activated";
  }));
  await page.reload();
  await started(page);
  assert.equal(await buildOf(page), NEXT);
});

test("one that is asked in a busy moment and never gives way does not keep the new version out", async (t) => {
  const { site, page } = await openOnce(t);
  await page.reload();
  await started(page);
  await site.deploy(await nextBuild(t, NEXT));
  await checkForUpdate(page);
  await waits(page);
  await page.addInitScript(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration?.waiting?.postMessage({ type: "activate" }, [new MessageChannel().port1]);
  });
  await page.reload();
  await started(page);
  await page.evaluate(() => void window.ikenshoUpdate());
  await page.waitForSelector(`meta[content="${NEXT}"]`, { state: "attached" });
  await started(page);
});

test("half a deployment is not taken", async (t) => {
  const { site, page } = await openOnce(t);
  const old = await buildOf(page);
  const next = await nextBuild(t, NEXT);
  await site.deploy(next);
  site.missing.add("/manifest.webmanifest");
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const failed = new Promise((resolve) => {
      registration.addEventListener("updatefound", () => {
        const { installing } = registration;
        installing.addEventListener("statechange", () => installing.state === "redundant" && resolve());
      });
    });
    await registration.update().catch(() => {});
    await failed;
  });
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting), null);
  assert.deepEqual(await caches(page), [`ikensho-files-${old}`]);
});

const LETTER = { form: "R8", answers: { pt_name: "黥 千代子", remarks: "笑顔が増えた。" } };
const JOB = JSON.stringify({ today: "2026-10-14", letters: [LETTER] });
const printed = (page) => page.evaluate(async (job) => {
  const { size, failed } = await window.ikenshoPaper("make", job, 1);
  return failed?.code ?? (size > 10_000 ? "made" : `${size} bytes`);
}, JOB);

test("what prints is fetched when it is first needed, works without a net from then on, and comes along with a new version", async (t) => {
  const { site, page } = await openOnce(t);
  const isPaper = (path) => /\/(?:paper-(?!page|[0-9a-f]{16}\.css)|BIZUDMincho|NotoSerif)/.test(path);
  assert.deepEqual(site.requests.filter(isPaper), [], "nothing of it before");
  await page.reload();
  await started(page);
  assert.equal(await printed(page), "made");
  const fetched = site.requests.filter(isPaper);
  // Worker, glue, module, the first font, and the shard that has 黥.
  assert.deepEqual(fetched.map((path) => path.replace(/-[0-9a-f]{16}/, "")).sort(), [
    "/assets/BIZUDMincho-09C00.ttf", "/assets/BIZUDMincho-Regular.ttf", "/assets/paper-worker.js", "/assets/paper.js", "/assets/paper.wasm",
  ]);
  await site.stop();
  await page.reload();
  await started(page);
  assert.equal(await printed(page), "made");

  await site.deploy(await renamedBuild(t, NEXT, /\/(?:paper-|BIZUDMincho-Regular)/));
  await site.start();
  await checkForUpdate(page);
  await waits(page);
  await page.evaluate(() => void window.ikenshoUpdate());
  await page.waitForSelector(`meta[content="${NEXT}"]`, { state: "attached" });
  await started(page);
  await site.stop();
  assert.equal(await printed(page), "made");
  const kept = await page.evaluate(async () => (await (await window.caches.open("ikensho-paper")).keys()).map(({ url }) => new URL(url).pathname));
  assert.equal(kept.filter((path) => path.includes("BIZUDMincho-Regular")).length, 1, "the old ones are gone");
});
