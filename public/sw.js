// Keeps one complete set of files, so that the editor opens without a net. The build writes RELEASE above this line.
// An origin has one page, at whatever path: the one the server gives for HOME.
// It never touches /api, and never IndexedDB: what a doctor typed is not the worker's business.

const CACHE_PREFIX = "ikensho-files-";
const CACHE = CACHE_PREFIX + RELEASE.build;
// What the paper's worker keeps: see paper-worker.js.
const PAPER_CACHE = "ikensho-paper";
const HOME = "/";
const LETTER_LOCK_PREFIX = "ikensho-letter:";

self.addEventListener("install", (event) => event.waitUntil(fetchSet()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldSets()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const path = keptPath(event.request);
  if (path !== null) event.respondWith(fromSet(path, event.request));
});

// All or nothing: a missing file, or a page of another build, fails the installation, and the old set stays.
async function fetchSet() {
  const cache = await caches.open(CACHE);
  try {
    const page = await fetchPage(cache);
    // Every fetch ends before the set is judged: none may write into a set that was given up.
    const fetched = await Promise.allSettled(filesOf(page).map((path) => fetchFile(cache, path)));
    const missing = fetched.find(({ status }) => status === "rejected");
    if (missing) throw missing.reason;
    await fetchPaper();
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function fetchPage(cache) {
  const response = await fetch(HOME, { cache: "no-cache" });
  const page = await response.clone().text();
  const isOurs = response.ok && !response.redirected && page.includes(`content="${RELEASE.build}"`);
  if (!isOurs) throw new Error(`not a page of build ${RELEASE.build}`);
  await cache.put(HOME, response);
  return page;
}

// Everything but the modules of other pages and what is fetched when something is first printed.
function filesOf(page) {
  const foreign = RELEASE.modules.filter((files) => !files.some((path) => page.includes(path))).flat();
  return RELEASE.files.filter((path) => !foreign.includes(path) && !RELEASE.later.includes(path));
}

// Whoever could print without a net can do so with the next version, too.
async function fetchPaper() {
  if (!(await caches.has(PAPER_CACHE))) return;
  const cache = await caches.open(PAPER_CACHE);
  const nameOf = (path) => path.replace(/-[0-9a-f]{16}(?=\.\w+$)/, "");
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  const wanted = RELEASE.later.filter((path) => !kept.includes(path) && kept.some((old) => nameOf(old) === nameOf(path)));
  await Promise.all(wanted.map((path) => fetchFile(cache, path)));
}

async function fetchFile(cache, path) {
  const response = await fetch(path, { cache: path.startsWith("/assets/") ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

// The set before this one stays one round longer: a page that was loading while the worker changed still gets its files.
async function dropOldSets() {
  const others = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  if (!(await caches.has(PAPER_CACHE))) return;
  const cache = await caches.open(PAPER_CACHE);
  const old = (await cache.keys()).filter(({ url }) => !RELEASE.later.includes(new URL(url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
}

// A page asks this version to take over. A letter open in any tab holds a lock, and then it waits.
async function answer(event) {
  if (event.data?.type !== "activate") return;
  const { held } = await self.navigator.locks.query();
  const activates = !held.some((lock) => lock.name.startsWith(LETTER_LOCK_PREFIX));
  event.ports[0]?.postMessage({ activates });
  if (activates) await self.skipWaiting();
}

// Where in the set the answer to this request lies, or null when it is not the worker's to answer.
function keptPath(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return null;
  if (pathname.startsWith("/assets/") || RELEASE.files.includes(pathname)) return pathname;
  // 接続確認 is answered by the server alone: it says how this terminal stands now.
  return request.mode === "navigate" && !pathname.includes(".") && pathname !== "/terminal" ? HOME : null;
}

async function fromSet(path, request) {
  const cache = await caches.open(CACHE);
  const kept = (await cache.match(path)) ?? (path.startsWith("/assets/") ? await caches.match(path) : undefined);
  return kept ?? fetch(request);
}
