// Starts the module of this page. Everything that must work even when the module does not is here.

const LOAD_LIMIT_MS = 60_000;
// So long nothing is fetched before a worker is asked to give way, and so long it may take to do so.
const QUIET_MS = 2_000;
const CHANGE_LIMIT_MS = 10_000;

askEarly();
guardMarkup();
const writer = document.querySelector("meta[name=ikensho-writer]")?.content;
const address = policyForWorkers();
// For the app: what writes beside the page, where there is such a thing.
window.ikenshoWriter = () => (writer ? new Worker(address(writer)) : null);
wireBanners();
// For the app: lets a new version in and opens the page anew.
window.ikenshoUpdate = openNewVersion;
// For the app: something of printing, fetched when it is first needed.
window.ikenshoPaper = async (what, ...words) => {
  const paper = await import(document.querySelector("meta[name=ikensho-paper]").content);
  return paper[what](...words);
};
// For the app: what pages beside the form look like, fetched once with the first of them.
let sheet;
window.ikenshoSheet = () => (sheet ??= fetchSheet());
await loadModule();
await registerWorker();

// The letter that the address names is asked for while the module is on its way. The module takes the answer once, as
// [text, epoch]; without one it asks by itself.
function askEarly() {
  const drafts = document.querySelector("meta[name=ikensho-drafts]")?.content;
  const id = /^\/letters\/([\w-]+)$/.exec(location.pathname)?.[1];
  // Where people sign in, nobody has shown yet who sits here.
  if (!drafts || !id || location.protocol === "https:") return;
  const path = `${drafts}/${id}`;
  const build = document.querySelector("meta[name=ikensho-build]").content;
  const asked = { mode: "same-origin", cache: "no-store", redirect: "error", headers: { accept: "application/json", "ikensho-build": build } };
  let answer = fetch(path, asked)
    .then(async (response) => (response.ok ? [await response.text(), response.headers.get("ikensho-epoch")] : null))
    .catch(() => null);
  window.ikenshoEarly = (wanted) => {
    if (wanted !== path) return null;
    const once = answer;
    answer = null;
    return once;
  };
}

// Trusted Types: `view!` builds static markup through innerHTML. What it builds never needs a script, an event
// attribute or an address (those are set as attributes by name), so a string that has one did not come from it.
function guardMarkup() {
  window.trustedTypes?.createPolicy("default", {
    createHTML(markup) {
      const reason = refusalOf(markup);
      if (reason === null) return markup;
      console.error(`ikensho: markup refused: ${reason}`);
      throw new TypeError(`markup refused: ${reason}`);
    },
    // What makes PDFs is started by a script of its own. Every other address the browser itself refuses and reports.
    createScriptURL: (url) => (/^\/assets\/paper-worker-[0-9a-f]{16}\.js$/.test(url) ? url : null),
  });
}

// Allow-list: the whole string must be text, comments, and tags whose attributes are plain, quoted or bare.
function refusalOf(markup) {
  const piece = /[^<>]+|<!--(?:(?!-->)[^<>])*-->|<!>|<\/?([a-z][a-z0-9-]*)((?:\s+[a-z][a-z0-9:_-]*(?:="[^"<>]*"|='[^'<>]*'|=[^\s"'<>=`]+)?)*)\s*\/?>/giy;
  const dangerous = /^(?:script|style|iframe|frame|object|embed|link|meta|base|template|noscript|portal|foreignobject|animate|set)$/i;
  const address = /^(?:on.*|src|srcset|srcdoc|href|xlink:href|action|formaction|data|poster|ping|background|cite|manifest|style|xmlns.*|is)$/i;
  while (piece.lastIndex < markup.length) {
    const found = piece.exec(markup);
    if (found === null) return "not plain markup";
    if (found[1] === undefined) continue;
    if (dangerous.test(found[1])) return `<${found[1].toLowerCase()}>`;
    for (const attribute of found[2].matchAll(/([a-z][a-z0-9:_-]*)(?:="([^"]*)"|='([^']*)'|=([^\s"'=`]+))?/gi)) {
      const value = attribute[2] ?? attribute[3] ?? attribute[4] ?? "";
      const inPage = attribute[1].toLowerCase() === "href" && /^#[\w-]*$/.test(value);
      if (address.test(attribute[1]) && !inPage) return `attribute ${attribute[1].toLowerCase()}`;
    }
  }
  return null;
}

function policyForWorkers() {
  const policy = window.trustedTypes?.createPolicy("ikensho-worker", {
    createScriptURL(url) {
      if (url === "/sw.js" || url === writer) return url;
      throw new TypeError("only the workers have a script address");
    },
  });
  return (url) => (policy ? policy.createScriptURL(url) : url);
}

function fetchSheet() {
  const href = document.querySelector("meta[name=ikensho-sheet]")?.content;
  return new Promise((done) => {
    if (!href) return done();
    // Without it the page is plain, and can be used.
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done });
    document.querySelector("link[rel=stylesheet]").after(link);
  });
}

// `window.ikenshoPanic()` is called by the module's panic hook; a trap that never reached the hook ends here, too.
function wireBanners() {
  window.ikenshoPanic = () => {
    document.getElementById("ikensho-panic").hidden = false;
  };
  const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
  window.addEventListener("error", (event) => isTrap(event.error) && window.ikenshoPanic());
  window.addEventListener("unhandledrejection", (event) => isTrap(event.reason) && window.ikenshoPanic());
  for (const button of document.querySelectorAll(".boot-banner button")) {
    button.addEventListener("click", () => location.reload());
  }
}

async function loadModule() {
  const glue = document.getElementById("ikensho-glue").href;
  const wasm = document.getElementById("ikensho-wasm").href;
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${LOAD_LIMIT_MS / 1000} 秒待ちました`)), LOAD_LIMIT_MS);
  });
  try {
    const load = import(glue).then((module) => module.default({ module_or_path: wasm }));
    await Promise.race([load, limit]);
    performance.mark("ikensho-started");
    document.documentElement.dataset.started = "";
  } catch (error) {
    console.error("ikensho: the module did not start", error);
    document.getElementById("ikensho-failed-reason").textContent = `理由: ${error.message}`;
    document.getElementById("ikensho-failed").hidden = false;
    document.querySelector(".boot-loading")?.remove();
  } finally {
    clearTimeout(timer);
  }
}

// After the first screen works, the worker fetches the rest of the set. A version that waits may take over then, or
// when the page is looked at again: this page stays as it is, the next one is new.
async function registerWorker() {
  if (!navigator.serviceWorker) return;
  try {
    const registration = await navigator.serviceWorker.register(address("/sw.js"), { updateViaCache: "none" });
    document.addEventListener("visibilitychange", () => document.hidden || giveWay(registration));
    await giveWay(registration);
  } catch (error) {
    console.warn("ikensho: the service worker was not registered", error);
  }
}

// A worker that is answering something when the next one asks for its place never gives way in Chromium, however often
// it is asked again, and pages may stay unanswered: so it is asked in a quiet moment.
async function giveWay(registration) {
  if (!registration.waiting) return;
  let last = performance.now();
  const watch = new PerformanceObserver(() => { last = performance.now(); });
  watch.observe({ type: "resource" });
  while (performance.now() - last < QUIET_MS) await pause(QUIET_MS);
  watch.disconnect();
  await willActivate(registration);
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// Asks the server for the newest version and opens the page with it. False when it waits for a letter that is open in
// some tab; fails when it could not be fetched.
async function openNewVersion() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration) {
    await registration.update();
    await installed(registration.installing);
    const changed = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
    if (registration.waiting) {
      if (!(await willActivate(registration))) return false;
      const change = changed.then(async () => activated((await navigator.serviceWorker.ready).active));
      const late = pause(CHANGE_LIMIT_MS).then(() => "late");
      // One that does not give way is sent away: the page then comes from the server.
      if ((await Promise.race([change, late])) === "late") await registration.unregister();
    }
  }
  location.reload();
  return true;
}

function installed(worker) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === "redundant") reject(new Error("the new version could not be fetched whole"));
      else if (worker?.state !== "installing") resolve();
    };
    worker?.addEventListener("statechange", look);
    look();
  });
}

// A page asked for while the new worker is still clearing up can wait for ever in Chromium.
function activated(worker) {
  return new Promise((resolve) => {
    const look = () => worker.state === "activated" && resolve();
    worker.addEventListener("statechange", look);
    look();
  });
}

// The worker that waits, when there is one, itself looks for open letters and answers.
async function willActivate(registration) {
  if (!registration?.waiting) return false;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data.activates);
  });
  registration.waiting.postMessage({ type: "activate" }, [port2]);
  return answered;
}
