// All rules in the WASM of the shipped editor, on the benchmark letter and with every text at its hard limit.
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { openChromium } from "../harness/browser.mjs";
import * as environment from "../harness/environment.mjs";
import { measured, median } from "../harness/measure.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openBegun } from "./begun.mjs";

test("rules", async (t) => {
  const server = await startServer(t, { site: environment.benchSite() });
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openBegun(page, server);
  const program = join(dirname(environment.serverBinary()), "examples/bench_rules");
  const { stdout } = await promisify(execFile)(program, ["--letters"], { maxBuffer: 1e7 });
  const [base, full] = stdout.trim().split("\n");
  for (const [name, letter] of [["benchmark letter", base], ["every text at its hard limit", full]]) {
    const rounds = await page.evaluate((text) => {
      window.__peer.check(text, 2000);
      return Array.from({ length: 60 }, () => window.__peer.check(text, 200));
    }, letter);
    measured(`all rules, browser WASM, ${name}, fastest`, Math.min(...rounds), "µs");
    measured(`all rules, browser WASM, ${name}, median`, median(rounds), "µs");
  }
});
