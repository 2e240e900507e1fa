// A passkey's sign-in at a certified terminal, against `ikensho serve`: from the press of the button to the list of
// requests, and what of it the server takes. The authenticator is a virtual one that answers at once, so a person's own
// time is not in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { authenticator, firstSignIn, inside, lock, openTablet, unlock } from "../access/tablet.mjs";
import * as environment from "../harness/environment.mjs";
import { measured, median } from "../harness/measure.mjs";
import { workerReady } from "../harness/page.mjs";
import { start } from "../harness/process.mjs";

const TIMES = process.env.IKENSHO_BENCH_SHORT ? 3 : 30;

// Signs in once; when the list stood there, and how long the server was asked.
async function signIn(page) {
  await page.evaluate(() => {
    performance.clearResourceTimings();
    window.entered = new Promise((resolve) => {
      window.addEventListener("click", () => {
        const pressed = performance.now();
        const isThere = () => [...document.querySelectorAll("main button")].some(({ textContent }) => textContent.startsWith("書きはじめる"));
        const look = () => (isThere() ? resolve(performance.now() - pressed) : requestAnimationFrame(look));
        look();
      }, { capture: true, once: true });
    });
  });
  await unlock(page);
  const all = await page.evaluate(() => window.entered);
  const asked = await page.evaluate(() =>
    ["/api/v1/sign-in/begin", "/api/v1/sign-in"].map((path) => {
      const [entry] = performance.getEntriesByName(location.origin + path);
      return entry.responseStart - entry.requestStart;
    }),
  );
  return { all, server: asked[0] + asked[1] };
}

test("sign in", async (t) => {
  // A clinic with requests, as the demonstration makes one; then the server that operators run, on the same data.
  const { server, address, page } = await openTablet(t);
  await authenticator(page);
  await firstSignIn(page, address, server, "佐々木 健一");
  await inside(page);
  await workerReady(page);
  await lock(page);
  await server.kill();
  const { port } = new URL(address);
  const words = ["serve", "--data", server.data, "--name", "localhost", "--listen", `127.0.0.1:${port}`, "--site", environment.site()];
  const served = start(t, environment.serverBinary(), words);
  await served.line(/^ready (https:\S+)/);

  const session = await page.context().newCDPSession(page);
  for (const [where, rate] of [["desk", 1], ["tablet, CPU at a quarter", 4]]) {
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const runs = [];
    for (let n = 0; n < TIMES + 1; n += 1) {
      runs.push(await signIn(page));
      await lock(page);
    }
    // The first one warms up.
    runs.shift();
    assert.equal(runs.length, TIMES);
    const all = runs.map((run) => run.all).sort((a, b) => a - b);
    measured(`sign in, ${where}, from the button to the list, median of ${TIMES}`, median(all), "ms");
    measured(`sign in, ${where}, from the button to the list, 90th percentile`, all[Math.ceil(TIMES * 0.9) - 1], "ms");
    measured(`sign in, ${where}, of it both requests to the server, median`, median(runs.map((run) => run.server)) * 1000, "µs");
  }
});
