// The red banner of the demonstration: on every page of it, whoever gives the page; on no certified one.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage, workerReady } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";

const SIZES = [
  { width: 1280, height: 1024 },
  { width: 1024, height: 768 },
  { width: 375, height: 812 },
];

const printed = (server, line) => server.process.printed.map((text) => line.exec(text)?.[1]).find(Boolean);
const certifiedOf = (server) => printed(server, /^certified (\S+)/);

// It stands at the top, names the certified listener, and covers nothing that sticks to the top, wherever one scrolls.
async function assertStands(page, address, where) {
  const banner = page.locator(".demo");
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const y of [0, 400]) {
      await page.evaluate((y) => window.scrollTo(0, y), y);
      await banner.waitFor();
      const seen = await page.evaluate(() => {
        const { top, bottom, width } = document.querySelector(".demo").getBoundingClientRect();
        const sticks = [...document.querySelectorAll(".header, .bar, .rail, .panel, .queue")].filter((element) => getComputedStyle(element).position === "sticky");
        const covered = sticks.filter((element) => element.getBoundingClientRect().top < bottom - 1).map((element) => element.className);
        const { clientWidth, scrollWidth } = document.documentElement;
        return { top, covered, isWhole: width === clientWidth, isPushed: scrollWidth > clientWidth };
      });
      assert.deepEqual(seen, { top: 0, covered: [], isWhole: true, isPushed: false }, `${where}, ${size.width} wide, at ${y}`);
    }
    await page.evaluate(() => window.scrollTo(0, 0));
  }
  assert.ok((await banner.textContent()).includes(address), where);
  assert.equal(await banner.evaluate((element) => getComputedStyle(element).backgroundColor), "rgb(206, 0, 0)", where);
  await assertAccessible(page, where);
  await page.emulateMedia({ media: "print" });
  assert.equal(await banner.isVisible(), false, `${where}: it is not printed`);
  await page.emulateMedia({ media: "screen" });
}

test("every page of the demonstration has its banner, also when the worker gives it", async (t) => {
  const server = await startServer(t, { words: ["--today", "2026-10-14", "--bench"] });
  const certified = certifiedOf(server);
  assert.match(certified, /^https:\/\/localhost:\d+$/);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await page.goto(`http://localhost:${server.port}/`);
  await assertStands(page, certified, "the start page");
  await openModule(page, `${server.origin("hokensha")}/`);
  await assertStands(page, certified, "the desk");
  await openModule(page, `${server.origin("ishi")}/setup`);
  await assertStands(page, certified, "準備");
  await openModule(page, `${server.origin("ishi")}/`);
  await page.locator(".header").waitFor();
  await assertStands(page, certified, "the requests");
  await openModule(page, printed(server, /^bench (\S+)/));
  await page.locator(".bar").waitFor();
  await assertStands(page, certified, "the letter");
  await workerReady(page);
  await server.kill();
  await openModule(page, `${server.origin("ishi")}/`);
  await assertStands(page, certified, "the requests without a server");
});

test("a certified page has none", async (t) => {
  const server = await startServer(t);
  const folder = join(server.data, "terminals");
  const [ca, pfx, guide] = await Promise.all([readFile(join(folder, "server-ca.pem")), readFile(join(folder, "clinic.p12")), readFile(join(folder, "README.txt"), "utf8")]);
  const passphrase = /^clinic\.p12\t.*\t(.*)$/m.exec(guide)[1];
  const html = await new Promise((resolve, reject) => {
    const asked = request(`${certifiedOf(server)}/`, { ca, pfx, passphrase, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece) => (text += piece));
      answer.on("end", () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode}: ${text}`))));
    });
    asked.on("error", reject).end();
  });
  assert.match(html, /ikensho-wasm/);
  assert.doesNotMatch(html, /demo/);
});
