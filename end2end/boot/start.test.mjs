// A module starts under the product's policy, and says so in words when it cannot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage, started } from "../harness/page.mjs";
import { serveSite } from "../harness/static.mjs";

for (const module of ["clinic", "desk"]) {
  test(`the ${module} module starts without a policy violation, from this origin alone`, async (t) => {
    const site = await serveSite(t, module);
    const { context } = await openChromium(t);
    const page = await openPage(t, context);
    const elsewhere = [];
    page.on("request", (request) => new URL(request.url()).origin === site.address || elsewhere.push(request.url()));
    await openModule(page, site.address);
    await page.waitForSelector("#app:not(:empty):not(:has(.boot-loading))");
    assert.equal(await page.isVisible(".boot-banner"), false);
    assert.deepEqual(elsewhere, []);
  });
}

test("a module that does not arrive is said in words, and can be asked for again", async (t) => {
  const site = await serveSite(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const { files } = site.index;
  const wasm = files.find(({ path }) => path.startsWith("/assets/clinic-") && path.endsWith(".wasm")).path;
  site.missing.add(wasm);
  await page.goto(`${site.address}/`);
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
  await openModule(page, `${site.address}/`);
  await page.evaluate(() => void setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
  await page.getByRole("alert").filter({ hasText: "プログラムが続けられなくなりました" }).waitFor();
  assert.match(page.problems.splice(0).join(), /unreachable/);
});
