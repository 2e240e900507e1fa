// A page that is watched: an error nobody caught, or a violation of the page's policy, fails the test.
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";

const SIZES = { desktop: { width: 1280, height: 1024 }, tablet: { width: 1024, height: 768 }, phone: { width: 375, height: 812 } };

// The returned page has `problems`, read at the end of the test. `size` is desktop, tablet or phone.
export async function openPage(t, context, { size = "desktop" } = {}) {
  const page = await context.newPage();
  await page.setViewportSize(SIZES[size]);
  page.problems = [];
  await watch(page);
  t.after(() => assert.deepEqual(page.problems, [], "the page had errors or policy violations"));
  return page;
}

async function watch(page) {
  page.on("pageerror", (error) => page.problems.push(`error: ${error.stack ?? error}`));
  page.on("crash", () => page.problems.push("the page crashed"));
  await page.exposeBinding("reportViolation", (_, sentence) => page.problems.push(sentence));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample} at ${event.sourceFile}:${event.lineNumber}`);
    });
  });
}

// The module of the page runs, and its first screen is there.
export async function openModule(page, address) {
  await page.goto(address);
  await started(page);
}

export async function started(page) {
  await page.waitForSelector("html[data-started]", { state: "attached" });
}

// The worker has its complete set and answers for this page from the next load on.
export async function workerReady(page) {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

// Asks again and again until the answer is yes. `page.waitForFunction` takes a promise for a yes, so what has to be waited
// for inside the page is asked for here.
export async function until(ask) {
  const last = Date.now() + 60_000;
  while (!(await ask())) {
    assert.ok(Date.now() < last, `waited in vain for ${ask}`);
    await wait(100);
  }
}
