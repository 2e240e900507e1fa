// Debian's Firefox, driven over WebDriver BiDi, which it speaks by itself.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import WebSocket from "ws";
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";
import { start } from "./process.mjs";

const PREFERENCES = {
  "app.update.enabled": false,
  "browser.aboutConfig.showWarning": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "intl.accept_languages": "ja",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};
const PATIENCE_MS = 60_000;

// A page that is watched: an error nobody caught, or a violation of the page's policy, fails the test.
export async function openFirefox(t) {
  const profile = await temporaryFolder(t, "ikensho-firefox");
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const child = start(t, environment.firefox(), ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"], {
    env: { ...process.env, LANG: "ja_JP.UTF-8", TZ: "Asia/Tokyo", HOME: profile },
  });
  const [, address] = await child.line(/WebDriver BiDi listening on (ws:\S+)/);
  const session = await connect(t, `${address}/session`);
  await session.send("session.new", { capabilities: {} });
  await session.send("session.subscribe", { events: ["log.entryAdded", "script.message"] });
  await session.send("script.addPreloadScript", {
    functionDeclaration: `(tell) => document.addEventListener("securitypolicyviolation", (event) =>
      tell("policy: " + event.violatedDirective + " " + event.blockedURI + " " + event.sample))`,
    arguments: [{ type: "channel", value: { channel: "violations" } }],
  });
  const { contexts } = await session.send("browsingContext.getTree", {});
  const page = pageOf(session, contexts[0].context);
  session.on("log.entryAdded", ({ type, level, text }) => type === "javascript" && level === "error" && page.problems.push(text));
  session.on("script.message", ({ data }) => page.problems.push(data.value));
  t.after(() => assert.deepEqual(page.problems, [], "the page had errors or policy violations"));
  return page;
}

async function connect(t, address) {
  const socket = new WebSocket(address);
  const waiting = new Map();
  const listeners = [];
  let last = 0;
  socket.on("message", (message) => {
    const { id, type, method, params, result, error, message: words } = JSON.parse(message);
    if (type === "event") return listeners.filter(([name]) => name === method).forEach(([, heard]) => heard(params));
    const [resolve, reject] = waiting.get(id);
    waiting.delete(id);
    return type === "success" ? resolve(result) : reject(new Error(`${error}: ${words}`));
  });
  socket.on("close", () => waiting.forEach(([, reject]) => reject(new Error("Firefox has gone"))));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  t.after(() => socket.close());
  return {
    on: (method, heard) => listeners.push([method, heard]),
    send: (method, params) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, [resolve, reject]);
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
  };
}

function pageOf(session, context) {
  const call = async (functionDeclaration) => {
    const answer = await session.send("script.callFunction", { functionDeclaration, target: { context }, awaitPromise: true });
    if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
    return answer.result;
  };
  const page = {
    problems: [],
    goto: (url) => session.send("browsingContext.navigate", { context, url, wait: "complete" }),
    reload: () => session.send("browsingContext.reload", { context, wait: "complete" }),
    // Runs in the page; what goes in and out is plain data.
    evaluate: async (run, ...words) => {
      const { value } = await call(`async () => JSON.stringify(await (${run})(...${JSON.stringify(words)}))`);
      return value === undefined ? undefined : JSON.parse(value);
    },
    // Tries at every frame until there is something.
    waitFor: async (run, ...words) => {
      const found = await call(`async () => {
        const until = performance.now() + ${PATIENCE_MS};
        for (;;) {
          const found = await (${run})(...${JSON.stringify(words)});
          if (found) return found;
          if (performance.now() > until) return null;
          await new Promise(requestAnimationFrame);
        }
      }`);
      assert.notEqual(found.type, "null", `waited in vain for ${words.join(" ") || run}`);
      return found;
    },
    // The element a person would call so, once it is shown: its role's elements, and the words that name it.
    named: (role, name) => page.waitFor(byName, role, name),
    // What is scrolled to is laid out for the first time and moves, and a list that is shown anew has another element of
    // that name: a person whose press met something else presses what is there now.
    click: async (role, name) => {
      for (let tries = 5; ; tries -= 1) {
        try {
          if (await page.press(role, name)) return;
        } catch (error) {
          if (!/is not displayed|no such (element|node)/.test(error.message)) throw error;
        }
        assert.ok(tries > 1, `${name} was pressed in vain`);
      }
    },
    // Presses where the element is; whether what was clicked by it is called so.
    press: async (role, name) => {
      const element = { sharedId: (await page.named(role, name)).sharedId };
      const toIt = `(element) => {
        element.scrollIntoView({ block: "center" });
        const isIt = ({ target }) => (${byName})(...${JSON.stringify([role, name])})?.contains(target) ?? false;
        const next = (event) => new Promise((resolve) => addEventListener(event, resolve, { capture: true, once: true }));
        // What went away under the pointer is not clicked at all.
        const none = next("pointerup").then(() => new Promise((resolve) => setTimeout(resolve, 200, false)));
        window.hit = Promise.race([next("click").then(isIt), none]);
      }`;
      await session.send("script.callFunction", { functionDeclaration: toIt, arguments: [element], target: { context }, awaitPromise: true });
      const origin = { type: "element", element };
      const actions = [{ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
      await session.send("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions }] });
      return page.evaluate(() => window.hit);
    },
    type: (words) => {
      const keys = [...words].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
      return session.send("input.performActions", { context, actions: [{ type: "key", id: "keys", actions: keys }] });
    },
  };
  return page;
}

function byName(role, name) {
  const places = { button: "button:not([role]), [role=button]", radio: "[role=radio]", textbox: "textarea, input[type=text]", heading: "h1, h2, h3", dialog: "dialog[open]" };
  const named = (element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
    return (element.getAttribute("aria-label") ?? (by.join("") || element.labels?.[0]?.textContent || element.textContent)).trim();
  };
  const [own, group] = name.split("＞").reverse();
  return [...document.querySelectorAll(places[role])].find((element) => {
    if (!element.checkVisibility() || !new RegExp(own).test(named(element))) return false;
    return group === undefined || named(element.closest("[role=radiogroup], [role=group]") ?? element) === group;
  });
}
