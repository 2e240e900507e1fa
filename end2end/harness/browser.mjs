// Debian's Chromium, started by us: so it has a process id to kill, and a profile that outlives it.
import { chromium as playwright } from "playwright-core";
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";
import { start } from "./process.mjs";

const WORDS = [
  "--headless=new",
  "--remote-debugging-port=0",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--password-store=basic",
  "--lang=ja",
];

// `profile` is a folder; the same one given twice is the same browser opened again. `context` is the profile's own;
// `browser.newContext()` is a clean one beside it. `kill()` ends the whole browser at once, `close()` as a person would: it
// writes down what it wants to keep.
export async function openChromium(t, { profile, words = [], env = {} } = {}) {
  const folder = profile ?? (await temporaryFolder(t, "ikensho-profile"));
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = start(t, environment.chromium(), [...WORDS, ...asRoot, ...words, `--user-data-dir=${folder}`, "about:blank"], {
    env: { ...process.env, LANG: "ja_JP.UTF-8", LANGUAGE: "ja", TZ: "Asia/Tokyo", ...env },
  });
  const [, address] = await child.line(/DevTools listening on (ws:\S+)/);
  const browser = await playwright.connectOverCDP(address);
  t.after(() => browser.close().catch(() => {}));
  const close = async () => {
    const session = await browser.newBrowserCDPSession();
    // It may be gone before it answers.
    await session.send("Browser.close").catch(() => {});
    await child.ended;
  };
  return { browser, context: browser.contexts()[0], pid: child.pid, profile: folder, kill: () => child.kill(), close };
}
