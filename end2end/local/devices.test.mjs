// Two devices begin the same letter while the server is away: it becomes one draft, and both texts are in it.
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openAgain, remarks, seen } from "./letter.mjs";

const begin = (page) => page.getByRole("button", { name: /^書きはじめる/ }).first();
const address = (page) => page.getByRole("textbox", { name: /^住所/ }).first();

test("drafts begun on two devices for one request become one, and nothing typed is missing", async (t) => {
  const server = await startServer(t);
  const devices = [];
  for (let n = 0; n < 2; n += 1) {
    const { context } = await openChromium(t);
    const page = await openPage(t, context);
    await openModule(page, `${server.origin("ishi")}/`);
    await begin(page).waitFor();
    await seen(page, /^\s*オンライン$/);
    devices.push(page);
  }
  await server.kill();
  const [tablet, desk] = devices;
  for (const page of devices) {
    await begin(page).click();
    await remarks(page).waitFor();
  }
  await remarks(tablet).fill("typed on the tablet");
  await address(desk).fill("typed at the desk");
  for (const page of devices) await seen(page, /^\s*この端末のみ /);
  for (const field of [remarks(tablet), address(desk)]) await field.blur();
  await server.start();
  for (const page of devices) {
    await seen(page, /^\s*保存済み /, { timeout: 90_000 });
    await page.waitForFunction(
      (texts) => texts.every((text) => [...document.querySelectorAll("input, textarea")].some(({ value }) => value === text)),
      ["typed on the tablet", "typed at the desk"],
      { timeout: 90_000 },
    );
  }
  // One of the two goes on under the other's id: the address of each says so.
  for (const page of devices) {
    await openAgain(page, page.url());
    await page.waitForFunction((text) => [...document.querySelectorAll("textarea")].some(({ value }) => value === text), "typed on the tablet");
  }
});
