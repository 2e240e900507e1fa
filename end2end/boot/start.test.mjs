// A module starts under the product's policy, and says so in words when it cannot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage, started } from "../harness/page.mjs";
import { serveSite } from "../harness/static.mjs";

test("both modules start without a policy violation, from this origin alone", async (t) => {
  const site = await serveSite(t);
  const { context } = await openChromium(t);
  for (const path of ["/clinic", "/desk"]) {
    const page = await openPage(t, context);
    const elsewhere = [];
    page.on("request", (request) => new URL(request.url()).origin === site.address || elsewhere.push(request.url()));
    await openModule(page, site.address + path);
    assert.notEqual((await page.textContent("#app")).trim(), "読み込んでいます…");
    assert.equal(await page.isVisible(".boot-banner"), false);
    assert.deepEqual(elsewhere, []);
  }
});

test("a module that does not arrive is said in words, and can be asked for again", async (t) => {
  const site = await serveSite(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const { files } = site.index;
  const wasm = files.find(({ path }) => path.startsWith("/assets/clinic-") && path.endsWith(".wasm")).path;
  site.missing.add(wasm);
  await page.goto(`${site.address}/clinic`);
  await page.getByRole("alert").filter({ hasText: "読み込めませんでした" }).waitFor();
  assert.equal(await page.isVisible("text=読み込んでいます"), false);
  site.missing.delete(wasm);
  await page.getByRole("button", { name: "もう一度読み込む" }).click();
  await started(page);
});

test("a trap in the module shows the banner", async (t) => {
  const site = await serveSite(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${site.address}/clinic`);
  await page.evaluate(() => void setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
  await page.getByRole("alert").filter({ hasText: "プログラムが続けられなくなりました" }).waitFor();
  assert.match(page.problems.splice(0).join(), /unreachable/);
});
